package io.segmentpixel.segment;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the backend said when it did not do what was asked, for logs and for the platform's support.
 *
 * <pre>{@code
 * new BackendAnswer(200, "SYNTAX", "NOTFOUND_SEGMENT", "segment id not found: 17", "").toString();
 * // HTTP 200, SYNTAX, NOTFOUND_SEGMENT, "segment id not found: 17"
 * }</pre>
 *
 * @param httpStatus the HTTP status, 0 if there was no answer
 * @param errorId the {@code error_id}, empty text if there was none
 * @param errorCode the {@code error_code}, empty text if there was none
 * @param error the error text, empty if there was none
 * @param requestId the id by which the platform knows the request, empty text if there was none
 */
public record BackendAnswer(int httpStatus, String errorId, String errorCode, String error, String requestId) {
    /** No answer at all. */
    public static final BackendAnswer NONE = new BackendAnswer(0, "", "", "", "");

    /**
     * Takes the parts.
     *
     * @param httpStatus the HTTP status, 0 if there was no answer
     * @param errorId the {@code error_id}, empty text if there was none
     * @param errorCode the {@code error_code}, empty text if there was none
     * @param error the error text, empty if there was none
     * @param requestId the id by which the platform knows the request, empty text if there was none
     */
    public BackendAnswer {
        Objects.requireNonNull(errorId, "error id");
        Objects.requireNonNull(errorCode, "error code");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(requestId, "request id");
    }

    /** The parts that there are, separated by commas. */
    @Override
    public String toString() {
        String status = httpStatus == 0 ? "" : "HTTP " + httpStatus;
        String text = error.isEmpty() ? "" : Check.quoted(error);
        String request = requestId.isEmpty() ? "" : "request " + requestId;
        return Stream.of(status, errorId, errorCode, text, request)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
