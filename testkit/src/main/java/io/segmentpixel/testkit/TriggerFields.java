package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentTrigger.QueryString;
import io.segmentpixel.segment.SegmentTrigger.QueryStringKeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two fields of a segment that say what its trigger is, read and written.
 *
 * @param json the segment's object
 */
record TriggerFields(JsonNode json) {
    private static final String MAPPING = "querystring_mapping";
    private static final String KEY_VALUE = "querystring_mapping_key_value";

    /** The trigger that is set, empty where none is. */
    Optional<SegmentTrigger> trigger() {
        if (json.hasNonNull(MAPPING) && json.hasNonNull(KEY_VALUE)) {
            throw ApiException.syntax(KEY_VALUE + ": not together with " + MAPPING);
        }
        if (json.hasNonNull(MAPPING)) {
            return Optional.of(queryString(object(MAPPING)));
        }
        return json.hasNonNull(KEY_VALUE) ? Optional.of(keyValue(object(KEY_VALUE))) : Optional.empty();
    }

    /** The trigger that an update puts in place of the present one; a field that is not sent stays, one that is null is cleared. */
    Optional<SegmentTrigger> change(SegmentTrigger present, boolean append) {
        if (!json.has(MAPPING) && !json.has(KEY_VALUE)) {
            return Optional.empty();
        }
        ObjectNode after = Json.object();
        put(after, present);
        if (json.has(MAPPING)) {
            after.set(MAPPING, append ? appended(after.path(MAPPING), json.path(MAPPING)) : json.path(MAPPING));
        }
        if (json.has(KEY_VALUE)) {
            after.set(KEY_VALUE, json.path(KEY_VALUE));
        }
        return Optional.of(new TriggerFields(after).trigger().orElse(SegmentTrigger.pixel()));
    }

    /** What is sent, its arrays behind those that are there. */
    private static JsonNode appended(JsonNode present, JsonNode sent) {
        if (!(present.deepCopy() instanceof ObjectNode all) || !sent.isObject()) {
            return sent;
        }
        sent.fieldNames().forEachRemaining(field -> {
            if (all.path(field) instanceof ArrayNode array && sent.hasNonNull(field)) {
                array(sent, field).forEach(array::add);
            } else {
                all.set(field, sent.path(field));
            }
        });
        return all;
    }

    private JsonNode object(String field) {
        JsonNode object = json.path(field);
        if (!object.isObject()) {
            throw ApiException.syntax(field + ": must be an object");
        }
        return object;
    }

    private static SegmentTrigger keyValue(JsonNode object) {
        String key = object.path("qs_key").asText("");
        refuseContainers(object, "qs_key", "qs_value");
        String value = object.hasNonNull("qs_value") ? object.path("qs_value").asText() : "";
        return value.isEmpty() ? SegmentTrigger.key(key) : SegmentTrigger.keyValue(key, value);
    }

    private static void refuseContainers(JsonNode object, String... fields) {
        for (String field : fields) {
            if (object.path(field).isContainerNode()) {
                throw ApiException.syntax(field + ": must be a text");
            }
        }
    }

    /** The elements of an array, none if it is null or not there. */
    private static Iterable<JsonNode> array(JsonNode object, String field) {
        if (object.hasNonNull(field) && !object.path(field).isArray()) {
            throw ApiException.syntax(field + ": must be an array");
        }
        return object.path(field);
    }

    private static SegmentTrigger queryString(JsonNode object) {
        refuseContainers(object, "param", "value_type");
        return QueryString.existing(
                        object.path("param").asText(""),
                        object.path("value_type").asText("text"),
                        texts(object))
                .existingOn(
                        Fields.flag(object, "allow_empty_text").orElse(false),
                        ids(object, "publishers"),
                        ids(object, "sites"),
                        ids(object, "placements"),
                        Fields.flag(object, "include_shared").orElse(false))
                .checked();
    }

    /** Values, each a text or, as they are shown on request, an object with an id. */
    private static List<String> texts(JsonNode object) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(object, "values")) {
            JsonNode text = value.isObject() ? value.path("value") : value;
            if (!text.isValueNode() || text.isNull()) {
                throw ApiException.syntax("values: must be texts");
            }
            texts.add(text.asText());
        }
        return texts;
    }

    private static List<Integer> ids(JsonNode object, String field) {
        List<Integer> ids = new ArrayList<>();
        array(object, field)
                .forEach(place ->
                        ids.add(Parameters.number(field, place.path("id").asText())));
        return ids;
    }

    /** Shows each value of a query string as an object with an id, which stays the same. */
    static void showIdsOfValues(ObjectNode segment) {
        JsonNode values = segment.path(MAPPING).path("values");
        if (values instanceof ArrayNode array) {
            for (int at = 0; at < array.size(); at++) {
                String value = array.get(at).asText();
                array.set(at, Json.object().put("value", value).put("id", idOf(segment, value)));
            }
        }
    }

    private static int idOf(ObjectNode segment, String value) {
        return (segment.path("id").asInt() + "=" + value).hashCode() & Integer.MAX_VALUE;
    }

    /** Writes a trigger; both fields are always there. */
    static void put(ObjectNode json, SegmentTrigger trigger) {
        json.putNull(MAPPING);
        json.putNull(KEY_VALUE);
        if (trigger instanceof QueryString queryString) {
            put(json.putObject(MAPPING), queryString);
        } else if (trigger instanceof QueryStringKeyValue keyValue) {
            json.putObject(KEY_VALUE)
                    .put("qs_key", keyValue.key())
                    .put("qs_value", keyValue.value().orElse(null));
        }
    }

    private static void put(ObjectNode mapping, QueryString queryString) {
        mapping.put("param", queryString.parameter()).put("value_type", queryString.valueType());
        ArrayNode values = mapping.putArray("values");
        queryString.values().forEach(values::add);
        mapping.put("allow_empty_text", queryString.allowsEmptyText());
        put(mapping.putArray("publishers"), queryString.publishers());
        put(mapping.putArray("sites"), queryString.sites());
        put(mapping.putArray("placements"), queryString.placements());
        mapping.put("include_shared", queryString.includesShared());
    }

    private static void put(ArrayNode places, List<Integer> ids) {
        ids.forEach(id -> places.addObject().put("id", id).put("name", "place " + id));
    }
}
