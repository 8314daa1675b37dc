package io.segmentpixel.rules;

import static io.segmentpixel.rules.Bad.bad;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Arguments of triggers that break a rule. */
final class BadTriggers {
    private static final SegmentId ID = SegmentId.of(17);
    private static final NewSegment NEW = NewSegment.named("n");
    private static final SegmentUpdate UPDATE = SegmentUpdate.of(ID);
    private static final String POSITIVE = "must be greater than 0";

    private BadTriggers() {}

    static Stream<Bad> rows() {
        return Stream.of(keys(), values(), places(), oddTriggers()).flatMap(List::stream);
    }

    private static List<Bad> keys() {
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
                        "must not start with kw_"));
    }

    private static List<Bad> values() {
        SegmentTrigger.QueryString colour = SegmentTrigger.queryString("colour");
        return List.of(
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
                        "must be text"));
    }

    private static List<Bad> places() {
        SegmentTrigger.QueryString colour = SegmentTrigger.queryString("colour");
        return List.of(
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
                        "must not name an id twice"));
    }

    private static List<Bad> oddTriggers() {
        return List.of(
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
                        "is not known"));
    }
}
