package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Creatives in HTML: fragments, full of macros that somebody fills in when they are shown. */
class CreativeTest {
    private static final PixelExport PIXEL = PixelExport.of(
                    Segment.of(SegmentId.of(528336), MemberId.of(958), "Saw the ad"))
            .asImage();

    static Stream<String> creatives() {
        return Stream.of(
                "<a href=\"${CLICK_URL}https://shop.example/?r=[RANDOM]\"><img src=\"https://cdn.example/{{x}}.jpg\"></a>",
                "<a href=\"${CLICK_URL_ENC}\" target=_blank>\n  <img src=\"//cdn.example/a.gif?cb=[timestamp]\" width=300 height=250>\n</a>\n",
                "<script src=\"https://ads.example/js?click=${CLICK_URL}&cb=${CACHEBUSTER}\"></script>\n<noscript><a href=\"%%CLICK_URL_UNESC%%\"><img src=\"%%VIEW_URL_UNESC%%\"></a></noscript>",
                "<div id=\"ad-{{creative.id}}\" data-c='${CREATIVE_ID}'>\r\n\t{{#if a}}<b>{{x}}</b>{{/if}}\r\n</div>\r\n",
                "<iframe src=\"https://ads.example/i?gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_32}&ord=[RANDOM]\" width=728 height=90 frameborder=0></iframe>",
                "<!DOCTYPE html>\n<html>\n<head><meta name=\"ad.size\" content=\"width=300,height=250\"><script>var clickTag = \"${CLICK_URL}\";</script></head>\n<body>\n<a href=\"javascript:window.open(window.clickTag)\">{{x}}</a>\n</body>\n</html>",
                "${CLICK_URL}[RANDOM]{{x}}%%a%%",
                "<div>${A}</div><!-- [RANDOM] -->{{x}}<style>.a{background:url(${B})}</style>");
    }

    @ParameterizedTest
    @MethodSource("creatives")
    void macros_are_not_touched(String creative) {
        PagePlacer placer = PagePlacer.atEndOfBody();
        PixelExport withMacros =
                PIXEL.withValue(SegmentValue.macro("${PRICE}")).withPrivacy(Privacy.macros(MacroDialect.IAB));

        for (PixelExport export : new PixelExport[] {PIXEL, withMacros}) {
            String placed = placer.place(creative, export);

            PlacementLaws.bytesOutsideTheTagAreEqual(creative, placed);
            assertThat(placed).contains("<img src=\"" + export.url() + "\"");
            assertThat(placer.place(placed, export)).isEqualTo(placed);
            assertThat(placer.remove(placed, export.call())).isEqualTo(creative);
        }
    }

    @Test
    void a_creative_of_one_line_becomes_one_of_its_lines_and_the_tag_s() {
        assertThat(PagePlacer.atEndOfBody()
                        .place(
                                "<a href=\"${CLICK_URL}\">{{x}}</a>",
                                PIXEL,
                                ExportFormats.noscript().withCacheBuster("[RANDOM]")))
                .isEqualTo(
                        "<a href=\"${CLICK_URL}\">{{x}}</a><noscript><img src=\"https://secure.adnxs.com/seg?add=528336&t=2"
                                + "&cb=[RANDOM]\" width=\"1\" height=\"1\" style=\"display:none\" alt=\"\"></noscript>");
    }
}
