package io.segmentpixel.pixel;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generated parts of calls. */
final class Calls {
    static final MemberId MEMBER = MemberId.of(958);

    private Calls() {}

    static Arbitrary<String> texts(int longest) {
        Arbitrary<String> any = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(longest);
        Arbitrary<String> odd = Arbitraries.of("null", "undefined", "?", "%", "&amp;", "[USD]", "12:5,13");
        return Arbitraries.frequencyOf(Tuple.of(9, any), Tuple.of(1, odd))
                .filter(text -> text.codePoints().noneMatch(Check::isLoneSurrogate));
    }

    static Arbitrary<String> macros() {
        return Arbitraries.of("${CART_TOTAL}", "{{Cart Total}}", "[total]", "%%AB%%", "%%20%%", "${GDPR_CONSENT_550}");
    }

    static Arbitrary<Privacy> privacies() {
        Arbitrary<String> base64 = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .withChars("0123456789_-.")
                .ofMinLength(1)
                .ofMaxLength(30);
        List<Arbitrary<UnaryOperator<Privacy>>> options = List.of(
                base64.map(text -> one -> one.withGdpr(true, text)),
                base64.map(text -> one -> one.withGdpr(false, text)),
                Arbitraries.just(one -> one.withGdpr(false, "")),
                Arbitraries.of(true, false).map(granted -> one -> one.withConsent(granted)),
                Arbitraries.of("1YNN", "1---", "1yny").map(text -> one -> one.withUsPrivacy(text)),
                base64.map(text -> one -> one.withGpp(text + "~1", 2, 7)),
                Arbitraries.just(one -> one.withGpp("DB", -1)),
                Combinators.combine(Arbitraries.of(PrivacySignal.class), macros())
                        .as((signal, macro) -> one -> one.withMacro(signal, macro)),
                Arbitraries.of(MacroDialect.class).map(dialect -> one -> Privacy.macros(dialect)));
        return Arbitraries.oneOf(options).list().ofMaxSize(3).map(chosen -> {
            Privacy privacy = Privacy.none();
            for (UnaryOperator<Privacy> option : chosen) {
                privacy = option.apply(privacy);
            }
            return privacy;
        });
    }

    static Arbitrary<ConversionCall> conversions() {
        List<Arbitrary<UnaryOperator<ConversionCall>>> options = List.of(
                ids().map(ids -> call -> call.adding(ids)),
                ids().map(ids -> call -> call.removing(ids)),
                Arbitraries.of("a", "B-2", "c_3", "null", "undefined")
                        .map(code -> call -> call.adding(MEMBER, SegmentCode.of(code))),
                Arbitraries.of("d", "E-5").map(code -> call -> call.removing(MEMBER, SegmentCode.of(code))),
                texts(36).filter(text -> !Macro.isOne(text)).map(text -> call -> call.withOrderId(text)),
                macros().map(macro -> call -> call.withOrderIdMacro(macro)),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, new BigDecimal("1e12"))
                        .ofScale(2)
                        .map(number -> call -> call.withRevenue(number)),
                Arbitraries.of("0", "1E+29", "1E-30", "0E-30", "9.99E+2")
                        .map(number -> call -> call.withRevenue(new BigDecimal(number))),
                macros().map(macro -> call -> call.withRevenueMacro(macro)),
                texts(20).map(text -> call -> call.withOther(text)),
                privacies().map(privacy -> call -> call.withPrivacy(privacy)),
                texts(20)
                        .map(text -> text.replaceAll("[\\s\\p{Z}\\p{Cc}\"'<>]", ""))
                        .map(path -> call -> call.redirectingTo("https://partner.example/" + path)));
        return Combinators.combine(
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        Arbitraries.oneOf(options).list().ofMaxSize(6))
                .as((id, chosen) -> {
                    ConversionCall call = ConversionCall.of(ConversionId.of(id));
                    for (UnaryOperator<ConversionCall> option : chosen) {
                        call = orSame(call, option);
                    }
                    return call;
                });
    }

    /** A segment that is added may come up again as a removed one. */
    private static ConversionCall orSame(ConversionCall call, UnaryOperator<ConversionCall> option) {
        try {
            return option.apply(call);
        } catch (IllegalArgumentException contradiction) {
            return call;
        }
    }

    private static Arbitrary<SegmentId[]> ids() {
        return Arbitraries.integers()
                .between(1, 40)
                .map(SegmentId::of)
                .array(SegmentId[].class)
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
