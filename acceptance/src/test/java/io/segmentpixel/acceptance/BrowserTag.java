package io.segmentpixel.acceptance;

import io.segmentpixel.export.ExportFormat;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagFormat;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pixel in a format that fires by itself in a browser that runs scripts.
 *
 * @param title what it is, for the reader of a test's result
 * @param format the format
 * @param export the pixel
 * @param numbered whether the tag gives each call a number of its own
 */
record BrowserTag(String title, HtmlFormat format, PixelExport export, boolean numbered) {
    private static final Segment CART =
            Segment.of(SegmentId.of(528_336), MemberId.of(958), "Cart -- café").withCode(SegmentCode.of("cart"));
    static final PixelExport SCRIPT = PixelExport.of(CART);
    static final PixelExport IMAGE = SCRIPT.asImage();

    /** All that can stand in a segment pixel's address. The answer goes on to a page of the site. */
    static final PixelExport LONG_IMAGE = IMAGE.usingCodes()
            .addingAlso(SegmentId.of(12), SegmentId.of(13))
            .removing(SegmentId.of(14), SegmentCode.of("Left-early"))
            .withValue(7)
            .withOther("a&b=\"ü' </script><!--%41+€")
            .redirectingTo(BrowserStage.SITE + "/gone-on?to=1&and=%20$x;#y")
            .withHost(PixelHost.IB);

    static final PixelExport CONVERSION = PixelExport.of(
            "Purchase",
            ConversionCall.of(ConversionId.of(7_313))
                    .adding(SegmentId.of(12))
                    .withOrderId("A-1/ä")
                    .withRevenue(new BigDecimal("9.90")));

    private static final TagFormat GATED = ExportFormats.consentGated(WhenNoConsentPlatform.FIRE);

    /** A function of the library's, in a script that calls it once. */
    static final HtmlFormat CALLED_ONCE = export ->
            "<script>" + ExportFormats.beaconFunction("addedToCart").render(export) + " addedToCart();</script>";

    static BrowserTag of(String title, HtmlFormat format, PixelExport export) {
        return new BrowserTag(title, format, export, false);
    }

    static BrowserTag numbered(String title, HtmlFormat format, PixelExport export) {
        return new BrowserTag(title, format, export, true);
    }

    /** Each format that runs in a browser, in each form that it has. */
    static List<BrowserTag> all() {
        return List.of(
                of("image", ExportFormats.htmlTag(), IMAGE),
                of("long image", ExportFormats.htmlTag(), LONG_IMAGE),
                of("conversion image", ExportFormats.htmlTag(), CONVERSION.asImage()),
                of("script", ExportFormats.htmlTag(), SCRIPT),
                of("conversion script", ExportFormats.htmlTag(), CONVERSION),
                of("async script", ExportFormats.htmlTag().async(), SCRIPT),
                of("script with nonce", ExportFormats.htmlTag().withNonce("mKDNR3xf"), SCRIPT),
                of("beacon", ExportFormats.beacon(), IMAGE),
                of("long beacon", ExportFormats.beacon().withNonce("mKDNR3xf"), LONG_IMAGE),
                numbered("beacon with number", ExportFormats.beacon().withCacheBuster(), IMAGE),
                numbered("function", CALLED_ONCE, LONG_IMAGE),
                of("gated image", GATED, IMAGE),
                of("gated long image", GATED, LONG_IMAGE),
                numbered("gated image with number", GATED.withCacheBuster(), IMAGE),
                of("gated script", GATED.withNonce("mKDNR3xf"), SCRIPT),
                numbered("gated script with number", GATED.withCacheBuster(), SCRIPT));
    }

    boolean showsImage() {
        return format.render(export).contains("<img");
    }

    /** The one address that is to be called. */
    Pattern address() {
        return Pattern.compile(Pattern.quote(export.url()) + (numbered ? "&cb=\\d+" : ""));
    }

    /** A format that is no format for pages, as an element of a page. */
    static HtmlFormat inScript(ExportFormat format) {
        return export -> "<script>" + format.render(export) + "</script>";
    }

    @Override
    public String toString() {
        return title;
    }
}
