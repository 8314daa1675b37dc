package io.segmentpixel.page;

import static io.segmentpixel.page.AuditedText.CALL;
import static io.segmentpixel.page.AuditedText.audit;
import static io.segmentpixel.page.AuditedText.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pixels an audit finds, whatever they are written like, and when they fire. */
class AuditPixelsTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\u201dCALL1&t=2\u201d width=\u201d1\u201d />",
                "<img src=\u201cCALL1&amp;t=2\u201d>",
                "<img src=\u2018CALL1&t=2\u2019>",
                "<img src=&#8221;CALL1&t=2&#8221; width=&#8221;1&#8243;>",
                "<img src=&#8220;CALL1&t=2&#8221;>",
                "<img src=&ldquo;CALL1&t=2&rdquo;/>",
                "<img src=\"\u201dCALL1&t=2\u201d\">",
                "<img src=\"&quot;CALL1&t=2&quot;\">",
                "<img src=\\\"CALL1&t=2\\\">",
                "<base href='https://secure.adnxs.com/'><img src=\u201dCALL1&t=2\u201d>",
                "<iframe src=\u201d//secure.adnxs.com/seg?add=1\u201d></iframe>",
                "<script src=\u201dCALL1&t=1\u201d type=\u201dtext/javascript\u201d></script>",
            })
    void quotation_marks_that_html_does_not_know_are_a_part_of_the_address(String page) {
        PageAudit audit = audit(page);

        assertThat(audit.placed()).hasSize(1);
        assertThat(audit.placed().get(0).fires()).isEqualTo(Fires.NEVER);
        assertThat(audit.placed().get(0).call()).contains(SegmentCall.adding(SegmentId.of(1)));
        assertThat(codes(audit)).containsExactly(FindingCode.GOES_ELSEWHERE);
        assertThat(audit.findings().get(0).explanation()).contains("quotation marks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"CALL1&t=2\" width=\u201d1\u201d height=\u201d1\u201d>",
                "<img src=\u201dhttps://shop.example/a.gif\u201d><img src='CALL1&t=2'>",
                "<img src='https://shop.example/p?u=\u201dCALL1&t=2\u201d'><img src='CALL1&t=2'>",
            })
    void quotation_marks_elsewhere_harm_no_pixel(String page) {
        PageAudit audit = audit(page);

        assertThat(audit.placed()).hasSize(1).allMatch(pixel -> pixel.fires() == Fires.ON_LOAD);
        assertThat(audit.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>var u = \"https:\\u002F\\u002Fsecure.adnxs.com\\u002Fseg?add=1\\u0026t=2\"</script>",
                "<script>var u = 'https:\\x2f\\x2fsecure.adnxs.com\\x2fseg\\x3fadd=1\\x26t=2'</script>",
                "<script type='application/json'>{\"u\": \"https:\\/\\/secure.adnxs.com\\/seg?add=1\\u0026t=2\"}</script>",
                "<script type='application/json'>{\"u\": \"\\u003cimg src=\\u0022https:\\/\\/secure.adnxs.com\\/seg?add=1&t=2\\u0022\\u003e\"}</script>",
                "<script>go(decodeURIComponent('https%3A%2F%2Fsecure.adnxs.com%2Fseg%3Fadd%3D1%26t%3D2'))</script>",
                "<script>document.write(unescape('%3Cimg src=%22https%3A//secure.adnxs.com/seg%3Fadd%3D1%26t%3D2%22%3E'))</script>",
                "<div data-pixel='https%3A%2F%2Fsecure.adnxs.com%2Fseg%3Fadd%3D1%26t%3D2'></div>",
                "<div data-pixels='https%3a%2f%2fsecure.adnxs.com%2fseg%3fadd%3d1%26t%3d2,https%3A%2F%2Fshop.example'></div>",
                "<a onclick='go(unescape(\"https%3A%2F%2Fsecure.adnxs.com%2Fseg%3Fadd%3D1%26t%3D2\"))'>x</a>",
            })
    void calls_that_are_escaped_or_encoded_are_read_as_scripts_read_them(String page) {
        PageAudit audit = audit(page);

        assertThat(audit.placed()).hasSize(1);
        assertThat(audit.placed().get(0).fires()).isEqualTo(Fires.ON_DEMAND);
        assertThat(audit.placed().get(0).address()).isEqualTo(CALL + "1&t=2");
        assertThat(audit.placed().get(0).call()).contains(SegmentCall.adding(SegmentId.of(1)));
        assertThat(audit.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='CALL1&redir=https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D2'>",
                "<script>var u = 'CALL1&redir=https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D2'</script>",
                "<script>var u = 'CALL1'; var v = 'https://shop.example/?u=https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D2'</script>",
                "<script>var u = 'CALL1'; var v = 'https://shop.example/?u=' + 'https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D2'</script>",
                "<script>var u = 'CALL1'; var v = 'https://ib.adnxs.com/getuid?https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D2'</script>",
                "<script>var u = 'CALL1'; var v = 'https%3A%2F%2Fa.example%3Fu%3Dhttps%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D2'</script>",
                "<a href='/out/https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D2'>x</a><img src='CALL1'>",
            })
    void an_encoded_call_within_another_address_is_no_pixel_of_its_own(String page) {
        assertThat(audit(page).placed()).hasSize(1).allMatch(pixel -> pixel.address()
                .startsWith(CALL + "1"));
    }

    @Test
    void an_escaped_conversion_call_may_have_a_value() {
        assertThat(audit("<script>var u = 'https:\\/\\/secure.adnxs.com\\/px\\u003fid=1\\u0026value=5'</script>")
                        .findings())
                .isEmpty();
    }
}
