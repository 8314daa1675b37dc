package io.segmentpixel.export;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Exports full of text that tries to end what it stands in. What a value refuses does not come into the export. */
final class Hostile {
    /** What ends comments, attributes, strings, scripts and rows. */
    private static final List<String> PIECES = List.of(
            "-->",
            "--!>",
            "<!--",
            "->",
            "--",
            "-",
            "!",
            "</script",
            "</script>",
            "<script>alert(1)</script>",
            "]]>",
            "<![CDATA[",
            "\"",
            "'",
            "`",
            "\\",
            "{{x}}",
            "{{",
            "}}",
            "{{{",
            "${x}",
            "%%x%%",
            "[x]",
            "\r",
            "\n",
            "\r\n",
            "\u2028",
            "\u2029",
            "\u0000",
            "\u202e",
            "\u200f",
            "\u0085",
            "\ufeff",
            "\uffff",
            "\ud83d\ude00",
            "\ud83d",
            "&",
            "&amp;",
            "&lt;",
            "&quot;",
            ";",
            ",",
            "=",
            "+",
            "@",
            "\t",
            " ",
            "=1+1",
            "a",
            "Z",
            "ü",
            "https://a.example/",
            "?",
            "#",
            "%",
            "%3C",
            "<",
            ">",
            "/",
            "</noscript>",
            "</textarea>",
            "</title>",
            "RANDOM",
            "Segment Pixel",
            " - DO NOT MODIFY ");

    private Hostile() {}

    /** Texts that are glued from such pieces. */
    static Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMinSize(0).ofMaxSize(8).map(all -> String.join("", all));
    }

    /** Exports with such texts wherever they are taken. */
    static Arbitrary<PixelExport> exports() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        texts(),
                        texts(),
                        texts(),
                        Arbitraries.integers().between(0, 63))
                .as((name, code, redirect, other, consent, kind) -> {
                    PixelCall call = call(code, (kind & 1) == 0);
                    call = with(call, one -> one.redirectingTo("https://partner.example/" + redirect));
                    call = with(call, one -> one.withOther(other));
                    call = with(call, one -> one.withPrivacy(Privacy.none().withGdpr(true, consent)));
                    PixelExport export = PixelExport.of(name, call);
                    export = (kind & 2) == 0 ? export : export.asImage();
                    export = (kind & 4) == 0 ? export : export.nonSecure();
                    boolean takesValue = call instanceof SegmentCall && (kind & 8) != 0;
                    return takesValue ? export.withValue(SegmentValue.macro("{{Cart Value}}")) : export;
                });
    }

    private static PixelCall call(String code, boolean isConversion) {
        PixelCall usual = isConversion
                ? ConversionCall.of(ConversionId.of(7313)).adding(SegmentId.of(12))
                : SegmentCall.adding(SegmentId.of(12));
        return with(usual, call -> ((SegmentCall) call).andAdding(MemberId.of(958), SegmentCode.of(code)));
    }

    /** The changed call, or the same where the text is refused at the door. */
    private static PixelCall with(PixelCall call, Function<PixelCall, PixelCall> change) {
        return accepted(call, change).orElse(call);
    }

    private static Optional<PixelCall> accepted(PixelCall call, Function<PixelCall, PixelCall> change) {
        try {
            return Optional.of(change.apply(call));
        } catch (IllegalArgumentException | ClassCastException refused) {
            return Optional.empty();
        }
    }
}
