package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages on which an audit once said something wrong, or mended what was no fault. {@code CALL} is an address up to its ids. */
class AuditFoundPagesTest {
    private static final String CALL = "https://secure.adnxs.com/seg?add=";

    private static PageAudit audit(String page) {
        return audit(page, PageContext.https());
    }

    private static PageAudit audit(String page, PageContext context) {
        return PageAudit.of(page.replace("CALL", CALL), context);
    }

    private static List<FindingCode> codes(PageAudit audit) {
        return audit.findings().stream().map(Finding::code).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?php if($a){ ?><img src='CALL1&t=2'><?php } else { ?><img src='CALL1&t=2'><?php } ?>",
                "{% if a %}<img src='CALL1&t=2'>{% else %}<img src='CALL1&t=2'>{% endif %}",
                "<% if a %><img src='CALL1&t=2'><% else %><img src='CALL1&t=2'><% end %>",
                "<script>document.write('<img src=\"CALL1&amp;t=2\">')</script>",
                "<script>el.innerHTML = \"<img src=\\\"CALL1&amp;t=2\\\">\"</script>",
                "<script>x = location.protocol=='https:' ? 'CALL1' : 'http://ib.adnxs.com/seg?add=1'</script>",
                "<img alt='http://ib.adnxs.com/seg?add=1' src=x>",
                "<a href='http://ib.adnxs.com/seg?add=1&redir=https%3A%2F%2Fa.example%2F'>x</a>",
                "<script type='application/json'>{\"c\":\"\\u003c!-- Segment Pixel - A - DO NOT MODIFY --\\u003e\"}</script>",
                "<!-- Segment Pixel - A - DO NOT MODIFY --><?php echo pixel(1); ?><!-- End of Segment Pixel -->",
                "<!-- Segment Pixel - A - DO NOT MODIFY -->{% include 'pixel' %}<!-- End of Segment Pixel -->",
                "<img src='https://secure.adnxs.com/px?id=1&value=5&other=/seg&t=2'>",
                "<script src='CALL1&t=1'>if (a<b) {}</script>",
                "<img src='CALL1&t=2&u=https://shop.example/?a'>",
                "<img src='CALL1&gdpr={gdpr}&gdpr_consent={gdpr_consent}&t=2'>",
                "<img src='CALL1&t=2&cb=[timestamp]'>",
            })
    void sound_pages_have_no_findings(String page) {
        assertThat(audit(page).findings()).isEmpty();
    }

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
                "<iframe src='CALL1'></iframe><iframe name=target src='CALL1'>fallback</iframe>"
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

    @ParameterizedTest
    @ValueSource(strings = {"{id}", "%SEG%", "*|SEG|*", "${id}", "{{ id }}", "[SEG]", "%%SEG%%"})
    void placeholders_are_known_in_many_forms(String placeholder) {
        assertThat(codes(audit("<img src='CALL" + placeholder + "&t=2'>")))
                .containsExactly(FindingCode.UNRENDERED_TEMPLATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iframe srcdoc=\"<img src='CALL1&t=2'>\"></iframe>",
                "<noscript><!-- <img src='CALL1&t=2'> --></noscript>",
                "<noscript><img src='CALL1&t=2'></noscript>",
                "<html><head><noscript><img src='CALL1&t=2'></noscript></head></html>",
                "<img src='https://secure.&#97;&#100;nxs.com/seg?add=1&t=2'>",
                "<img src='https://secure.adn&#x78;s.com/seg?add=1&t=2'>",
                "<img src='https://secure.adnx&#115;.com/seg?add=1&t=2'>",
                "<template><p><img src='CALL1&t=2'></p></template>",
            })
    void each_pixel_is_found_once(String page) {
        assertThat(audit(page).placed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='m&#97;ilto:&#109;&#97;&#105;l@example.com'>mail</a>",
                "<p>&#115;&#110;&#97;&#120;</p>",
                "<p>sna\nxs a\nd</p>"
            })
    void what_disguises_no_host_is_not_worth_a_parse(String page) {
        assertThat(Hosts.mayBeDisguised(page)).isFalse();
    }

    @Test
    void a_segment_that_is_named_in_another_way_is_looked_up_too() {
        Segment known = Segment.of(SegmentId.of(1), MemberId.of(958), "Shop");

        assertThat(codes(audit("<img src='CALL1,2&t=2'>", PageContext.https().knowing(List.of(known)))))
                .containsExactly(FindingCode.UNKNOWN_SEGMENT);
    }
}
