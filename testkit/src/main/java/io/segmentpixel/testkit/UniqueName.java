package io.segmentpixel.testkit;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentTrigger.QueryString;
import io.segmentpixel.segment.SegmentTrigger.QueryStringKeyValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What only one segment of a member can have, ignoring case: a code, a query-string parameter, a key with its value.
 *
 * @param member the owner
 * @param what what it is
 * @param text the text in lower case
 */
record UniqueName(MemberId member, String what, String text) {
    static UniqueName of(MemberId member, SegmentCode code) {
        return new UniqueName(member, "code", lower(code.value()));
    }

    /** The names that a segment has. */
    static Stream<UniqueName> of(Segment segment) {
        MemberId member = segment.memberId();
        return Stream.concat(
                segment.code().map(code -> of(member, code)).stream(), ofTrigger(member, segment.trigger()).stream());
    }

    private static Optional<UniqueName> ofTrigger(MemberId member, SegmentTrigger trigger) {
        if (trigger instanceof QueryString queryString) {
            return Optional.of(new UniqueName(member, "param", lower(queryString.parameter())));
        }
        return trigger instanceof QueryStringKeyValue pair
                ? Optional.of(new UniqueName(
                        member,
                        "qs_key \"" + lower(pair.key()) + "\" and qs_value",
                        lower(pair.value().orElse(""))))
                : Optional.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
