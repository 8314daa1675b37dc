package io.segmentpixel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.WebUrl;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads segments leniently: under either key, as an object, an array or an object keyed by id, with numbers as text, and
 * with values that no rule allows.
 */
final class SegmentReader {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentReader.class);

    /**
     * The segments in an answer.
     *
     * @param segments those that can be read, in the backend's order
     * @param objects how many objects there are, readable or not
     */
    record Shown(List<Segment> segments, int objects) {
        Optional<Segment> first(Predicate<Segment> wanted) {
            return segments.stream().filter(wanted).findFirst();
        }

        boolean isReadable() {
            return segments.size() == objects;
        }
    }

    private SegmentReader() {}

    static Shown shown(Answer answer) {
        Collection<JsonNode> objects = objects(answer);
        List<Segment> segments = new ArrayList<>(objects.size());
        for (JsonNode object : objects) {
            segment(object).ifPresent(segments::add);
        }
        return new Shown(Collections.unmodifiableList(segments), objects.size());
    }

    /** What stands under both keys counts once. */
    private static Collection<JsonNode> objects(Answer answer) {
        List<JsonNode> objects = objects(answer.response().path("segment"));
        List<JsonNode> more = objects(answer.response().path("segments"));
        if (objects.isEmpty() || more.isEmpty()) {
            return objects.isEmpty() ? more : objects;
        }
        Set<JsonNode> all = new LinkedHashSet<>(objects);
        all.addAll(more);
        return all;
    }

    /** An object with an id is one segment; where several are keyed by id, there may be an array {@code id} among them. */
    private static List<JsonNode> objects(JsonNode node) {
        if (node.path("id").isValueNode()) {
            return List.of(node);
        }
        List<JsonNode> objects = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            if (element.isObject()) {
                objects.add(element);
            }
        }
        return objects;
    }

    /** The segment in an object, empty if it has no id or no member: nothing could be done with it. */
    private static Optional<Segment> segment(JsonNode node) {
        OptionalInt id = number(node, "id");
        OptionalInt member = number(node, "member_id");
        if (id.orElse(0) <= 0 || member.orElse(0) <= 0) {
            LOG.warn("a segment without an id or a member is passed over: id {}, member {}", id, member);
            return Optional.empty();
        }
        List<String> unreadable = new ArrayList<>();
        Segment segment = Segment.of(
                        SegmentId.of(id.getAsInt()),
                        MemberId.of(member.getAsInt()),
                        text(node, "short_name").orElse(""))
                .withState(state(node))
                .withTrigger(trigger(node))
                .withPiggyback(piggyback(node, unreadable))
                .withUnreadablePiggybacks(unreadable);
        segment = text(node, "code")
                .filter(code -> !code.isEmpty())
                .map(SegmentCode::existing)
                .map(segment::withCode)
                .orElse(segment);
        segment = text(node, "description").map(segment::withDescription).orElse(segment);
        segment = positive(node, "advertiser_id")
                .map(AdvertiserId::of)
                .map(segment::atAdvertiserLevel)
                .orElse(segment);
        segment = boxed(number(node, "expire_minutes"))
                .map(Retention::existing)
                .map(segment::withRetention)
                .orElse(segment);
        segment = boxed(number(node, "max_usersync_pixels"))
                .map(segment::withMaxUsersyncPixels)
                .orElse(segment);
        segment = node.hasNonNull("enable_rm_piggyback")
                ? segment.withRmPiggyback(isTrue(node.path("enable_rm_piggyback")))
                : segment;
        segment = withReadOnlyParts(segment, node);
        return Optional.of(lastModified(node).map(segment::withLastModified).orElse(segment));
    }

    /** What the backend alone says of a segment; an empty text says nothing. */
    private static Segment withReadOnlyParts(Segment plain, JsonNode node) {
        Segment segment = positive(node, "parent_segment_id")
                .map(SegmentId::of)
                .map(plain::withParent)
                .orElse(plain);
        segment = said(node, "category").map(segment::withCategory).orElse(segment);
        segment = said(node, "price")
                .flatMap(SegmentReader::decimal)
                .map(segment::withPrice)
                .orElse(segment);
        segment = said(node, "provider").map(segment::withProvider).orElse(segment);
        segment = positive(node, "provider_id").map(segment::withProviderId).orElse(segment);
        return said(node, "object_type").map(segment::withObjectType).orElse(segment);
    }

    private static Optional<String> said(JsonNode node, String field) {
        return text(node, field).filter(text -> !text.isBlank());
    }

    /** A decimal number of a sensible length. */
    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip())).filter(number -> Math.abs((long) number.scale()) < 100);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static SegmentState state(JsonNode node) {
        Optional<String> state = said(node, "state");
        if (state.isEmpty()) {
            return oldState(node);
        }
        return switch (state.get().toLowerCase(Locale.ROOT)) {
            case "active" -> SegmentState.ACTIVE;
            case "inactive" -> SegmentState.INACTIVE;
            default -> SegmentState.UNKNOWN;
        };
    }

    /** Old objects have a flag {@code active} in place of {@code state}. */
    private static SegmentState oldState(JsonNode node) {
        if (said(node, "active").isEmpty()) {
            return SegmentState.UNKNOWN;
        }
        return isTrue(node.path("active")) ? SegmentState.ACTIVE : SegmentState.INACTIVE;
    }

    private static SegmentTrigger trigger(JsonNode node) {
        JsonNode parameter = node.path("querystring_mapping");
        JsonNode keyValue = node.path("querystring_mapping_key_value");
        boolean hasParameter = !isAbsent(parameter);
        boolean hasKeyValue = !isAbsent(keyValue);
        if (!hasParameter && !hasKeyValue) {
            return new SegmentTrigger.Pixel();
        }
        if (hasParameter && !hasKeyValue && parameter.isObject()) {
            return SegmentTrigger.QueryString.existing(
                            text(parameter, "param").orElse(""),
                            text(parameter, "value_type").orElse(""),
                            values(parameter))
                    .existingOn(
                            isTrue(parameter.path("allow_empty_text")),
                            places(parameter.path("publishers")),
                            places(parameter.path("sites")),
                            places(parameter.path("placements")),
                            isTrue(parameter.path("include_shared")));
        }
        if (hasKeyValue && !hasParameter && keyValue.isObject()) {
            return new SegmentTrigger.QueryStringKeyValue(
                    text(keyValue, "qs_key").orElse(""),
                    text(keyValue, "qs_value").filter(value -> !value.isEmpty()));
        }
        return new SegmentTrigger.Unrecognized(parameter + " " + keyValue);
    }

    /** The values of a query string, each a text or an object with a {@code value}. */
    private static List<String> values(JsonNode parameter) {
        return StreamSupport.stream(parameter.path("values").spliterator(), false)
                .map(value -> value.isObject() ? value.path("value") : value)
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .toList();
    }

    /** The ids of publishers, sites or placements, each a number or an object with one. */
    private static List<Integer> places(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(place -> place.isObject()
                        ? place
                        : JsonNodeFactory.instance.objectNode().set("id", place))
                .flatMap(place -> boxed(number(place, "id")).stream())
                .toList();
    }

    /** A flag, written as a truth value, a number or a text. */
    private static boolean isTrue(JsonNode flag) {
        return flag.asBoolean()
                || flag.asText().equalsIgnoreCase("true")
                || flag.asText().equals("1");
    }

    private static List<PiggybackPixel> piggyback(JsonNode node, List<String> unreadable) {
        List<PiggybackPixel> pixels = new ArrayList<>();
        for (JsonNode pixel : node.path("piggyback_pixels")) {
            try {
                pixels.add(
                        new PiggybackPixel(new WebUrl(encoded(text(pixel, "url").orElse(""))), pixelType(pixel)));
            } catch (IllegalArgumentException odd) {
                LOG.warn(
                        "a piggyback pixel of segment {} breaks a rule: {}",
                        text(node, "id").orElse(""),
                        odd.getMessage());
                unreadable.add(pixel.toString());
            }
        }
        return pixels;
    }

    /** What no address may hold is encoded as browsers do it; the address stays the same. */
    private static String encoded(String url) {
        return url.strip()
                .replace(" ", "%20")
                .replace("\"", "%22")
                .replace("'", "%27")
                .replace("<", "%3C")
                .replace(">", "%3E");
    }

    private static PixelType pixelType(JsonNode pixel) {
        String type = text(pixel, "pixel_type").orElse("");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "img" -> PixelType.IMAGE;
            case "js" -> PixelType.JAVASCRIPT;
            default -> throw new IllegalArgumentException("pixel type \"" + type + "\": must be img or js");
        };
    }

    private static Optional<Instant> lastModified(JsonNode node) {
        return text(node, "last_modified").flatMap(SegmentReader::time).or(() -> text(node, "last_activity")
                .flatMap(SegmentReader::time));
    }

    /** As in {@code 2026-11-28 10:02:36}; by place, because a formatter takes as long as the rest of the segment. */
    private static Optional<Instant> time(String text) {
        if (text.length() != 19) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    digits(text, 0, 4),
                    digits(text, 5, 7),
                    digits(text, 8, 10),
                    digits(text, 11, 13),
                    digits(text, 14, 16),
                    digits(text, 17, 19));
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException noTime) {
            return Optional.empty();
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static Optional<Integer> positive(JsonNode node, String field) {
        return boxed(number(node, field)).filter(value -> value > 0);
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    /** A whole number, written as a number, as text or as 5.0; empty where there is none that an int can hold. */
    static OptionalInt number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isInt()) {
            return OptionalInt.of(value.intValue());
        }
        Optional<String> text = text(node, field);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(new BigDecimal(text.get().strip()).intValueExact());
        } catch (NumberFormatException | ArithmeticException noNumber) {
            return OptionalInt.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
    }
}
