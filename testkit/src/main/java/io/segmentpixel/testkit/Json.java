package io.segmentpixel.testkit;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** The platform's JSON: reads bodies, writes segments and envelopes. */
final class Json {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private Json() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The object under a key of a body. */
    static JsonNode in(String body, String key) {
        return read(body).path(key);
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            JsonLocation place = malformed.getLocation();
            throw ApiException.syntax(
                    "it is no JSON: see line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
    }

    /** A time as the platform writes it. */
    static Instant time(String field, String text) {
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeException noTime) {
            throw new ApiException("SYNTAX", "CAST_ERROR", field + " \"" + text + "\": must be YYYY-MM-DD HH:MM:SS");
        }
    }

    static ObjectNode of(Segment segment) {
        ObjectNode json = object();
        json.put("id", segment.id().value());
        json.put("code", segment.code().map(SegmentCode::value).orElse(null));
        json.put("state", segment.state().name().toLowerCase(Locale.ROOT));
        json.put("short_name", segment.shortName());
        json.put("description", segment.description().orElse(null));
        json.put("member_id", segment.memberId().value());
        json.put("category", (String) null);
        json.put("price", "0");
        json.put(
                "expire_minutes",
                segment.retention().isMaximum()
                        ? null
                        : Integer.valueOf(segment.retention().minutes()));
        json.put("enable_rm_piggyback", segment.rmPiggyback());
        json.put(
                "max_usersync_pixels",
                segment.maxUsersyncPixels().stream().boxed().findFirst().orElse(null));
        json.put("last_modified", segment.lastModified().map(TIME::format).orElse(null));
        json.put("provider", (String) null);
        json.put(
                "advertiser_id",
                segment.advertiserId().map(id -> Integer.valueOf(id.value())).orElse(null));
        json.put("parent_segment_id", (Integer) null);
        putPiggybacks(json, segment.piggybackPixels());
        TriggerFields.put(json, segment.trigger());
        json.put("object_type", segment.objectType());
        return json;
    }

    private static void putPiggybacks(ObjectNode json, List<PiggybackPixel> pixels) {
        if (pixels.isEmpty()) {
            json.putNull("piggyback_pixels");
            return;
        }
        for (PiggybackPixel pixel : pixels) {
            json.withArray("piggyback_pixels")
                    .addObject()
                    .put("url", pixel.url().value())
                    .put("pixel_type", pixel.type() == PixelType.IMAGE ? "img" : "js");
        }
    }

    /** A successful answer: the payload, and what stands beside every payload. */
    static ObjectNode ok(ObjectNode payload, String outputTerm, Instant now) {
        payload.put("status", "OK");
        payload.set("dbg_info", debugInfo(outputTerm, now));
        return wrapped(payload);
    }

    static ObjectNode failure(ApiException failure, String service, String method, Instant now) {
        ObjectNode response = object();
        response.put("error_id", failure.errorId());
        response.put("error", failure.error());
        response.putNull("error_description");
        response.put("service", service);
        response.put("method", method);
        response.put("error_code", failure.errorCode().isEmpty() ? null : failure.errorCode());
        response.set("dbg_info", debugInfo("not_found", now));
        return wrapped(response);
    }

    private static ObjectNode debugInfo(String outputTerm, Instant now) {
        ObjectNode info = object();
        info.putArray("warnings");
        info.put("version", "1.18");
        info.put("time", TIME.format(now));
        info.put("output_term", outputTerm);
        return info;
    }

    private static ObjectNode wrapped(ObjectNode response) {
        ObjectNode root = object();
        root.set("response", response);
        return root;
    }
}
