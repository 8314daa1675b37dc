package io.segmentpixel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.Change;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Writes what is to be created or changed as the JSON of the segment service: only the parts that were set. */
final class SegmentWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SegmentWriter() {}

    static String create(NewSegment segment) {
        ObjectNode body = JSON.objectNode();
        ObjectNode fields = body.putObject("segment");
        fields.put("short_name", segment.name());
        segment.code().ifPresent(code -> fields.put("code", code.value()));
        segment.description().ifPresent(description -> fields.put("description", description));
        segment.state().ifPresent(state -> fields.put("state", wire(state)));
        segment.retention().ifPresent(retention -> fields.set("expire_minutes", wire(retention)));
        segment.maxUsersyncPixels().ifPresent(pixels -> fields.put("max_usersync_pixels", pixels));
        if (!segment.piggybackPixels().isEmpty()) {
            put(fields, segment.piggybackPixels());
        }
        segment.rmPiggyback().ifPresent(enabled -> fields.put("enable_rm_piggyback", enabled));
        segment.trigger().ifPresent(trigger -> put(fields, trigger));
        return body.toString();
    }

    static String update(SegmentUpdate update) {
        ObjectNode body = JSON.objectNode();
        put(body.putObject("segment"), update);
        return body.toString();
    }

    static String updates(List<SegmentUpdate> updates) {
        ObjectNode body = JSON.objectNode();
        ArrayNode segments = body.putArray("segments");
        updates.forEach(update -> put(segments.addObject().put("id", update.id().value()), update));
        return body.toString();
    }

    private static void put(ObjectNode fields, SegmentUpdate update) {
        update.shortName().ifPresent(name -> fields.put("short_name", name));
        update.code().ifPresent(change -> fields.set("code", wire(change, code -> JSON.textNode(code.value()))));
        update.description().ifPresent(change -> fields.set("description", wire(change, JSON::textNode)));
        update.state().ifPresent(state -> fields.put("state", wire(state)));
        update.retention().ifPresent(retention -> fields.set("expire_minutes", wire(retention)));
        update.maxUsersyncPixels()
                .ifPresent(change -> fields.set("max_usersync_pixels", wire(change, JSON::numberNode)));
        update.piggyback().ifPresent(change -> put(fields, change.pixels()));
        update.rmPiggyback().ifPresent(enabled -> fields.put("enable_rm_piggyback", enabled));
        update.trigger().ifPresent(trigger -> put(fields, trigger));
        update.toMemberLevel().ifPresent(member -> fields.putNull("advertiser_id"));
    }

    private static void put(ObjectNode fields, List<PiggybackPixel> pixels) {
        ArrayNode array = fields.putArray("piggyback_pixels");
        pixels.forEach(pixel -> array.addObject()
                .put("url", pixel.url().value())
                .put("pixel_type", pixel.type() == PixelType.IMAGE ? "img" : "js"));
    }

    /** A segment has one trigger: what it had before goes. */
    private static void put(ObjectNode fields, SegmentTrigger trigger) {
        fields.putNull("querystring_mapping");
        fields.putNull("querystring_mapping_key_value");
        if (trigger instanceof SegmentTrigger.QueryString queryString) {
            put(fields.putObject("querystring_mapping"), queryString);
        } else if (trigger instanceof SegmentTrigger.QueryStringKeyValue keyValue) {
            fields.putObject("querystring_mapping_key_value")
                    .put("qs_key", keyValue.key())
                    .put("qs_value", keyValue.value().orElse(null));
        }
    }

    private static void put(ObjectNode mapping, SegmentTrigger.QueryString queryString) {
        mapping.put("param", queryString.parameter()).put("value_type", queryString.valueType());
        if (queryString.valueType().equals("text")) {
            ArrayNode values = mapping.putArray("values");
            queryString.values().forEach(values::add);
            mapping.put("allow_empty_text", queryString.allowsEmptyText());
        }
        places(mapping.putArray("publishers"), queryString.publishers());
        places(mapping.putArray("sites"), queryString.sites());
        places(mapping.putArray("placements"), queryString.placements());
        mapping.put("include_shared", queryString.includesShared());
    }

    private static void places(ArrayNode array, List<Integer> ids) {
        ids.forEach(id -> array.addObject().put("id", id));
    }

    static String wire(SegmentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String wire(Instant time) {
        return TIME.format(time);
    }

    /** The maximum is what a segment has that names no retention. */
    private static JsonNode wire(Retention retention) {
        return retention.isMaximum() ? JSON.nullNode() : JSON.numberNode(retention.minutes());
    }

    private static <T> JsonNode wire(Change<T> change, Function<T, JsonNode> written) {
        return change.value().map(written).orElse(JSON.nullNode());
    }
}
