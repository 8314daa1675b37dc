package io.segmentpixel.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An answer of the segment service, as it came.
 *
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param body the JSON
 */
record RawAnswer(int status, HttpHeaders headers, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    RawAnswer(int status, HttpHeaders headers, String body) {
        this(status, headers, parsed(body));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("no JSON: " + json, noJson);
        }
    }

    /** What stands at a JSON pointer within the response, as JSON, so that numbers differ from texts; else no text. */
    String at(String pointer) {
        return body.at("/response" + pointer).toString();
    }

    /** OK, or the error id and the error code, if there is one. */
    String outcome() {
        JsonNode response = body.path("response");
        if (response.path("status").asText().equals("OK") && !response.has("error_id")) {
            return "OK";
        }
        String code = response.path("error_code").asText("");
        return (response.path("error_id").asText() + " " + code).strip();
    }

    String error() {
        return body.at("/response/error").asText();
    }

    String token() {
        return body.at("/response/token").asText();
    }

    /** The short names of a listing, in its order. */
    List<String> names() {
        return StreamSupport.stream(body.at("/response/segments").spliterator(), false)
                .map(segment -> segment.path("short_name").asText())
                .toList();
    }

    /** The ids of a listing, in its order. */
    List<Integer> ids() {
        return StreamSupport.stream(body.at("/response/segments").spliterator(), false)
                .map(segment -> segment.path("id").asInt())
                .toList();
    }

    /** The one segment. */
    ObjectNode segment() {
        return (ObjectNode) body.at("/response/segment");
    }
}
