package io.segmentpixel.rules;

import static io.segmentpixel.rules.Bad.bad;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.PrivacySignal;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Arguments of calls that break a rule. */
final class BadCalls {
    private static final SegmentId ID = SegmentId.of(17);
    private static final SegmentId OTHER_ID = SegmentId.of(18);
    private static final MemberId MEMBER = MemberId.of(958);
    private static final MemberId OTHER_MEMBER = MemberId.of(7);
    private static final SegmentCode CODE = SegmentCode.of("cart");
    private static final SegmentCall CALL = SegmentCall.adding(ID);
    private static final Segment SEGMENT = Segment.of(ID, MEMBER, "seventeen");
    private static final PixelExport EXPORT = PixelExport.of(SEGMENT);
    private static final String POSITIVE = "must be greater than 0";
    private static final String URL_START = "must start with http:// or https://";
    private static final String BOTH = "must not be both added and removed by one call";
    private static final String MACRO_RULE = "must be ${…}, {{…}}, […] or %%…%%";
    private static final String HOST_RULE = "must be labels of A-Z a-z 0-9 - joined by dots, at most 253 characters";

    private BadCalls() {}

    static Stream<Bad> rows() {
        return Stream.of(
                        calls(),
                        callCodes(),
                        other(),
                        callValues(),
                        hosts(),
                        conversions(),
                        tcfStrings(),
                        otherSignals())
                .flatMap(List::stream);
    }

    private static List<Bad> calls() {
        return List.of(
                bad("add and remove", () -> CALL.andRemoving(ID), "segment 17", BOTH),
                bad("remove and add", () -> SegmentCall.removing(ID).andAdding(OTHER_ID, ID), "segment 17", BOTH),
                bad(
                        "add and remove a code",
                        () -> SegmentCall.adding(MEMBER, CODE).andRemoving(MEMBER, CODE),
                        "segment cart",
                        BOTH),
                bad(
                        "call of nothing",
                        () -> SegmentCall.adding(),
                        "segments []",
                        "a call must name at least 1 segment"),
                bad(
                        "codes of two members",
                        () -> SegmentCall.adding(MEMBER, CODE).andAdding(OTHER_MEMBER, SegmentCode.of("b")),
                        "code \"b\"",
                        "must be of member 958 like the other codes of the call, is of member 7"),
                bad(
                        "code that no call can hold",
                        () -> CALL.andAdding(MEMBER, SegmentCode.existing("a.b")),
                        "code \"a.b\"",
                        "cannot stand in a call"));
    }

    private static List<Bad> callCodes() {
        return List.of(bad(
                "one code of two segments",
                () -> SegmentCall.adding(SegmentId.of(1), SegmentId.of(2))
                        .withCodes(
                                MemberId.of(958),
                                Map.of(SegmentId.of(1), SegmentCode.of("a"), SegmentId.of(2), SegmentCode.of("a"))),
                "code a",
                "must name one segment, names 1 and 2"));
    }

    private static List<Bad> other() {
        return List.of(
                bad(
                        "other empty",
                        () -> CALL.withOther(""),
                        "other \"\"",
                        "must have at least 1 character and no lone surrogates"),
                bad(
                        "other surrogate",
                        () -> CALL.withOther("\udfff"),
                        "other \"U+DFFF\"",
                        "must have at least 1 character and no lone surrogates"));
    }

    private static List<Bad> callValues() {
        return List.of(
                bad(
                        "two values of one segment",
                        () -> SegmentCall.adding(SegmentId.of(1))
                                .andAdding(MemberId.of(958), SegmentCode.of("a"))
                                .withValue(SegmentId.of(1), 5)
                                .withValue(SegmentCode.of("a"), 7)
                                .withCodes(MemberId.of(958), Map.of(SegmentId.of(1), SegmentCode.of("a"))),
                        "segment a",
                        "must have one value"),
                bad("value -1", () -> CALL.withValue(-1), "segment value -1", "must be 0 or greater"),
                bad("value of one -1", () -> CALL.withValue(ID, -1), "segment value -1", "must be 0 or greater"),
                bad(
                        "value of a stranger",
                        () -> CALL.withValue(OTHER_ID, 1),
                        "segment 18",
                        "must be added by the call to have a value"),
                bad(
                        "macro without marks",
                        () -> SegmentValue.macro("value"),
                        "segment value macro \"value\"",
                        MACRO_RULE),
                bad("macro with quote", () -> SegmentValue.macro("${\"}"), "segment value macro \"${\"}\"", MACRO_RULE),
                bad("macro of nothing", () -> SegmentValue.macro("{{}}"), "segment value macro \"{{}}\"", MACRO_RULE));
    }

    private static List<Bad> hosts() {
        return List.of(
                bad(
                        "host with scheme",
                        () -> PixelHost.of("https://a.example"),
                        "host name \"https://a.example\"",
                        HOST_RULE),
                bad("host with port", () -> PixelHost.of("a.example:80"), "host name \"a.example:80\"", HOST_RULE),
                bad("host empty", () -> PixelHost.of(""), "host name \"\"", HOST_RULE),
                bad("redirect of a call", () -> CALL.redirectingTo("data:,x"), "url \"data:,x\"", URL_START),
                bad("redirect of an export", () -> EXPORT.redirectingTo("x"), "url \"x\"", URL_START));
    }

    private static List<Bad> conversions() {
        ConversionCall call = ConversionCall.of(ConversionId.of(1));
        return List.of(
                bad("ConversionId.of(0)", () -> ConversionId.of(0), "conversion id 0", POSITIVE),
                bad("order id empty", () -> call.withOrderId(""), "order id \"\"", "must have 1 to 36 characters"),
                bad(
                        "order id 37",
                        () -> call.withOrderId("x".repeat(37)),
                        "order id \"xxx",
                        "must have 1 to 36 characters"),
                bad("order id a macro", () -> call.withOrderId("[x]"), "order id \"[x]\"", "withOrderIdMacro"),
                bad("order id no macro", () -> call.withOrderIdMacro("x"), "order id macro \"x\"", MACRO_RULE),
                bad(
                        "revenue negative",
                        () -> call.withRevenue(new BigDecimal("-0.01")),
                        "revenue -0.01",
                        "must be 0 or greater"),
                bad(
                        "revenue huge",
                        () -> call.withRevenue(new BigDecimal("1E+1000")),
                        "revenue 1E+1000",
                        "at most 30 digits"),
                bad("revenue no macro", () -> call.withRevenueMacro("{{}}"), "revenue macro \"{{}}\"", MACRO_RULE),
                bad(
                        "conversion's other 21",
                        () -> call.withOther("o".repeat(21)),
                        "other \"ooo",
                        "must have 1 to 20 characters"),
                bad("conversion's both", () -> call.adding(ID).removing(ID), "segment 17", BOTH),
                bad(
                        "conversion's code of two members",
                        () -> call.adding(MEMBER, CODE).removing(OTHER_MEMBER, SegmentCode.of("x")),
                        "code \"x\"",
                        "must be of member 958"),
                bad(
                        "revenue of 31 digits",
                        () -> ConversionCall.of(ConversionId.of(1)).withRevenue(new BigDecimal("1E+30")),
                        "revenue 1E+30",
                        "at most 30 digits"));
    }

    private static List<Bad> tcfStrings() {
        Privacy none = Privacy.none();
        return List.of(
                bad("TC string empty", () -> none.withGdpr(true, ""), "gdpr_consent \"\"", "must be a TC string"),
                bad(
                        "TC string a macro",
                        () -> none.withGdpr(true, "${GDPR_CONSENT_32}"),
                        "gdpr_consent",
                        "must be a TC string"),
                bad(
                        "TC string hostile",
                        () -> none.withGdpr(false, "a-->"),
                        "gdpr_consent \"a-->\"",
                        "must be a TC string"),
                bad(
                        "consent string of a script that had none",
                        () -> Privacy.none().withGdpr(true, "undefined"),
                        "gdpr_consent \"undefined\"",
                        "not a script's word for nothing"));
    }

    private static List<Bad> otherSignals() {
        Privacy none = Privacy.none();
        return List.of(
                bad(
                        "US privacy",
                        () -> none.withUsPrivacy("1YN"),
                        "us_privacy \"1YN\"",
                        "must be 1 and three of Y N -"),
                bad("GPP string", () -> none.withGpp("a b", 2), "gpp \"a b\"", "must be a GPP string"),
                bad("GPP without section", () -> none.withGpp("DB"), "gpp_sid \"\"", "must be section ids"),
                bad(
                        "GPP section",
                        () -> none.withGpp("DB", 2, -2),
                        "gpp_sid \"2,-2\"",
                        "must be section ids from -1 to 999"),
                bad(
                        "privacy no macro",
                        () -> none.withMacro(PrivacySignal.GDPR, "$GDPR"),
                        "gdpr macro \"$GDPR\"",
                        MACRO_RULE),
                bad(
                        "gpp string of a script that had none",
                        () -> Privacy.none().withGpp("null", 7),
                        "gpp \"null\"",
                        "not a script's word for nothing"));
    }
}
