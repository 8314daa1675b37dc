package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;

/** The forms of a tag, as a reader sees them. */
class FormatsTest {
    private static final MemberId MEMBER = MemberId.of(958);
    private static final PixelExport SCRIPT =
            PixelExport.of(Segment.of(SegmentId.of(528336), MEMBER, "test").withCode(SegmentCode.of("shop_cart")));
    private static final PixelExport IMAGE = SCRIPT.asImage();
    private static final String URL = "https://secure.adnxs.com/seg?add=528336&t=2";

    @Test
    void html_tag_of_a_conversion() {
        PixelExport conversion =
                PixelExport.of("NAME", ConversionCall.of(ConversionId.of(7313))).asImage();

        assertThat(ExportFormats.htmlTag().render(conversion))
                .isEqualTo(
                        """
                        <!-- Conversion Pixel - NAME - DO NOT MODIFY -->
                        <img src="https://secure.adnxs.com/px?id=7313&t=2" width="1" height="1" />
                        <!-- End of Conversion Pixel -->""");
    }

    @Test
    void html_tag_with_options() {
        assertThat(ExportFormats.htmlTag()
                        .withNonce("bm9uY2U=")
                        .async()
                        .withCacheBuster("[timestamp]")
                        .render(SCRIPT))
                .contains("<script src=\"https://secure.adnxs.com/seg?add=528336&t=1&cb=[timestamp]\""
                        + " type=\"text/javascript\" nonce=\"bm9uY2U=\" async></script>");
        assertThat(ExportFormats.htmlTag().async().withNonce("x").render(IMAGE))
                .isEqualTo(ExportFormats.htmlTag().render(IMAGE));
    }

    @Test
    void other_forms_of_an_image() {
        assertThat(ExportFormats.noscript().render(IMAGE))
                .isEqualTo("<noscript><img src=\"" + URL
                        + "\" width=\"1\" height=\"1\" style=\"display:none\" alt=\"\"></noscript>");
        assertThat(ExportFormats.amp().render(IMAGE))
                .isEqualTo(
                        "<amp-pixel src=\"https://secure.adnxs.com/seg?add=528336&amp;t=2\" layout=\"nodisplay\"></amp-pixel>");
        assertThat(ExportFormats.amp().withCacheBuster().render(IMAGE)).contains("&amp;t=2&amp;cb=RANDOM\"");
        assertThat(ExportFormats.jsx().render(IMAGE))
                .isEqualTo("<img src=\"https://secure.adnxs.com/seg?add=528336&amp;t=2\" width={1} height={1} alt=\"\""
                        + " aria-hidden=\"true\" />");
        assertThat(ExportFormats.beacon().render(IMAGE))
                .isEqualTo("<script>new Image().src = \"" + URL + "\";</script>");
        assertThat(ExportFormats.beacon()
                        .withNonce("abc")
                        .withCacheBuster("${CB}")
                        .render(IMAGE))
                .isEqualTo("<script nonce=\"abc\">new Image().src = \"" + URL + "&cb=${CB}\";</script>");
    }

    @Test
    void images_only_where_a_script_would_not_run() {
        for (ExportFormat format : List.of(
                ExportFormats.noscript(),
                ExportFormats.amp(),
                ExportFormats.jsx(),
                ExportFormats.beacon(),
                ExportFormats.beaconFunction("f"))) {
            assertThat(format.refusal(IMAGE)).isEmpty();
            assertThat(format.refusal(SCRIPT))
                    .contains("is a script, and this format carries images only: say asImage()");
            assertThatExceptionOfType(UnsupportedExportException.class).isThrownBy(() -> format.render(SCRIPT));
        }
    }

    @Test
    void amp_takes_secure_images_without_its_own_words() {
        assertThat(ExportFormats.amp().refusal(IMAGE.nonSecure())).contains("is not secure, and AMP takes https only");
        PixelExport random = PixelExport.of("x", SegmentCall.adding(MEMBER, SegmentCode.of("xRANDOMx")))
                .asImage();
        assertThat(ExportFormats.amp().refusal(random))
                .contains("holds RANDOM, which AMP would fill in with something else");
        assertThat(ExportFormats.amp().withCacheBuster("[TIMESTAMP]").refusal(IMAGE))
                .contains("holds TIMESTAMP, which AMP would fill in with something else");
    }

    @Test
    void every_text_carries_a_macro_as_it_is() {
        PixelExport valued = IMAGE.withValue(SegmentValue.macro("{{Cart Value}}"));

        for (ExportFormat format : List.of(
                ExportFormats.htmlTag(),
                ExportFormats.url(),
                ExportFormats.noscript(),
                ExportFormats.amp(),
                ExportFormats.jsx(),
                ExportFormats.beacon(),
                ExportFormats.beaconFunction("f"),
                ExportFormats.consentGated(WhenNoConsentPlatform.FIRE),
                ExportFormats.csv(),
                ExportFormats.json())) {
            assertThat(format.refusal(valued)).isEmpty();
            assertThat(format.render(valued)).contains("add=528336:{{Cart Value}}");
        }
    }

    @Test
    void a_function_fires_another_address_at_each_call() {
        String page = "var fired = []; function Image() {} Object.defineProperty(Image.prototype, 'src',"
                + " {set: function (url) { fired.push(url); }});\n";
        Context context = Context.enter();
        try {
            Scriptable scope = context.initStandardObjects();
            String function = ExportFormats.beaconFunction("$added_1").render(IMAGE);
            context.evaluateString(scope, page + function + "\n$added_1(); $added_1(); $added_1();", "page", 1, null);
            NativeArray fired = (NativeArray) scope.get("fired", scope);
            assertThat(Stream.of(fired.toArray()).map(Object::toString))
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .allSatisfy(url -> assertThat(url).matches("\\Q" + URL + "\\E&cb=\\d+"));
        } finally {
            Context.exit();
        }
    }

    @Test
    void a_function_stands_for_one_pixel() {
        StringWriter text = new StringWriter();

        assertThatExceptionOfType(UnsupportedExportException.class)
                .isThrownBy(() -> ExportFormats.beaconFunction("f").write(Stream.of(IMAGE, IMAGE), text))
                .withMessageStartingWith("item 2, export \"test\"");
        assertThat(text.toString()).isEqualTo(ExportFormats.beaconFunction("f").render(IMAGE) + "\n");
    }

    @Test
    void rows_and_objects() throws IOException {
        StringWriter empty = new StringWriter();
        ExportFormats.csv().write(Stream.of(), empty);
        assertThat(empty.toString().lines()).hasSize(1);
        assertThat(ExportFormats.csv()).hasToString("csv");

        StringWriter csv = new StringWriter();
        StringWriter json = new StringWriter();
        PixelExport two = PixelExport.of("=1+1", SegmentCall.adding(SegmentId.of(12), SegmentId.of(13)));

        ExportFormats.csv().write(Stream.of(IMAGE, two), csv);
        ExportFormats.json().write(Stream.of(IMAGE, two), json);

        assertThat(csv.toString())
                .startsWith("name,id,code,type,url,tag\r\ntest,528336,shop_cart,image," + URL
                        + ",\"<!-- Segment Pixel - test")
                .contains("\r\n'=1+1,12 13,,javascript,\"https://secure.adnxs.com/seg?add=12,13&t=1\",\"<!--")
                .endsWith("-->\"\r\n");
        assertThat(json.toString())
                .startsWith("[\n{\"name\":\"test\",\"id\":528336,\"code\":\"shop_cart\",\"type\":\"image\",\"url\":\""
                        + URL)
                .contains(",\n{\"name\":\"=1+1\",\"id\":[12, 13],\"code\":null,\"type\":\"javascript\",")
                .endsWith("}\n]\n");
    }

    @Test
    void a_refusal_among_many_says_which_and_leaves_whole_items() {
        StringWriter text = new StringWriter();

        assertThatExceptionOfType(UnsupportedExportException.class)
                .isThrownBy(() -> ExportFormats.noscript().write(Stream.of(IMAGE, IMAGE, SCRIPT, IMAGE), text))
                .withMessageStartingWith(
                        "item 3, export \"test\" https://secure.adnxs.com/seg?add=528336&t=1: is a script")
                .satisfies(refused -> assertThat(refused.item()).hasValue(3));
        assertThat(text.toString()).isEqualTo((ExportFormats.noscript().render(IMAGE) + "\n").repeat(2));
        ExportFormat own = export -> ExportFormats.noscript().render(export);
        assertThatExceptionOfType(UnsupportedExportException.class)
                .isThrownBy(() -> own.write(Stream.of(IMAGE, SCRIPT), new StringBuilder()))
                .withMessageStartingWith("item 2, ");
    }

    @Test
    void a_pixel_that_is_not_secure_says_where_it_fires() {
        assertThat(IMAGE.remarks()).isEmpty();
        assertThat(PixelExport.of(Segment.of(SegmentId.of(7), MEMBER, "x")
                                .withUnreadablePiggybacks(List.of("{\"url\":\"?\"}")))
                        .remarks())
                .containsExactly(
                        "segment 7: has piggyback pixels that could not be read, [{\"url\":\"?\"}]; if one is an"
                                + " image, the pixel must be one: say asImage()");
        assertThat(IMAGE.nonSecure().remarks()).singleElement().asString().contains("by http only");
    }
}
