package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages on which an audit once said something wrong, or mended what was no fault. {@code CALL} is an address up to its ids. */
class AuditFoundPagesTest {
    private static final String CALL = "https://secure.adnxs.com/seg?add=";
    private static final String SCRIPT = "<script>new Image().src = 'CALL1&t=2'</script>";

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
                "<div v-if='a'><img src='CALL1&t=2'></div><div v-else><img src='CALL1&t=2'></div>",
                "<div v-if='a'><img src='CALL1&t=2'></div><img src='CALL1&t=2'>",
                "<c:choose><c:when test='a'><img src='CALL1&t=2'></c:when><c:otherwise><img src='CALL1&t=2'></c:otherwise></c:choose>",
                "{if $a}<img src='CALL1&t=2'>{else}<img src='CALL1&t=2'>{/if}",
                "<#if a><img src='CALL1&t=2'><#else><img src='CALL1&t=2'></#if>",
                "#if($a)<img src='CALL1&t=2'>#else<img src='CALL1&t=2'>#end",
                "{{ if .A }}<img src='CALL1&t=2'>{{ else }}<img src='CALL1&t=2'>{{ end }}",
                "<esi:choose><esi:when test='a'><img src='CALL1&t=2'></esi:when><esi:otherwise><img src='CALL1&t=2'></esi:otherwise></esi:choose>",
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

    private static PageContext knowing() {
        Segment shop = Segment.of(SegmentId.of(1), MemberId.of(958), "Shop").withCode(SegmentCode.of("Shop-Cart"));
        Segment off = Segment.of(SegmentId.of(2), MemberId.of(958), "Off").withState(SegmentState.INACTIVE);
        Segment busy = Segment.of(SegmentId.of(3), MemberId.of(958), "Busy")
                .withPiggyback(List.of(
                        PiggybackPixel.image("https://a.example/"), PiggybackPixel.image("https://b.example/")));
        return PageContext.https().knowing(List.of(shop, off, busy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "new Image().src = 'CALL77&cb=' + Math.random() -> unknown-segment",
                "new Image().src = 'CALL77&' + rest -> unknown-segment",
                "new Image().src = 'CALL2&cb=' . $time -> inactive-segment",
                "new Image().src = 'https%3A%2F%2Fib.adnxs.com%2Fseg%3Fadd%3D77%26cb%3D' + x -> unknown-segment",
                "u = 'https://ib.adnxs.com/seg?add_code=shop-cart&member=958&cb=' + x -> code-case",
                "u = `https://ib.adnxs.com/seg?add_code=Shop-Cart&cb=${x}&t=2` -> code-without-member",
                "u = 'CALL1:-5&cb=' + x -> value-out-of-range",
                "u = 'CALL1&value=5&cb=' + x -> plain-value",
                "u = 'CALL3&t=2&cb=' + x -> too-many-piggybacks",
                "u = 'CALL1&redir=https%3A%2F%2Fa.example&redir=https%3A%2F%2Fb.example&t=2&cb=' + x -> too-many-piggybacks",
            })
    void what_a_script_completes_is_checked_as_far_as_it_stands_there(String script, String code) {
        assertThat(codes(audit("<script>" + script + "</script>", knowing())))
                .extracting(FindingCode::code)
                .containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "<img src=\"CALL77&cb=<?= time() ?>\"> -> unknown-segment",
                "<img src='CALL2&cb=<% time %>&t=2'> -> inactive-segment",
                "<img src='CALL1:-5&cb=<?= time() ?>'> -> value-out-of-range",
                "<img src='https://ib.adnxs.com/seg?add_code=Shop-Cart&cb=<?= time() ?>&t=2'> -> code-without-member",
                "<img src='CALL1&value=5&cb=<?= time() ?>'> -> plain-value",
                "<img src='CALL3&cb=<?= time() ?>&t=2'> -> too-many-piggybacks",
                "<img src='CALL1&gdpr=1&gdpr_consent=CPXxRfA&cb=<?= time() ?>'> -> fixed-consent",
            })
    void what_a_server_completes_is_checked_as_far_as_it_stands_there(String page, String code) {
        assertThat(codes(audit(page, knowing()))).extracting(FindingCode::code).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>u = 'CALL7' + x</script>",
                "<script>u = 'CALL1:99999999999' + x</script>",
                "<script>u = 'CALL77<?= $rest ?>&t=2'</script>",
                "<script>if (a<b) u = 'CALL77<?= $rest ?>&t=2'</script>",
                "<script>u = `CALL7${x}&t=2`</script>",
                "<script>u = `CALL7${ x }&t=2`</script>",
                "<script>u = 'https://ib.adnxs.com/seg?add_code=Shop-Cart&cb=' + x</script>",
                "<script>u = 'https://ib.adnxs.com/seg?add_code=Shop-Cart&member=' + x</script>",
                "<script>u = `https://ib.adnxs.com/seg?add_code=Shop-Cart&member=${x}&t=2`</script>",
                "<script>u = `https://ib.adnxs.com/seg?add_code=Shop-Cart&t=2&${x}`</script>",
                "<script>u = 'https://ib.adnxs.com/seg?add_code={{ code }}&t=2'</script>",
                "<script>u = 'CALL3&cb=' + x + '&t=1'</script>",
                "<img src='CALL77<?= $rest ?>&t=2'>",
                "<img src='CALL77<?= $rest ?>'>",
                "<img src='CALL1:<?= $value ?>&t=2'>",
                "<img src='https://ib.adnxs.com/seg?add_code=Shop-Cart&<?= $member ?>&t=2'>",
                "<img src='https://ib.adnxs.com/seg?add_code=Shop-Cart<?= $member ?>&t=2'>",
                "<img src='CALL1&gdpr=1&gdpr_consent=<?= $consent ?>'>",
            })
    void nothing_is_said_of_what_is_not_complete(String page) {
        assertThat(audit(page, knowing()).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "&cb=<?= time() ?> -> false",
                "<?= $consent ?>&t=2 -> false",
                "&<?= $consent ?>&t=2 -> false",
                "&consent=<?= $consent ?>&t=2 -> false",
                "&gdpr=<?= $gdpr ?>&gdpr_consent=<?= $consent ?>&t=2 -> false",
                "&cb=<?= time() ?>&t=2 -> true",
                "&gdpr=<?= $gdpr ?>&t=2 -> true",
            })
    void a_privacy_signal_is_missed_only_where_nothing_may_add_it(String rest, boolean isMissed) {
        assertThat(codes(audit("<img src='CALL1" + rest + "'>", knowing().requiringConsent()))
                        .contains(FindingCode.NO_PRIVACY_SIGNAL))
                .isEqualTo(isMissed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "img-src 'self'; connect-src 'none'",
                "default-src 'self'; script-src 'unsafe-inline'",
                "default-src 'self' 'unsafe-inline'",
                "img-src 'self', connect-src 'self'; img-src 'none'",
                "script-src 'self' 'unsafe-inline' secure.adnxs.com; default-src 'none'",
            })
    void a_policy_blocks_what_a_script_can_ask_for_in_no_way(String policy) {
        PageAudit audit = audit(SCRIPT, PageContext.https().withContentSecurityPolicy(policy));

        assertThat(codes(audit)).containsExactly(FindingCode.BLOCKED_BY_POLICY);
        assertThat(audit.findings().get(0).region().column()).isEqualTo(SCRIPT.indexOf("CALL") + 1);
        assertThat(audit.placed().get(0).fires()).isEqualTo(Fires.ON_DEMAND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-src 'self'",
                "script-src 'self' secure.adnxs.com",
                "script-src-elem 'none'; script-src 'unsafe-inline'",
                "script-src 'nonce-abc'",
                "script-src 'nonce-abc' 'unsafe-inline'",
                "script-src 'strict-dynamic' 'unsafe-inline'",
            })
    void a_policy_may_let_no_script_of_the_page_run(String policy) {
        PageAudit audit = audit(SCRIPT, PageContext.https().withContentSecurityPolicy(policy));

        assertThat(codes(audit)).containsExactly(FindingCode.BLOCKED_BY_POLICY);
        assertThat(audit.findings().get(0).explanation()).contains("run");
        assertThat(audit.placed().get(0).fires()).isEqualTo(Fires.NEVER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "img-src 'self' -> " + SCRIPT,
                "img-src 'self'; connect-src https: -> " + SCRIPT,
                "img-src *; script-src 'unsafe-inline'; default-src 'none' -> " + SCRIPT,
                "script-src 'sha256-abc=' -> " + SCRIPT,
                "script-src 'sha256-abc=' 'unsafe-inline' -> " + SCRIPT,
                "script-src 'nonce-abc' -> <script nonce=abc>new Image().src = 'CALL1&t=2'</script>",
                "script-src 'nonce-abc' 'strict-dynamic' -> <script nonce=abc>load('CALL1&t=1')</script>",
                "default-src 'none'; script-src 'nonce-abc' -> <script nonce=abc>load('CALL1&t=1')</script>",
                "script-src 'nonce-abc' -> <script nonce='<?= $nonce ?>'>new Image().src = 'CALL1&t=2'</script>",
                "default-src 'none'; script-src 'unsafe-inline' *.adnxs.com -> <script>load('CALL1&t=1')</script>",
                "default-src 'none' -> <script type='application/json'>{\"u\": \"CALL1\"}</script>",
                "default-src 'none' -> <!-- " + SCRIPT + " -->",
                "default-src 'none' -> <template>" + SCRIPT + "</template>",
            })
    void a_policy_that_leaves_a_script_a_way_blocks_nothing(String policy, String page) {
        assertThat(codes(audit(page, PageContext.https().withContentSecurityPolicy(policy))))
                .doesNotContain(FindingCode.BLOCKED_BY_POLICY);
    }

    @Test
    void a_policy_in_the_page_counts_for_the_scripts_behind_it() {
        String policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">";

        assertThat(audit("<head>" + SCRIPT + policy + "</head>").findings()).isEmpty();
        assertThat(codes(audit("<head>" + policy + "</head>" + SCRIPT))).containsExactly(FindingCode.BLOCKED_BY_POLICY);
    }

    @Test
    void a_policy_with_the_name_of_the_header_in_it_is_read_as_browsers_read_it() {
        String policy =
                "<meta http-equiv='Content-Security-Policy' content='Content-Security-Policy: script-src none; %s'>";

        assertThat(codes(audit("<head>" + policy.formatted("img-src none") + "</head><img src='CALL1'>")))
                .containsExactly(FindingCode.BLOCKED_BY_POLICY);
        assertThat(audit("<head>" + policy.formatted("") + "</head><script src='CALL1&t=1'></script>")
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>/* </head> */</style>",
                "<style></head></style>",
                "<title>How to close </head></title>",
                "<meta name=a content='</head>'>",
                "<script>'<body>'</script>",
                "<!-- </head> -->"
            })
    void a_head_does_not_end_where_its_end_tag_is_text(String before) {
        String page = "<!DOCTYPE html><html><head>" + before + "<img src='CALL1&t=2'></head><body></body></html>";

        assertThat(codes(audit(page))).containsExactly(FindingCode.IMAGE_IN_HEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add=null&cb=[timestamp]&t=2", "add=null&gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_32}&t=2"})
    void a_call_of_nothing_is_one_whatever_else_is_still_to_be_filled_in(String query) {
        assertThat(codes(audit("<img src='https://secure.adnxs.com/seg?" + query + "'>")))
                .containsExactly(FindingCode.INVALID_CALL);
    }

    @Test
    void amp_takes_no_inline_script_either() {
        String page = "<!doctype html><html amp><body>" + SCRIPT
                + "<script type='application/json'>{\"pixel\": \"CALL1&t=2\"}</script></body></html>";

        assertThat(codes(audit(page))).containsExactly(FindingCode.SCRIPT_ON_AMP);
    }

    @Test
    void scripts_say_what_the_visitor_agreed_to_as_elements_do() {
        PageContext context = PageContext.https().requiringConsent();

        assertThat(codes(audit(SCRIPT, context))).containsExactly(FindingCode.NO_PRIVACY_SIGNAL);
        assertThat(codes(audit(SCRIPT.replace("&t=2", "&gdpr=1&gdpr_consent=CPXxRfAPXxRfAAfKABENB&t=2"), context)))
                .containsExactly(FindingCode.FIXED_CONSENT);
        assertThat(codes(audit(SCRIPT.replace("&t=2'", "&t=2&gdpr_consent=' + consent"), context)))
                .isEmpty();
        for (WhenNoConsentPlatform otherwise : WhenNoConsentPlatform.values()) {
            String gated = ExportFormats.consentGated(otherwise)
                    .render(PixelExport.of("Shop", SegmentCall.adding(SegmentId.of(1))));
            assertThat(codes(audit(gated, context))).as(gated).isEmpty();
        }
    }

    @Test
    void what_browsers_ask_for_by_https_is_secure() {
        String page = "<script src='http://ib.adnxs.com/seg?add=1&t=1'></script>";
        PageContext upgrading = PageContext.https().withContentSecurityPolicy("upgrade-insecure-requests");

        assertThat(codes(audit(page))).containsExactly(FindingCode.NON_SECURE);
        assertThat(codes(audit(page, upgrading))).isEmpty();
        assertThat(codes(audit(
                        "<html amp><amp-pixel src='CALL1&t=2' layout=nodisplay></amp-pixel></html>",
                        PageContext.http())))
                .isEmpty();
    }

    @Test
    void a_comment_is_told_once_and_prose_is_none() {
        String broken = "<!-- Segment Pixel - a - DO NOT MODIFY -><img src='CALL1&t=2'><!-- End of Segment Pixel -->";

        assertThat(codes(audit(broken)).stream().filter(FindingCode.DAMAGED_COMMENT::equals))
                .hasSize(1);
        assertThat(codes(audit("<!-- End of Segment Pixel section --><img src='CALL1&t=2'>")))
                .isEmpty();
    }

    @Test
    void handlers_are_scripts() {
        assertThat(codes(audit("<p onclick=\"new Image().src='http://ib.adnxs.com/seg?add=1&t=2?' + now()\">")))
                .containsExactlyInAnyOrder(FindingCode.NON_SECURE, FindingCode.GLUED_CACHEBUSTER);
    }

    @Test
    void sentences_say_no_more_than_is_known() {
        assertThat(audit("<img src='CALL1&add=2&t=2'>").findings())
                .extracting(Finding::explanation)
                .singleElement()
                .asString()
                .startsWith("Nobody knows what the platform makes of it: ");
        assertThat(audit("<html><head><noscript><img src='CALL1&t=2'></noscript></head>")
                        .findings())
                .extracting(Finding::explanation)
                .singleElement()
                .asString()
                .contains("ends it where no scripts run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>function f(){if(a){b()}else{c()}}</script>",
                "<a href='#end'>end</a>",
                "<script>/** {@link Shop} */ if (a<b) {if (c) d()}</script>",
                "<style>@media print { p { color: #eee } }</style>"
            })
    void what_is_no_branch_hides_no_duplicate(String between) {
        assertThat(codes(audit("<img src='CALL1&t=2'>" + between + "<img src='CALL1&t=2'>")))
                .containsExactly(FindingCode.DUPLICATE);
    }
}
