package io.segmentpixel.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What a {@link ClientListener} is told of a request: which it is, how long it took, and by what names the backend knows it.
 *
 * <pre>{@code
 * log.info("{} attempt {}: HTTP {} in {} ms", event.operation(), event.attempt(), event.httpStatus(), event.duration().toMillis());
 * }</pre>
 *
 * <p>It holds no body, no password and no token. Immutable.
 */
public final class ClientEvent {
    private final ClientOperation operation;
    private final int attempt;
    private final Duration duration;
    private final int httpStatus;
    private final String requestId;
    private final String errorId;

    ClientEvent(
            ClientOperation operation,
            int attempt,
            Duration duration,
            int httpStatus,
            String requestId,
            String errorId) {
        this.operation = Objects.requireNonNull(operation, "operation");
        this.attempt = attempt;
        this.duration = Objects.requireNonNull(duration, "duration");
        this.httpStatus = httpStatus;
        this.requestId = Objects.requireNonNull(requestId, "request id");
        this.errorId = Objects.requireNonNull(errorId, "error id");
    }

    /**
     * What the request is for.
     *
     * @return the operation
     */
    public ClientOperation operation() {
        return operation;
    }

    /**
     * The number of the attempt within its operation.
     *
     * @return 1 for the first
     */
    public int attempt() {
        return attempt;
    }

    /**
     * How long it took or takes; {@link ClientListener} says of each event what is meant.
     *
     * @return zero or longer
     */
    public Duration duration() {
        return duration;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return 0 where there is no answer (yet)
     */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * The id by which the platform knows the request.
     *
     * @return empty where there is no answer (yet), or it names none
     */
    public String requestId() {
        return requestId;
    }

    /**
     * The {@code error_id} of the answer.
     *
     * @return empty where there is no answer (yet), or it is no failure
     */
    public String errorId() {
        return errorId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientEvent event
                && event.operation == operation
                && event.attempt == attempt
                && event.duration.equals(duration)
                && event.httpStatus == httpStatus
                && event.requestId.equals(requestId)
                && event.errorId.equals(errorId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operation, attempt, duration, httpStatus, requestId, errorId);
    }

    @Override
    public String toString() {
        return "ClientEvent[" + operation + ", attempt " + attempt + ", " + duration + ", HTTP " + httpStatus
                + ", request id \"" + requestId + "\", error id \"" + errorId + "\"]";
    }
}
