package io.segmentpixel.http;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;

/** Answers as the platform words them. */
final class Answers {
    private Answers() {}

    static ResponseDefinitionBuilder token(String token) {
        return ok("\"token\": \"" + token + "\"");
    }

    /** A success with these fields under {@code response}. */
    static ResponseDefinitionBuilder ok(String fields) {
        return json(200, "{\"response\": {\"status\": \"OK\", " + fields + "}}");
    }

    static ResponseDefinitionBuilder segment(int id, String name) {
        return ok("\"segment\": " + object(id, name));
    }

    static String object(int id, String name) {
        return "{\"id\": %d, \"member_id\": 958, \"short_name\": \"%s\", \"state\": \"active\"}".formatted(id, name);
    }

    static String object(int id, String name, String code) {
        return "{\"id\": %d, \"member_id\": 958, \"short_name\": \"%s\", \"code\": \"%s\", \"state\": \"active\"}"
                .formatted(id, name, code);
    }

    static ResponseDefinitionBuilder failure(int status, String errorId, String errorCode, String error) {
        return json(
                status,
                "{\"response\": {\"error_id\": \"%s\", \"error\": \"%s\", \"error_code\": %s, \"service\": \"segment\"}}"
                        .formatted(errorId, error, errorCode.isEmpty() ? "null" : "\"" + errorCode + "\""));
    }

    static ResponseDefinitionBuilder missing(int id) {
        return failure(200, "SYNTAX", "NOTFOUND_SEGMENT", "segment id not found: " + id);
    }

    static ResponseDefinitionBuilder loggedOut() {
        return failure(200, "NOAUTH", "", "Authentication failed - not logged in");
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return text(status, body).withHeader("Content-Type", "application/json");
    }

    static ResponseDefinitionBuilder text(int status, String body) {
        return WireMock.aResponse().withStatus(status).withBody(body);
    }
}
