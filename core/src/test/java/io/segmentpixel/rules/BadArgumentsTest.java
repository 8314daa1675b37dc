package io.segmentpixel.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.GoogleTagManagerContainer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagEmail;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.PrivacySignal;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.BulkUpdate;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.segment.WebUrl;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in refuses what breaks a rule, and says which field, which value and which rule. */
class BadArgumentsTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final SegmentId OTHER_ID = SegmentId.of(18);
    private static final MemberId MEMBER = MemberId.of(958);
    private static final MemberId OTHER_MEMBER = MemberId.of(7);
    private static final SegmentCode CODE = SegmentCode.of("cart");
    private static final NewSegment NEW = NewSegment.named("n");
    private static final SegmentUpdate UPDATE = SegmentUpdate.of(ID);
    private static final SegmentCall CALL = SegmentCall.adding(ID);
    private static final Segment SEGMENT = Segment.of(ID, MEMBER, "seventeen");
    private static final PixelExport EXPORT = PixelExport.of(SEGMENT);
    private static final PiggybackPixel IMAGE = PiggybackPixel.image("https://a.example/p.gif");
    private static final PiggybackPixel OTHER_IMAGE = PiggybackPixel.image("https://a.example/q.gif");
    private static final PiggybackPixel SCRIPT = PiggybackPixel.javaScript("https://a.example/p.js");

    private static final String NAME_LENGTH = "must have 1 to 255 characters, has ";
    private static final String NAME_CHARACTERS = "must hold no control characters or lone surrogates";
    private static final String CODE_RULE = "allowed are A-Z a-z 0-9 _ -, 1 to 50 of them";
    private static final String DESCRIPTION_CHARACTERS = "must hold no ' or \\ or lone surrogates";
    private static final String RETENTION_RANGE = "must be 0 to 259200 minutes (180 days)";
    private static final String POSITIVE = "must be greater than 0";
    private static final String URL_START = "must start with http:// or https://";
    private static final String URL_CHARACTERS = "must hold no blanks, control characters, quotes, < or >";
    private static final String URL_HOST = "must name a host, and a port only up to 65535";
    private static final String ONE_KIND = "must be all images or all scripts";
    private static final String ONE_IMAGE = "must hold at most 1 image";
    private static final String BOTH = "must not be both added and removed by one call";
    private static final String MACRO_RULE = "must be ${…}, {{…}}, […] or %%…%%";
    private static final String HOST_RULE = "must be labels of A-Z a-z 0-9 - joined by dots, at most 253 characters";

    /** A call, and what the message must name: the field and the value at its start, and the rule. */
    record Bad(String call, ThrowingCallable made, String fieldAndValue, String rule) {
        @Override
        public String toString() {
            return call + " refused as " + fieldAndValue;
        }
    }

    private static Bad bad(String call, ThrowingCallable made, String fieldAndValue, String rule) {
        return new Bad(call, made, fieldAndValue, rule);
    }

    static Stream<Bad> badArguments() {
        return Stream.of(
                        ids(),
                        names(),
                        codes(),
                        descriptions(),
                        retentions(),
                        states(),
                        urls(),
                        piggybacks(),
                        queries(),
                        calls(),
                        conversions(),
                        privacy(),
                        triggers(),
                        exports(),
                        formats(),
                        emails())
                .flatMap(List::stream);
    }

    private static List<Bad> ids() {
        return List.of(
                bad("SegmentId.of(0)", () -> SegmentId.of(0), "segment id 0", POSITIVE),
                bad("SegmentId.of(-17)", () -> SegmentId.of(-17), "segment id -17", POSITIVE),
                bad("new SegmentId(0)", () -> new SegmentId(0), "segment id 0", POSITIVE),
                bad("MemberId.of(0)", () -> MemberId.of(0), "member id 0", POSITIVE),
                bad("MemberId.of(min)", () -> MemberId.of(Integer.MIN_VALUE), "member id -2147483648", POSITIVE),
                bad("AdvertiserId.of(0)", () -> AdvertiserId.of(0), "advertiser id 0", POSITIVE),
                bad("AdvertiserId.of(-1)", () -> AdvertiserId.of(-1), "advertiser id -1", POSITIVE),
                bad(
                        "updateAll an id twice",
                        () -> BulkUpdate.of(List.of(UPDATE, UPDATE.activate())),
                        "segment id 17",
                        "must be updated once only in a bulk"),
                bad(
                        "appliedTo another segment",
                        () -> SegmentUpdate.of(OTHER_ID).appliedTo(SEGMENT),
                        "segment 17",
                        "must be the updated segment 18"));
    }

    private static List<Bad> names() {
        return List.of(
                bad("named(empty)", () -> NewSegment.named(""), "name \"\"", NAME_LENGTH + 0),
                bad("named(256)", () -> NewSegment.named("x".repeat(256)), "name \"xxxxxxxx", NAME_LENGTH + 256),
                bad("named(256 emoji)", () -> NewSegment.named("😀".repeat(256)), "name \"😀😀", NAME_LENGTH + 256),
                bad(
                        "named(line feed)",
                        () -> NewSegment.named("a\nb"),
                        "name \"aU+000Ab\": U+000A at 1",
                        NAME_CHARACTERS),
                bad("named(NUL)", () -> NewSegment.named("\0"), "name \"U+0000\": U+0000 at 0", NAME_CHARACTERS),
                bad("named(DEL)", () -> NewSegment.named("a\u007f"), "name \"aU+007F\": U+007F at 1", NAME_CHARACTERS),
                bad("named(C1)", () -> NewSegment.named("\u0085"), "name \"U+0085\": U+0085 at 0", NAME_CHARACTERS),
                bad(
                        "named(high alone)",
                        () -> NewSegment.named("a\ud83d"),
                        "name \"aU+D83D\": U+D83D at 1",
                        NAME_CHARACTERS),
                bad(
                        "named(low alone)",
                        () -> NewSegment.named("\ude00a"),
                        "name \"U+DE00a\": U+DE00 at 0",
                        NAME_CHARACTERS),
                bad("rename(empty)", () -> UPDATE.rename(""), "name \"\"", NAME_LENGTH + 0),
                bad("rename(256)", () -> UPDATE.rename("y".repeat(256)), "name \"yyyy", NAME_LENGTH + 256),
                bad("rename(tab)", () -> UPDATE.rename("\t"), "name \"U+0009\": U+0009 at 0", NAME_CHARACTERS));
    }

    private static List<Bad> codes() {
        return List.of(
                bad("code empty", () -> SegmentCode.of(""), "code \"\": has 0 characters", CODE_RULE),
                bad(
                        "code of 51",
                        () -> SegmentCode.of("c".repeat(51)),
                        "code \"ccc",
                        "has 51 characters; " + CODE_RULE),
                bad("code with dot", () -> SegmentCode.of("a.b"), "code \"a.b\": '.' at 1", CODE_RULE),
                bad("code with blank", () -> SegmentCode.of("a b"), "code \"a b\": ' ' at 1", CODE_RULE),
                bad("code with comma", () -> SegmentCode.of("a,b"), "code \"a,b\": ',' at 1", CODE_RULE),
                bad("code with colon", () -> SegmentCode.of("a:1"), "code \"a:1\": ':' at 1", CODE_RULE),
                bad("code with umlaut", () -> SegmentCode.of("größe"), "code \"größe\": 'ö' at 2", CODE_RULE),
                bad("code with emoji", () -> SegmentCode.of("a😀"), "code \"a😀\": '😀' at 1", CODE_RULE),
                bad("code with line feed", () -> SegmentCode.of("a\n"), "code \"aU+000A\": U+000A at 1", CODE_RULE),
                bad("existing code empty", () -> SegmentCode.existing(""), "code \"\"", "at least 1 character"),
                bad("new withCode", () -> NEW.withCode("a/b"), "code \"a/b\": '/' at 1", CODE_RULE),
                bad("update withCode", () -> UPDATE.withCode("a&b"), "code \"a&b\": '&' at 1", CODE_RULE),
                bad(
                        "query withCode empty",
                        () -> SegmentQuery.all().withCode(""),
                        "code \"\"",
                        "at least 1 character"));
    }

    private static List<Bad> descriptions() {
        String rule = "must have 1 to 500 characters, has ";
        return List.of(
                bad("description empty", () -> NEW.withDescription(""), "description \"\"", rule + 0),
                bad("description of 501", () -> NEW.withDescription("d".repeat(501)), "description \"ddd", rule + 501),
                bad(
                        "description with '",
                        () -> NEW.withDescription("it's"),
                        "description \"it's\": ''' at 2",
                        DESCRIPTION_CHARACTERS),
                bad(
                        "description with \\",
                        () -> NEW.withDescription("a\\b"),
                        "description \"a\\b\": '\\' at 1",
                        DESCRIPTION_CHARACTERS),
                bad(
                        "description surrogate",
                        () -> NEW.withDescription("\ud800"),
                        "description \"U+D800\": U+D800 at 0",
                        DESCRIPTION_CHARACTERS),
                bad(
                        "update description",
                        () -> UPDATE.withDescription("o'"),
                        "description \"o'\": ''' at 1",
                        DESCRIPTION_CHARACTERS));
    }

    private static List<Bad> retentions() {
        Duration secondsToo = Duration.ofMinutes(5).plusSeconds(1);
        return List.of(
                bad("ofMinutes(-1)", () -> Retention.ofMinutes(-1), "retention -1 minutes", RETENTION_RANGE),
                bad(
                        "ofMinutes(259201)",
                        () -> Retention.ofMinutes(259_201),
                        "retention 259201 minutes",
                        RETENTION_RANGE),
                bad("of(181 days)", () -> Retention.of(Duration.ofDays(181)), "retention PT4344H", RETENTION_RANGE),
                bad("of(-1 minute)", () -> Retention.of(Duration.ofMinutes(-1)), "retention PT-1M", RETENTION_RANGE),
                bad("of(seconds)", () -> Retention.of(secondsToo), "retention PT5M1S", "must be whole minutes"),
                bad(
                        "of(for ever)",
                        () -> Retention.of(Duration.ofSeconds(Long.MAX_VALUE)),
                        "retention PT2562047788015215H30M7S",
                        "must be whole minutes"),
                bad("new keptFor", () -> NEW.keptFor(Duration.ofDays(200)), "retention PT4800H", RETENTION_RANGE),
                bad(
                        "update keptFor",
                        () -> UPDATE.keptFor(Duration.ofMillis(1)),
                        "retention PT0.001S",
                        "must be whole minutes"),
                bad(
                        "new usersync -1",
                        () -> NEW.withMaxUsersyncPixels(-1),
                        "max usersync pixels -1",
                        "must be 0 or greater"),
                bad(
                        "update usersync -5",
                        () -> UPDATE.withMaxUsersyncPixels(-5),
                        "max usersync pixels -5",
                        "must be 0 or greater"));
    }

    private static List<Bad> states() {
        String rule = "must be ACTIVE or INACTIVE";
        return List.of(
                bad("new withState", () -> NEW.withState(SegmentState.UNKNOWN), "state UNKNOWN", rule),
                bad(
                        "query withState",
                        () -> SegmentQuery.all().withState(SegmentState.UNKNOWN),
                        "state UNKNOWN",
                        rule));
    }

    private static List<Bad> urls() {
        return List.of(
                bad("url empty", () -> new WebUrl(""), "url \"\"", URL_START),
                bad("url relative", () -> new WebUrl("/p.gif"), "url \"/p.gif\"", URL_START),
                bad("url without scheme", () -> new WebUrl("//a.example/"), "url \"//a.example/\"", URL_START),
                bad(
                        "url of javascript",
                        () -> new WebUrl("javascript:alert(1)"),
                        "url \"javascript:alert(1)\"",
                        URL_START),
                bad("url of ftp", () -> new WebUrl("ftp://a.example/"), "url \"ftp://a.example/\"", URL_START),
                bad("url without host", () -> new WebUrl("https:///p.gif"), "url \"https:///p.gif\"", URL_HOST),
                bad(
                        "url of high port",
                        () -> new WebUrl("https://a.example:65536/"),
                        "url \"https://a.example:65536/\"",
                        URL_HOST),
                bad(
                        "url with blank",
                        () -> new WebUrl("https://a.example/a b"),
                        "url \"https://a.example/a b\": ' ' at 19",
                        URL_CHARACTERS),
                bad(
                        "url with quote",
                        () -> new WebUrl("https://a.example/\""),
                        "url \"https://a.example/\"\": '\"' at 18",
                        URL_CHARACTERS),
                bad(
                        "url with <",
                        () -> new WebUrl("https://a.example/<"),
                        "url \"https://a.example/<\": '<' at 18",
                        URL_CHARACTERS),
                bad(
                        "url with line feed",
                        () -> new WebUrl("https://a.example/\n"),
                        "url \"https://a.example/U+000A\": U+000A at 18",
                        URL_CHARACTERS),
                bad("piggyback image", () -> PiggybackPixel.image("a.example"), "url \"a.example\"", URL_START),
                bad("piggyback script", () -> PiggybackPixel.javaScript("http:/a"), "url \"http:/a\"", URL_START),
                bad("redirect of a call", () -> CALL.redirectingTo("data:,x"), "url \"data:,x\"", URL_START),
                bad("redirect of an export", () -> EXPORT.redirectingTo("x"), "url \"x\"", URL_START));
    }

    private static List<Bad> piggybacks() {
        return List.of(
                bad(
                        "new with both",
                        () -> NEW.withPiggyback(IMAGE, SCRIPT),
                        "piggyback pixels [image https://a",
                        ONE_KIND),
                bad(
                        "new with two images",
                        () -> NEW.withPiggyback(IMAGE, OTHER_IMAGE),
                        "piggyback pixels [image https://a",
                        ONE_IMAGE),
                bad(
                        "replace by both",
                        () -> UPDATE.replacePiggyback(SCRIPT, IMAGE),
                        "piggyback pixels [script https://a",
                        ONE_KIND),
                bad(
                        "append two images",
                        () -> UPDATE.appendPiggyback(IMAGE, OTHER_IMAGE),
                        "piggyback pixels [image https://a",
                        ONE_IMAGE),
                bad(
                        "append nothing",
                        () -> UPDATE.appendPiggyback(),
                        "appended piggyback pixels []",
                        "must hold at least 1 pixel"),
                bad(
                        "append to another kind",
                        () -> UPDATE.appendPiggyback(IMAGE).appliedTo(SEGMENT.withPiggyback(List.of(SCRIPT))),
                        "piggyback pixels [script https://a",
                        ONE_KIND));
    }

    private static List<Bad> queries() {
        return List.of(
                bad(
                        "search empty",
                        () -> SegmentQuery.all().search(""),
                        "search \"\"",
                        "must have at least 1 character"),
                bad(
                        "modified since min",
                        () -> SegmentQuery.all().modifiedSince(Instant.MIN),
                        "modified since -1000000000-01-01T00:00:00Z",
                        "must be within the years 1 to 9999"),
                bad(
                        "modified since max",
                        () -> SegmentQuery.all().modifiedSince(Instant.MAX),
                        "modified since +1000000000-12-31",
                        "must be within the years 1 to 9999"));
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
                        "cannot stand in a call"),
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
                bad("macro of nothing", () -> SegmentValue.macro("{{}}"), "segment value macro \"{{}}\"", MACRO_RULE),
                bad(
                        "other empty",
                        () -> CALL.withOther(""),
                        "other \"\"",
                        "must have at least 1 character and no lone surrogates"),
                bad(
                        "other surrogate",
                        () -> CALL.withOther("\udfff"),
                        "other \"U+DFFF\"",
                        "must have at least 1 character and no lone surrogates"),
                bad(
                        "host with scheme",
                        () -> PixelHost.of("https://a.example"),
                        "host name \"https://a.example\"",
                        HOST_RULE),
                bad("host with port", () -> PixelHost.of("a.example:80"), "host name \"a.example:80\"", HOST_RULE),
                bad("host empty", () -> PixelHost.of(""), "host name \"\"", HOST_RULE));
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
                        "must be of member 958"));
    }

    private static List<Bad> privacy() {
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
                        MACRO_RULE));
    }

    private static List<Bad> triggers() {
        SegmentTrigger.QueryString colour = SegmentTrigger.queryString("colour");
        return List.of(
                bad(
                        "parameter empty",
                        () -> SegmentTrigger.queryString(""),
                        "query string parameter \"\"",
                        "must have 1 to 60"),
                bad(
                        "parameter 61",
                        () -> SegmentTrigger.queryString("x".repeat(61)),
                        "query string parameter",
                        "must have 1 to 60"),
                bad(
                        "parameter kw_",
                        () -> SegmentTrigger.queryString("KW_x"),
                        "query string parameter \"KW_x\"",
                        "must not start with kw_"),
                bad(
                        "key kw_",
                        () -> SegmentTrigger.key("kw_x"),
                        "query string key \"kw_x\"",
                        "must not start with kw_"),
                bad(
                        "value 61",
                        () -> SegmentTrigger.keyValue("k", "v".repeat(61)),
                        "query string value",
                        "must have 1 to 60"),
                bad(
                        "value star inside",
                        () -> SegmentTrigger.keyValue("k", "a*b"),
                        "query string value \"a*b\"",
                        "must hold * at its end only"),
                bad("value empty", () -> colour.withTextValues(""), "query string value \"\"", "must have 1 to 60"),
                bad(
                        "values twice",
                        () -> colour.withTextValues("red", "RED"),
                        "query string value \"RED\"",
                        "must not stand twice"),
                bad(
                        "values 41",
                        () -> colour.withTextValues(
                                IntStream.range(0, 41).mapToObj(n -> "v" + n).toArray(String[]::new)),
                        "query string values 41 values",
                        "must be at most 40"),
                bad(
                        "empty text of a number",
                        () -> colour.numeric().allowingEmptyText(true),
                        "query string value type numeric",
                        "must be text"),
                bad(
                        "publishers and sites",
                        () -> colour.onPublishers(1).onSites(2),
                        "sites [2]",
                        "must not be mixed with publishers [1]"),
                bad("site 0", () -> colour.onSites(0), "sites 0", POSITIVE),
                bad(
                        "placement twice",
                        () -> colour.onPlacements(3, 3),
                        "placements [3, 3]",
                        "must not name an id twice"),
                bad(
                        "an odd trigger is not sent",
                        () -> NEW.withTrigger(SegmentTrigger.QueryString.existing("kw_x", "text", List.of())),
                        "query string parameter \"kw_x\"",
                        "must not start with kw_"),
                bad(
                        "an odd value type is not sent",
                        () -> UPDATE.withTrigger(SegmentTrigger.QueryString.existing("x", "odd", List.of())),
                        "query string value type \"odd\"",
                        "must be text, numeric, none or custom"),
                bad(
                        "numbers with values are not sent",
                        () -> UPDATE.withTrigger(SegmentTrigger.QueryString.existing("x", "numeric", List.of("a"))),
                        "query string values [a]",
                        "go with texts only"),
                bad(
                        "an unknown trigger is not sent",
                        () -> NEW.withTrigger(new SegmentTrigger.Unrecognized("{}")),
                        "trigger \"{}\"",
                        "is not known"),
                bad(
                        "usersync then key-value",
                        () -> NEW.withMaxUsersyncPixels(1).withTrigger(SegmentTrigger.key("k")),
                        "max usersync pixels 1",
                        "must be 0 with a trigger of a key and a value"),
                bad(
                        "key-value then usersync",
                        () -> UPDATE.withTrigger(SegmentTrigger.key("k")).withMaxUsersyncPixels(2),
                        "max usersync pixels 2",
                        "must be 0 with a trigger of a key and a value"));
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
                        MACRO_RULE),
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
                        "must have a character that shows"),
                bad(
                        "consent string of a script that had none",
                        () -> Privacy.none().withGdpr(true, "undefined"),
                        "gdpr_consent \"undefined\"",
                        "not a script's word for nothing"),
                bad(
                        "gpp string of a script that had none",
                        () -> Privacy.none().withGpp("null", 7),
                        "gpp \"null\"",
                        "not a script's word for nothing"),
                bad(
                        "retention of a backend",
                        () -> NewSegment.named("x").withRetention(Retention.existing(259_201)),
                        "retention 259201 minutes",
                        "must be 0 to 259200 minutes"),
                bad(
                        "retention of a backend in an update",
                        () -> SegmentUpdate.of(SegmentId.of(1)).withRetention(Retention.existing(-5)),
                        "retention -5 minutes",
                        "must be 0 to 259200 minutes"),
                bad(
                        "one code of two segments",
                        () -> SegmentCall.adding(SegmentId.of(1), SegmentId.of(2))
                                .withCodes(
                                        MemberId.of(958),
                                        Map.of(
                                                SegmentId.of(1),
                                                SegmentCode.of("a"),
                                                SegmentId.of(2),
                                                SegmentCode.of("a"))),
                        "code a",
                        "must name one segment, names 1 and 2"),
                bad(
                        "two values of one segment",
                        () -> SegmentCall.adding(SegmentId.of(1))
                                .andAdding(MemberId.of(958), SegmentCode.of("a"))
                                .withValue(SegmentId.of(1), 5)
                                .withValue(SegmentCode.of("a"), 7)
                                .withCodes(MemberId.of(958), Map.of(SegmentId.of(1), SegmentCode.of("a"))),
                        "segment a",
                        "must have one value"),
                bad(
                        "revenue of 31 digits",
                        () -> ConversionCall.of(ConversionId.of(1)).withRevenue(new BigDecimal("1E+30")),
                        "revenue 1E+30",
                        "at most 30 digits"),
                bad(
                        "value of a conversion's segments",
                        () -> PixelExport.of("x", ConversionCall.of(ConversionId.of(1)))
                                .withValue(5),
                        "value 5",
                        "the segments of a conversion call have no values"));
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
                bad("removing what is added", () -> EXPORT.removing(ID), "segment 17", BOTH),
                bad("export's value", () -> EXPORT.withValue(-3), "segment value -3", "must be 0 or greater"));
    }

    @ParameterizedTest
    @MethodSource("badArguments")
    void a_bad_argument_is_refused_by_field_value_and_rule(Bad bad) {
        assertThat(bad.rule()).isNotBlank();
        assertThatThrownBy(bad.made())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(bad.fieldAndValue())
                .hasMessageContaining(": ")
                .hasMessageContaining(bad.rule());
    }

    @Test
    void no_row_stands_twice() {
        List<String> calls = badArguments().map(Bad::call).toList();

        assertThat(calls).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
    }
}
