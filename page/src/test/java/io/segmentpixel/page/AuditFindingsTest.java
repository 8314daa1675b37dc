package io.segmentpixel.page;

import static io.segmentpixel.page.AuditedText.SCRIPT;
import static io.segmentpixel.page.AuditedText.audit;
import static io.segmentpixel.page.AuditedText.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages on which an audit once said something wrong, or said nothing. */
class AuditFindingsTest {
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

    @Test
    void a_segment_that_is_named_in_another_way_is_looked_up_too() {
        Segment known = Segment.of(SegmentId.of(1), MemberId.of(958), "Shop");

        assertThat(codes(audit("<img src='CALL1,2&t=2'>", PageContext.https().knowing(List.of(known)))))
                .containsExactly(FindingCode.UNKNOWN_SEGMENT);
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
