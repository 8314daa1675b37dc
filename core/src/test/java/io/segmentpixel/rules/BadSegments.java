package io.segmentpixel.rules;

import static io.segmentpixel.rules.Bad.bad;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Arguments of segments, updates and queries that break a rule. */
final class BadSegments {
    private static final SegmentId ID = SegmentId.of(17);
    private static final SegmentId OTHER_ID = SegmentId.of(18);
    private static final MemberId MEMBER = MemberId.of(958);
    private static final NewSegment NEW = NewSegment.named("n");
    private static final SegmentUpdate UPDATE = SegmentUpdate.of(ID);
    private static final Segment SEGMENT = Segment.of(ID, MEMBER, "seventeen");
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

    private BadSegments() {}

    static Stream<Bad> rows() {
        return Stream.of(
                        ids(),
                        names(),
                        codes(),
                        descriptions(),
                        retentions(),
                        usersyncs(),
                        states(),
                        urls(),
                        piggybacks(),
                        queries())
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
                        "retention of a backend",
                        () -> NewSegment.named("x").withRetention(Retention.existing(259_201)),
                        "retention 259201 minutes",
                        "must be 0 to 259200 minutes"),
                bad(
                        "retention of a backend in an update",
                        () -> SegmentUpdate.of(SegmentId.of(1)).withRetention(Retention.existing(-5)),
                        "retention -5 minutes",
                        "must be 0 to 259200 minutes"));
    }

    private static List<Bad> usersyncs() {
        return List.of(
                bad(
                        "new usersync -1",
                        () -> NEW.withMaxUsersyncPixels(-1),
                        "max usersync pixels -1",
                        "must be 0 or greater"),
                bad(
                        "update usersync -5",
                        () -> UPDATE.withMaxUsersyncPixels(-5),
                        "max usersync pixels -5",
                        "must be 0 or greater"),
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
                        URL_CHARACTERS));
    }

    private static List<Bad> piggybacks() {
        return List.of(
                bad("piggyback image", () -> PiggybackPixel.image("a.example"), "url \"a.example\"", URL_START),
                bad("piggyback script", () -> PiggybackPixel.javaScript("http:/a"), "url \"http:/a\"", URL_START),
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
}
