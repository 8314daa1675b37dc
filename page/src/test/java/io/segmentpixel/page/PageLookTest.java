package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormat;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.PixelHost;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLookTest {
    private static Stream<ExportFormat> formats() {
        return Stream.of(
                ExportFormats.htmlTag(),
                ExportFormats.noscript(),
                ExportFormats.amp(),
                ExportFormats.beacon(),
                ExportFormats.beaconFunction("call"),
                ExportFormats.consentGated(WhenNoConsentPlatform.FIRE));
    }

    @Test
    void whatever_we_write_shows_a_call() {
        List<PixelExport> exports = List.of(
                Sites.CART.asImage(),
                Sites.CART.asImage().withHost(PixelHost.of("pixel.reseller.example")),
                PixelExport.of("c", ConversionCall.of(ConversionId.of(5))).asImage());
        exports.forEach(export -> assertThat(
                        formats().filter(format -> format.refusal(export).isEmpty()))
                .isNotEmpty()
                .allMatch(format -> PageLook.mayMakeCalls(format.render(export))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=//ib.adnxs.com/SEG?add=1>",
                "<img src=\"https:\\\\ib.adnxs.com\\seg?add=1\">",
                "<img src=\"https:&#47;&#47;ib.adnxs.com&#47;seg?add=1\">",
                "<img src=\"https://ib.adnxs.com&sol;px?id=1\">"
            })
    void calls_that_are_written_in_an_odd_way_show(String html) {
        assertThat(PageLook.mayMakeCalls(html)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "seg", "<p>a segment, 5px; px</p>", "<a href=/cart/se>"})
    void usual_pages_show_none(String html) {
        assertThat(PageLook.mayMakeCalls(html)).isFalse();
    }
}
