package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.segment.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of a segment in a body, read as a new segment or as an update; unknown and read-only ones are ignored.
 *
 * @param json the object
 */
record Fields(JsonNode json) {
    /** Checks that it is an object. */
    Fields {
        if (!json.isObject()) {
            throw ApiException.syntax("segment: must be an object");
        }
    }

    /** The new segment, at the advertiser that the query or the body names; none if neither does. */
    NewSegment created(Optional<AdvertiserId> advertiser) {
        Optional<AdvertiserId> inBody = number("advertiser_id").map(AdvertiserId::of);
        if (advertiser.isPresent() && inBody.isPresent() && !advertiser.equals(inBody)) {
            throw ApiException.syntax("advertiser_id " + inBody.get() + ": the query names advertiser "
                    + advertiser.get() + "; both must name the same");
        }
        NewSegment segment = NewSegment.named(text("short_name").orElse(""));
        segment = number("member_id").map(MemberId::of).map(segment::withMember).orElse(segment);
        segment = advertiser.or(() -> inBody).map(segment::atAdvertiserLevel).orElse(segment);
        segment = text("code").map(segment::withCode).orElse(segment);
        segment = text("description").map(segment::withDescription).orElse(segment);
        segment = text("state").map(Fields::state).map(segment::withState).orElse(segment);
        segment = number("expire_minutes")
                .map(Retention::ofMinutes)
                .map(segment::withRetention)
                .orElse(segment);
        segment = number("max_usersync_pixels")
                .map(segment::withMaxUsersyncPixels)
                .orElse(segment);
        segment =
                flag(json, "enable_rm_piggyback").map(segment::withRmPiggyback).orElse(segment);
        segment = new TriggerFields(json).trigger().map(segment::withTrigger).orElse(segment);
        return piggybacks().length == 0 ? segment : segment.withPiggyback(piggybacks());
    }

    /** The update of a segment as it is now, by the fields that are sent. */
    SegmentUpdate update(Segment present, boolean append) {
        SegmentUpdate update = SegmentUpdate.of(present.id());
        update = json.has("short_name") ? update.rename(text("short_name").orElse("")) : update;
        update = json.has("code") ? text("code").map(update::withCode).orElseGet(update::withoutCode) : update;
        update = json.has("description")
                ? text("description").map(update::withDescription).orElseGet(update::withoutDescription)
                : update;
        update = withState(update);
        update = json.has("expire_minutes")
                ? update.withRetention(
                        number("expire_minutes").map(Retention::ofMinutes).orElse(Retention.maximum()))
                : update;
        update = json.has("max_usersync_pixels")
                ? number("max_usersync_pixels")
                        .map(update::withMaxUsersyncPixels)
                        .orElseGet(update::withoutMaxUsersyncPixels)
                : update;
        update = json.has("enable_rm_piggyback")
                ? update.withRmPiggyback(flag(json, "enable_rm_piggyback").orElse(false))
                : update;
        update = new TriggerFields(json)
                .change(present.trigger(), append)
                .map(update::withTrigger)
                .orElse(update);
        return withLevel(withPiggybacks(update, present, append), present);
    }

    /** Null clears, whether arrays are replaced or appended to. */
    private SegmentUpdate withPiggybacks(SegmentUpdate update, Segment present, boolean append) {
        if (!json.has("piggyback_pixels")) {
            return update;
        }
        Stream<PiggybackPixel> before =
                append && json.hasNonNull("piggyback_pixels") ? present.piggybackPixels().stream() : Stream.empty();
        return update.replacePiggyback(
                Stream.concat(before, Stream.of(piggybacks())).toArray(PiggybackPixel[]::new));
    }

    private SegmentUpdate withState(SegmentUpdate update) {
        if (!json.has("state")) {
            return update;
        }
        boolean isActive = text("state").map(Fields::state).orElse(SegmentState.ACTIVE) == SegmentState.ACTIVE;
        return isActive ? update.activate() : update.deactivate();
    }

    private SegmentUpdate withLevel(SegmentUpdate update, Segment present) {
        Optional<AdvertiserId> sent = number("advertiser_id").map(AdvertiserId::of);
        if (!json.has("advertiser_id") || sent.equals(present.advertiserId())) {
            return update;
        }
        if (sent.isPresent()) {
            throw ApiException.syntax("advertiser_id: a segment moves to member level only, by null");
        }
        return update.toMemberLevel(present.memberId());
    }

    static SegmentState state(String text) {
        return switch (text) {
            case "active" -> SegmentState.ACTIVE;
            case "inactive" -> SegmentState.INACTIVE;
            default -> throw ApiException.syntax("state \"" + text + "\": must be active or inactive");
        };
    }

    private PiggybackPixel[] piggybacks() {
        JsonNode sent = json.path("piggyback_pixels");
        if (json.hasNonNull("piggyback_pixels") && !sent.isArray()) {
            throw ApiException.syntax("piggyback_pixels: must be an array");
        }
        List<PiggybackPixel> pixels = new ArrayList<>();
        for (JsonNode pixel : sent) {
            pixels.add(new PiggybackPixel(
                    new WebUrl(pixel.path("url").asText("")),
                    type(pixel.path("pixel_type").asText(""))));
        }
        return pixels.toArray(PiggybackPixel[]::new);
    }

    private static PixelType type(String text) {
        return switch (text) {
            case "img" -> PixelType.IMAGE;
            case "js" -> PixelType.JAVASCRIPT;
            default -> throw ApiException.syntax("pixel_type \"" + text + "\": must be img or js");
        };
    }

    /** A text, which the platform takes for none where it is empty. */
    private Optional<String> text(String field) {
        JsonNode value = json.path(field);
        if (value.isContainerNode()) {
            throw ApiException.syntax(field + ": must be a text");
        }
        return Optional.of(value.isNull() ? "" : value.asText("")).filter(text -> !text.isEmpty());
    }

    /** A truth value, empty where there is none or null. */
    static Optional<Boolean> flag(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw ApiException.syntax(field + ": must be true or false");
        }
        return value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
    }

    private Optional<Integer> number(String field) {
        return text(field).map(text -> Parameters.number(field, text));
    }
}
