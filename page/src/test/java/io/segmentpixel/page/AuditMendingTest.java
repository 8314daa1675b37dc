package io.segmentpixel.page;

import static io.segmentpixel.page.AuditedText.CALL;
import static io.segmentpixel.page.AuditedText.audit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an audit mends, and what it had better leave to the owner of the page. */
class AuditMendingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='https://secure.adnxs.com/seg?add_code=abc?member=958&t=2'>",
                "<img src='CALL1?remove=2&t=2'>",
                "<img src='CALL1?add=2&t=2'>",
                "<img src='CALL1?remove=2&t=2?839201'>",
                "<img srcset='http://ib.adnxs.com/seg?add=1&t=2 1x, http://ib.adnxs.com/seg?add=2&t=2 2x'>",
                "<img srcset='CALL1&amp;amp;t=2 1x, https://www.shop.example/a.png?a=1&amp;amp;b=2 2x'>",
                "<script src='CALL1&t=1'></script><script id=x onload='next()' src='CALL1&t=1'></script>",
                "<img src='CALL1&t=2'><img id=px onload='go()' src='CALL1&t=2'>",
                "<iframe src='CALL1'></iframe><iframe name=target src='CALL1'>fallback</iframe>",
                "<img src='CALL1&t=2&redir=https://www.shop.example/p.gif?a=1&id=7'><img src='CALL1&t=2&redir=https%3A%2F%2Fwww.shop.example%2Fp.gif%3Fa%3D1%26id%3D7'>",
                "<img src='https://secure.adnxs.com/seg?t=2&add=1?src=mail'><img src='CALL1&t=2'>",
                "<img src='CALL1&gdpr=%24%7BGDPR%7D&t=2'><img src='CALL1&gdpr=${GDPR}&t=2'>",
                "<img src='CALL1&value=5&t=2'><img src='CALL1:5&t=2'>",
                "<img src='CALL1&redir=https%3A%2F%2Fa.example%2Fp?s=1&t=2'><img src='CALL1&redir=https%3A%2F%2Fa.example%2Fp?s=2&t=2'>"
            })
    void what_would_take_something_else_away_is_not_mended(String page) {
        PageAudit audit = audit(page);

        assertThat(audit.findings()).isNotEmpty().noneMatch(Finding::isMendable);
        assertThat(audit.mended().html()).isEqualTo(page.replace("CALL", CALL));
    }

    @Test
    void a_cachebuster_goes_where_a_blank_stands_behind_the_address() {
        assertThat(audit("<img src='\nCALL1&t=2?839201 \n'>").mended().html())
                .isEqualTo("<img src='\n" + CALL + "1&t=2 \n'>");
    }

    @Test
    void of_two_tags_the_one_that_browsers_allow_stays() {
        String blocked = "<script src='CALL1&t=1'></script>";
        String allowed = "<script nonce='abc' src='CALL1&t=1'></script>";
        PageContext context = PageContext.https().withContentSecurityPolicy("script-src 'nonce-abc'");

        assertThat(audit(blocked + allowed, context).mended().html()).isEqualTo(allowed.replace("CALL", CALL));
        assertThat(audit(allowed + blocked, context).mended().html()).isEqualTo(allowed.replace("CALL", CALL));
    }

    @Test
    void a_working_tag_is_never_taken_for_one_that_is_blocked() {
        String page =
                "<script src='http://ib.adnxs.com/seg?add=1&t=1'></script><script src='https://ib.adnxs.com/seg?add=1&t=1'></script>";

        String mended = audit(page, PageContext.https().leavingOut(FindingCode.NON_SECURE))
                .mended()
                .html();

        assertThat(mended).contains("https://ib.adnxs.com/seg?add=1&t=1");
    }
}
