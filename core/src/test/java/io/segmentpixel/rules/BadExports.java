package io.segmentpixel.rules;

import static io.segmentpixel.rules.Bad.bad;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.GoogleTagManagerContainer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagEmail;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.stream.Stream;

/** Arguments of exports, formats and e-mails that break a rule. */
final class BadExports {
    private static final SegmentId ID = SegmentId.of(17);
    private static final SegmentId OTHER_ID = SegmentId.of(18);
    private static final MemberId MEMBER = MemberId.of(958);
    private static final MemberId OTHER_MEMBER = MemberId.of(7);
    private static final SegmentCode CODE = SegmentCode.of("cart");
    private static final Segment SEGMENT = Segment.of(ID, MEMBER, "seventeen");
    private static final PixelExport EXPORT = PixelExport.of(SEGMENT);
    private static final PiggybackPixel IMAGE = PiggybackPixel.image("https://a.example/p.gif");
    private static final PiggybackPixel SCRIPT = PiggybackPixel.javaScript("https://a.example/p.js");
    private static final String BOTH = "must not be both added and removed by one call";
    private static final String MACRO_RULE = "must be ${…}, {{…}}, […] or %%…%%";

    private BadExports() {}

    static Stream<Bad> rows() {
        return Stream.of(exportValues(), exports(), formats(), scripts(), emails())
                .flatMap(List::stream);
    }

    private static List<Bad> exportValues() {
        return List.of(
                bad("export's value", () -> EXPORT.withValue(-3), "segment value -3", "must be 0 or greater"),
                bad(
                        "value of a conversion's segments",
                        () -> PixelExport.of("x", ConversionCall.of(ConversionId.of(1)))
                                .withValue(5),
                        "value 5",
                        "the segments of a conversion call have no values"));
    }

    private static List<Bad> exports() {
        PixelExport withImage = PixelExport.of(SEGMENT.withPiggyback(List.of(IMAGE)));
        return List.of(
                bad(
                        "script with image piggyback",
                        () -> withImage.asJavaScript(),
                        "type JAVASCRIPT",
                        "must be IMAGE, as the piggyback is"),
                bad(
                        "image with script piggyback",
                        () -> PixelExport.of(SEGMENT.withPiggyback(List.of(SCRIPT)))
                                .asImage(),
                        "type IMAGE",
                        "must be JAVASCRIPT, as the piggyback is"),
                bad(
                        "two redirects of an image",
                        () -> withImage.redirectingTo("https://b.example/"),
                        "redirect https://b.example/",
                        "an image can redirect once only"),
                bad(
                        "codes without code",
                        () -> EXPORT.usingCodes(),
                        "segment 17",
                        "must have a code of 1 to 50 of A-Z a-z 0-9 _ -"),
                bad(
                        "export with codes of two members",
                        () -> PixelExport.of(
                                        SEGMENT.withCode(CODE),
                                        Segment.of(OTHER_ID, OTHER_MEMBER, "x").withCode(CODE))
                                .usingCodes(),
                        "segment 18",
                        "all codes of a call belong to one member"),
                bad("removing what is added", () -> EXPORT.removing(ID), "segment 17", BOTH));
    }

    private static List<Bad> formats() {
        return List.of(
                bad("nonce", () -> ExportFormats.htmlTag().withNonce("a\"b"), "nonce \"a\"b\"", "must be Base64"),
                bad(
                        "nonce of an image",
                        () -> ExportFormats.noscript().withNonce("abc"),
                        "option nonce abc",
                        "has no place in format noscript"),
                bad(
                        "async of a beacon",
                        () -> ExportFormats.beacon().async(),
                        "option async",
                        "has no place in format beacon"),
                bad(
                        "own cache buster of a fixed text",
                        () -> ExportFormats.htmlTag().withCacheBuster(),
                        "option cache buster",
                        "has no place in format htmlTag"),
                bad(
                        "cache buster no macro",
                        () -> ExportFormats.htmlTag().withCacheBuster("12"),
                        "segment value macro \"12\"",
                        MACRO_RULE));
    }

    private static List<Bad> scripts() {
        return List.of(
                bad(
                        "function name",
                        () -> ExportFormats.beaconFunction("a b"),
                        "function name \"a b\"",
                        "must be a JavaScript identifier"),
                bad(
                        "reserved word",
                        () -> ExportFormats.beaconFunction("while"),
                        "function name \"while\"",
                        "no reserved word"),
                bad(
                        "function that would call itself",
                        () -> ExportFormats.beaconFunction("Image"),
                        "function name \"Image\"",
                        "not what the function uses"),
                bad(
                        "container name that does not show",
                        () -> GoogleTagManagerContainer.named("\u200b\u00a0"),
                        "container name",
                        "must have a character that shows"));
    }

    private static List<Bad> emails() {
        TagEmail.Sender from = TagEmail.from("ads@shop.example");
        TagEmail email = from.to("a@b.example");
        String rule = "must be an e-mail address";
        return List.of(
                bad("sender", () -> TagEmail.from("ads"), "sender \"ads\"", rule),
                bad("recipient without domain", () -> from.to("a@"), "recipient \"a@\"", rule),
                bad("recipient with a name", () -> from.to("A <a@b.example>"), "recipient \"A <a@b.example>\"", rule),
                bad("two in one", () -> from.to("a@b.example,c@d.example"), "recipient", rule),
                bad("recipient long", () -> from.to("x".repeat(65) + "@b.example"), "recipient \"xxx", rule),
                bad("no recipient", () -> from.to(), "recipients 0 addresses", "must be 1 to 10"),
                bad(
                        "recipient twice",
                        () -> from.to("a@b.example", "A@b.example"),
                        "recipient A@b.example",
                        "must not stand twice"),
                bad("subject blank", () -> email.withSubject(" "), "subject \" \"", "must have 1 to 255 characters"),
                bad(
                        "subject with line end",
                        () -> email.withSubject("a\r\nBcc: x"),
                        "subject \"a  Bcc: x\"",
                        "no line ends"),
                bad("subject with U+2028", () -> email.withSubject("a\u2028b"), "subject", "no line ends"),
                bad(
                        "attachment",
                        () -> email.withAttachmentName("../x"),
                        "attachment name \"../x\"",
                        "must be 1 to 64"));
    }
}
