package io.segmentpixel.segment;

import io.segmentpixel.segment.SegmentTrigger.QueryString;
import io.segmentpixel.segment.SegmentTrigger.QueryStringKeyValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A trigger in lower case and in order: two triggers that become equal so put the same visitors into a segment. */
final class CaselessTrigger {
    private CaselessTrigger() {}

    static SegmentTrigger of(SegmentTrigger trigger) {
        if (trigger instanceof QueryString queryString) {
            return of(queryString);
        }
        return trigger instanceof QueryStringKeyValue pair
                ? new QueryStringKeyValue(lower(pair.key()), pair.value().map(CaselessTrigger::lower))
                : trigger;
    }

    private static QueryString of(QueryString trigger) {
        List<String> values = inOrder(trigger.values().stream().map(CaselessTrigger::lower));
        return QueryString.existing(lower(trigger.parameter()), trigger.valueType(), values)
                .existingOn(
                        trigger.allowsEmptyText(),
                        inOrder(trigger.publishers().stream()),
                        inOrder(trigger.sites().stream()),
                        inOrder(trigger.placements().stream()),
                        trigger.includesShared());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static <T> List<T> inOrder(Stream<T> items) {
        return items.sorted().distinct().toList();
    }
}
