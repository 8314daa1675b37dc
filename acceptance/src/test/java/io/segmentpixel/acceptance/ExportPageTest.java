package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagDelivery;
import io.segmentpixel.export.TagEmail;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each option of the console's page "Export a Segment Pixel", and of the advanced pages: set, seen in the URL, read back. */
class ExportPageTest {
    private static final MemberId MEMBER = MemberId.of(958);
    private static final Segment VISITED =
            Segment.of(SegmentId.of(12), MEMBER, "Visited").withCode(SegmentCode.of("visited"));
    private static final Segment CART =
            Segment.of(SegmentId.of(13), MEMBER, "Cart").withCode(SegmentCode.of("cart"));
    private static final PixelExport EXPORT = PixelExport.of(VISITED);
    private static final ConversionCall CONVERSION = ConversionCall.of(ConversionId.of(7313));
    private static final String START = "https://secure.adnxs.com/seg?";

    private static ParsedCall isWritten(PixelExport export, String url) {
        assertThat(export.url()).isEqualTo(url);
        ParsedCall parsed = PixelCall.parse(url, Set.of("p.reseller.example")).orElseThrow();
        assertThat(parsed.call()).contains(export.call());
        assertThat(parsed.type()).contains(export.type());
        assertThat(parsed.remarks()).isEmpty();
        return parsed;
    }

    private static ConversionCall isWritten(ConversionCall call, String query) {
        String url = "https://secure.adnxs.com/px?" + query + "&t=1";
        return (ConversionCall) isWritten(PixelExport.of("x", call), url).call().orElseThrow();
    }

    @Test
    void java_script() {
        assertThat(isWritten(EXPORT.asJavaScript(), START + "add=12&t=1").type())
                .contains(PixelType.JAVASCRIPT);
    }

    @Test
    void image() {
        assertThat(isWritten(EXPORT.asImage(), START + "add=12&t=2").type()).contains(PixelType.IMAGE);
    }

    @Test
    void non_secure() {
        assertThat(isWritten(EXPORT.nonSecure(), "http://ib.adnxs.com/seg?add=12&t=1")
                        .scheme())
                .isEqualTo(Scheme.HTTP);
    }

    @Test
    void several_pixels() {
        assertThat(isWritten(PixelExport.of(VISITED, CART), START + "add=12,13&t=1")
                        .call()
                        .orElseThrow()
                        .added())
                .containsExactly(SegmentId.of(12), SegmentId.of(13));
    }

    @Test
    void use_codes() {
        PixelCall call = isWritten(
                        PixelExport.of(VISITED, CART).usingCodes(), START + "add_code=visited,cart&member=958&t=1")
                .call()
                .orElseThrow();
        assertThat(call.member()).contains(MEMBER);
        assertThat(call.added()).containsExactly(SegmentCode.of("visited"), SegmentCode.of("cart"));
    }

    @Test
    void add_on_call() {
        assertThat(isWritten(EXPORT.addingAlso(SegmentId.of(15)), START + "add=12,15&t=1")
                        .call()
                        .orElseThrow()
                        .added())
                .contains(SegmentId.of(15));
    }

    @Test
    void remove_on_call() {
        assertThat(isWritten(
                                EXPORT.removing(SegmentId.of(16), SegmentCode.of("left")),
                                START + "add=12&remove=16&remove_code=left&member=958&t=1")
                        .call()
                        .orElseThrow()
                        .removed())
                .containsExactly(SegmentId.of(16), SegmentCode.of("left"));
    }

    @Test
    void value_for_all() {
        SegmentCall call =
                (SegmentCall) isWritten(PixelExport.of(VISITED, CART).withValue(5), START + "add=12:5,13:5&t=1")
                        .call()
                        .orElseThrow();
        assertThat(call.valueOf(SegmentId.of(13))).contains(SegmentValue.of(5));
    }

    @Test
    void value_for_each() {
        SegmentCall call = (SegmentCall)
                isWritten(PixelExport.of(VISITED, CART).withValue(SegmentId.of(13), 7), START + "add=12,13:7&t=1")
                        .call()
                        .orElseThrow();
        assertThat(call.valueOf(SegmentId.of(13))).contains(SegmentValue.of(7));
        assertThat(call.valueOf(SegmentId.of(12))).isEmpty();
    }

    @Test
    void value_macro() {
        SegmentValue macro = SegmentValue.macro("{{Cart Value}}");
        SegmentCall call = (SegmentCall) isWritten(EXPORT.withValue(macro), START + "add=12:{{Cart Value}}&t=1")
                .call()
                .orElseThrow();
        assertThat(call.valueOf(SegmentId.of(12))).contains(macro);
    }

    @Test
    void redirect() {
        assertThat(isWritten(
                                EXPORT.redirectingTo("https://a.example/?u=${UID}"),
                                START + "add=12&redir=https%3A%2F%2Fa.example%2F%3Fu%3D%24%7BUID%7D&t=1")
                        .call()
                        .orElseThrow()
                        .redirect()
                        .orElseThrow()
                        .value())
                .isEqualTo("https://a.example/?u=${UID}");
    }

    @Test
    void other() {
        assertThat(isWritten(EXPORT.withOther("a b"), START + "add=12&other=a%20b&t=1")
                        .call()
                        .orElseThrow()
                        .other())
                .contains("a b");
    }

    @Test
    void host() {
        assertThat(isWritten(
                                EXPORT.withHost(PixelHost.of("p.reseller.example")),
                                "https://p.reseller.example/seg?add=12&t=1")
                        .host())
                .isEqualTo("p.reseller.example");
    }

    private static void isPrivacy(Privacy privacy, String parameters) {
        assertThat(isWritten(EXPORT.withPrivacy(privacy), START + "add=12&" + parameters + "&t=1")
                        .call()
                        .orElseThrow()
                        .privacy())
                .isEqualTo(privacy);
        assertThat(EXPORT.withPrivacy(privacy).withPrivacy(Privacy.none())).isEqualTo(EXPORT);
    }

    @Test
    void privacy_tcf() {
        isPrivacy(Privacy.none().withGdpr(true, "CO.x"), "gdpr=1&gdpr_consent=CO.x");
    }

    @Test
    void privacy_consent() {
        isPrivacy(Privacy.none().withConsent(false), "consent=0");
    }

    @Test
    void privacy_us() {
        isPrivacy(Privacy.none().withUsPrivacy("1YNN"), "us_privacy=1YNN");
    }

    @Test
    void privacy_gpp() {
        isPrivacy(Privacy.none().withGpp("DB~x", 2, 7), "gpp=DB~x&gpp_sid=2,7");
    }

    @Test
    void privacy_macros() {
        isPrivacy(
                Privacy.macros(MacroDialect.PLATFORM),
                "gdpr=${GDPR_APPLIES}&gdpr_consent=${GDPR_CONSENT_STRING}&us_privacy=${US_PRIVACY}"
                        + "&gpp=${GPP_STRING_32}&gpp_sid=${GPP_SID}");
    }

    @Test
    void on_screen() throws IOException {
        StringBuilder screen = new StringBuilder();
        TagDelivery.onScreen(screen).deliver(ExportFormats.htmlTag(), EXPORT);
        assertThat(screen).hasToString(ExportFormats.htmlTag().render(EXPORT) + "\n");
    }

    @Test
    void by_email() {
        String[] ten = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> "r" + number + "@shop.example")
                .toArray(String[]::new);

        String message = TagEmail.from("a@b.example").to(ten).message(ExportFormats.url(), EXPORT);

        assertThat(message.replace("\r\n ", "")).contains("To: " + String.join(",", ten) + "\r\n");
        String text = message.substring(message.indexOf("Content-Disposition: inline"))
                .split("\r\n\r\n|\r\n--", 3)[1];
        String read = new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8).strip();
        assertThat(read).isEqualTo(EXPORT.url());
        assertThat(PixelCall.parse(read).flatMap(ParsedCall::call)).contains(EXPORT.call());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TagEmail.from("a@b.example")
                        .to(Stream.concat(Stream.of(ten), Stream.of("x@y.example"))
                                .toArray(String[]::new)))
                .withMessage("recipients 11 addresses: must be 1 to 10");
    }

    @Test
    void conversion() {
        assertThat(isWritten(CONVERSION, "id=7313").id()).isEqualTo(ConversionId.of(7313));
    }

    @Test
    void conversion_segments() {
        ConversionCall read = isWritten(
                CONVERSION
                        .adding(SegmentId.of(12))
                        .adding(MEMBER, SegmentCode.of("a"))
                        .removing(SegmentId.of(13))
                        .removing(MEMBER, SegmentCode.of("b")),
                "id=7313&seg=12&seg_code=a&remove=13&remove_code=b&member=958");
        assertThat(read.added()).containsExactly(SegmentId.of(12), SegmentCode.of("a"));
        assertThat(read.removed()).containsExactly(SegmentId.of(13), SegmentCode.of("b"));
    }

    @Test
    void conversion_order() {
        ConversionCall read = isWritten(
                CONVERSION
                        .withOrderId("A-1")
                        .withRevenue(new BigDecimal("9.90"))
                        .withOther("o"),
                "id=7313&order_id=A-1&value=9.90&other=o");
        assertThat(read.orderId()).contains("A-1");
        assertThat(read.revenue()).contains("9.90");
        assertThat(read.other()).contains("o");
    }

    @Test
    void conversion_redirect() {
        assertThat(isWritten(CONVERSION.redirectingTo("https://a.example/"), "id=7313&redir=https%3A%2F%2Fa.example%2F")
                        .redirect())
                .isPresent();
    }
}
