package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The filters and the order of a listing, as its query names them. A filter counts only if its field is shown.
 *
 * @param query the query
 * @param member the member of the user who asks
 */
record SegmentFilter(Parameters query, MemberId member) {
    /** The filters by name: id, code (in whatever case), state, advertiser, search, own segments only. */
    Predicate<Segment> byName() {
        List<Integer> ids = query.numbers("id");
        return segment -> (ids.isEmpty() || ids.contains(segment.id().value()))
                && query.filter("code").filter(code -> !hasCode(segment, code)).isEmpty()
                && query.filter("state")
                        .filter(state -> !segment.state().name().equalsIgnoreCase(state))
                        .isEmpty()
                && query.filter("advertiser_id")
                        .filter(id -> !isAtLevelOf(segment, Parameters.number("advertiser_id", id)))
                        .isEmpty()
                && query.text("search")
                        .filter(text -> !InMemorySegments.contains(segment, text))
                        .isEmpty()
                && (segment.memberId().equals(member)
                        || query.text("include_shared").filter("0"::equals).isEmpty());
    }

    private static boolean hasCode(Segment segment, String code) {
        return segment.code().filter(SegmentCode.existing(code)::isSameAs).isPresent();
    }

    private static boolean isAtLevelOf(Segment segment, int advertiser) {
        return segment.advertiserId().filter(id -> id.value() == advertiser).isPresent();
    }

    /** The filters by any field: {@code min_…}, {@code max_…}, {@code like_…}, {@code not_…}. */
    Predicate<ObjectNode> byField() {
        Predicate<ObjectNode> all = json -> true;
        for (String name : query.url().queryParameterNames()) {
            String value = query.text(name).orElse("");
            String field = name.substring(name.indexOf('_') + 1);
            if (!query.honours(field)) {
                continue;
            }
            if (name.startsWith("min_")) {
                all = all.and(json -> has(json, field) && compare(json.get(field), value) >= 0);
            } else if (name.startsWith("max_") && !name.equals("max_usersync_pixels")) {
                all = all.and(json -> has(json, field) && compare(json.get(field), value) <= 0);
            } else if (name.startsWith("like_")) {
                all = all.and(json ->
                        has(json, field) && lower(json.get(field).asText()).contains(lower(value)));
            } else if (name.startsWith("not_")) {
                all = all.and(json -> !json.path(field).asText().equals(value));
            }
        }
        return all;
    }

    private static boolean has(ObjectNode json, String field) {
        return json.hasNonNull(field);
    }

    /** The order that {@code sort=field.desc} names; by id where it names none. */
    Comparator<ObjectNode> order() {
        String[] sort = query.text("sort").orElse("id.asc").split("\\.", -1);
        Comparator<ObjectNode> order =
                (one, other) -> compare(one.path(sort[0]), other.path(sort[0]).asText());
        boolean descending = sort.length > 1 && sort[1].equalsIgnoreCase("desc");
        return (descending ? order.reversed() : order)
                .thenComparing(json -> json.path("id").asInt());
    }

    private static int compare(JsonNode value, String other) {
        return value.isNumber() && other.matches("-?\\d{1,18}")
                ? Long.compare(value.asLong(), Long.parseLong(other))
                : value.asText().compareTo(other);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
