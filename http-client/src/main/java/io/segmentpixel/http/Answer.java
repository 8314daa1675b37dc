package io.segmentpixel.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.segmentpixel.segment.BackendAnswer;
import java.io.IOException;
import java.time.Duration;

/**
 * What the backend answered, read: the HTTP part, and the object under {@code response} where the body has one.
 *
 * @param httpStatus the HTTP status
 * @param response the object under {@code response}, missing if the body is no such JSON
 * @param rateLimitCode whether the header {@code x-ratelimit-code} is there
 * @param retryAfter how long to wait, zero if the backend does not say
 * @param requestId the id by which the platform knows the request, empty if it names none
 * @param secrets what of it must not be told on
 */
record Answer(
        int httpStatus,
        JsonNode response,
        boolean rateLimitCode,
        Duration retryAfter,
        String requestId,
        Secrets secrets) {
    /** Without the source in its messages: it may hold a token. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build());

    /** An answer that holds no segment. */
    static final Answer NOTHING = new Answer(200, MissingNode.getInstance(), false, Duration.ZERO, "", new Secrets());

    /** The object under {@code response} of a body, missing if there is none. */
    static JsonNode responseIn(byte[] body) throws IOException {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode response = root == null ? MissingNode.getInstance() : root.path("response");
            return response.isObject() ? response : MissingNode.getInstance();
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    boolean isEnvelope() {
        return response.isObject();
    }

    boolean isSuccess() {
        return httpStatus / 100 == 2
                && "OK".equals(text("status"))
                && text("error_id").isEmpty();
    }

    String errorId() {
        return text("error_id");
    }

    String errorCode() {
        return text("error_code");
    }

    /** The text of a field, empty where it is missing, null or no scalar. */
    String text(String field) {
        JsonNode value = response.path(field);
        return value.isNull() ? "" : value.asText("");
    }

    /** What may be told of it, also of a success: a backend, or what stands before it, may repeat what it was sent. */
    BackendAnswer summary() {
        return secrets.masked(new BackendAnswer(httpStatus, errorId(), errorCode(), errorText(), requestId));
    }

    private String errorText() {
        String description = text("error_description");
        return text("error") + (description.isEmpty() ? "" : " (" + description + ")");
    }

    /** The HTTP status alone: the response to a login holds a token. */
    @Override
    public String toString() {
        return "HTTP " + httpStatus;
    }
}
