package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The filters and the order of a listing, as its query names them. A filter counts only if its field is shown.
 *
 * @param query the query
 * @param member the member of the user who asks
 */
record SegmentFilter(Parameters query, MemberId member) {
    private static final ObjectNode ANY = Json.of(NewSegment.named("any").createdAs(SegmentId.of(1), MemberId.of(1)));
    private static final List<String> FIELD_FILTERS = List.of("min_", "max_", "like_", "not_");
    private static final Set<String> NUMBERS =
            Set.of("id", "member_id", "advertiser_id", "expire_minutes", "max_usersync_pixels", "parent_segment_id");

    /** The filters by name: id, code (in whatever case), state, advertiser, search, own segments only. */
    Predicate<Segment> byName() {
        Set<Integer> ids = Set.copyOf(query.numbers("id"));
        Optional<String> code = query.filter("code");
        Optional<Integer> advertiser = query.filter("advertiser_id").map(id -> Parameters.number("advertiser_id", id));
        Optional<SegmentState> state = query.filter("state").map(Fields::state);
        Optional<String> search = query.text("search");
        boolean isOwnOnly = query.text("include_shared").filter("0"::equals).isPresent();
        return segment -> (ids.isEmpty() || ids.contains(segment.id().value()))
                && code.filter(wanted -> !hasCode(segment, wanted)).isEmpty()
                && state.filter(wanted -> segment.state() != wanted).isEmpty()
                && advertiser.filter(id -> !isAtLevelOf(segment, id)).isEmpty()
                && search.filter(text -> !InMemorySegments.contains(segment, text))
                        .isEmpty()
                && (!isOwnOnly || segment.memberId().equals(member));
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
                refuseNonsense(name, field, value);
                all = all.and(json -> has(json, field) && compare(json.get(field), value) >= 0);
            } else if (name.startsWith("max_") && !name.equals("max_usersync_pixels")) {
                refuseNonsense(name, field, value);
                all = all.and(json -> has(json, field) && compare(json.get(field), value) <= 0);
            } else if (name.startsWith("like_")) {
                all = all.and(json ->
                        has(json, field) && lower(json.get(field).asText()).contains(lower(value)));
            } else if (name.startsWith("not_")) {
                refuseNonsense(name, field, value);
                all = all.and(json -> !json.path(field).asText().equals(value));
            }
        }
        return all;
    }

    /**
     * The least id that is asked for, where names, that id and the usual order are all that a listing is asked for, which is what
     * most are and can be had without a look at the objects; empty for others.
     */
    Optional<Integer> leastIdIfAllByName() {
        boolean isUsual = query.text("sort").orElse("id.asc").equals("id.asc")
                && query.fields().isEmpty()
                && query.url().queryParameterNames().stream()
                        .allMatch(name ->
                                name.equals("min_id") || FIELD_FILTERS.stream().noneMatch(name::startsWith));
        return isUsual ? Optional.of(Math.max(1, query.number("min_id").orElse(1))) : Optional.empty();
    }

    private static void refuseNonsense(String name, String field, String value) {
        if (NUMBERS.contains(field)) {
            Parameters.number(name, value);
        } else if (field.equals("last_modified")) {
            Json.time(name, value);
        }
    }

    private static boolean has(ObjectNode json, String field) {
        return json.hasNonNull(field);
    }

    /** The order that {@code sort=field.desc} names; by id where it names none. */
    Comparator<ObjectNode> order() {
        String[] sort = query.text("sort").orElse("id.asc").split("\\.", -1);
        boolean descending = sort.length == 2 && sort[1].equalsIgnoreCase("desc");
        boolean ascending = sort.length == 1 || (sort.length == 2 && sort[1].equalsIgnoreCase("asc"));
        if (!ANY.has(sort[0]) || !(ascending || descending)) {
            throw ApiException.syntax(
                    "sort \"" + String.join(".", sort) + "\": must be a field, and .asc or .desc behind it");
        }
        Comparator<ObjectNode> order =
                (one, other) -> compare(one.path(sort[0]), other.path(sort[0]).asText());
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
