package io.segmentpixel.http;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that happened to a request, as a {@link ClientListener} is told of it: which request it is, how long it took, and by
 * what names the backend knows it.
 *
 * <pre>{@code
 * log.info("{} attempt {}: HTTP {} in {} ms", event.operation(), event.attempt(), event.httpStatus(), event.duration().toMillis());
 * }</pre>
 *
 * <p>It holds no body, no password and no token. Immutable.
 */
public final class ClientEvent {
    private final ClientOperation operation;
    private final long call;
    private final int attempt;
    private final Duration duration;
    private final int httpStatus;
    private final String requestId;
    private final String errorId;
    private final String reason;

    private ClientEvent(
            ClientOperation operation,
            long call,
            int attempt,
            Duration duration,
            int httpStatus,
            String requestId,
            String errorId,
            String reason) {
        this.operation = operation;
        this.call = call;
        this.attempt = attempt;
        this.duration = duration;
        this.httpStatus = httpStatus;
        this.requestId = requestId;
        this.errorId = errorId;
        this.reason = reason;
    }

    /**
     * An event that took no time, has no answer and no reason; for tests of listeners.
     *
     * <pre>{@code
     * listener.answered(ClientEvent.of(ClientOperation.GET, 1, 1).withDuration(Duration.ofMillis(20)).withAnswer(200, "r-1", ""));
     * }</pre>
     *
     * @param operation what the request is for
     * @param call the number of the call
     * @param attempt the number of the attempt, from 1
     * @return the event
     */
    public static ClientEvent of(ClientOperation operation, long call, int attempt) {
        Objects.requireNonNull(operation, "operation");
        return new ClientEvent(operation, call, attempt, Duration.ZERO, 0, "", "", "");
    }

    /**
     * The event with a duration.
     *
     * @param time zero or longer
     * @return a new event
     */
    public ClientEvent withDuration(Duration time) {
        Objects.requireNonNull(time, "duration");
        return new ClientEvent(operation, call, attempt, time, httpStatus, requestId, errorId, reason);
    }

    /**
     * The event with an answer.
     *
     * @param status the HTTP status
     * @param request the id of the request, empty for none
     * @param error the {@code error_id}, empty for none
     * @return a new event
     */
    public ClientEvent withAnswer(int status, String request, String error) {
        Objects.requireNonNull(request, "request id");
        Objects.requireNonNull(error, "error id");
        return new ClientEvent(operation, call, attempt, duration, status, request, error, reason);
    }

    /**
     * The event with a reason.
     *
     * @param broken why there is no answer, empty for none
     * @return a new event
     */
    public ClientEvent withReason(String broken) {
        Objects.requireNonNull(broken, "reason");
        return new ClientEvent(operation, call, attempt, duration, httpStatus, requestId, errorId, broken);
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
     * The number of the call, by which a trace joins the events of one.
     *
     * @return the same for all attempts of a call, and another for each call of this JVM
     */
    public long call() {
        return call;
    }

    /**
     * The number of the attempt within its call.
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

    /**
     * Why there is no answer.
     *
     * @return what broke; empty but for {@link ClientListener#unanswered}
     */
    public String reason() {
        return reason;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientEvent event
                && event.operation == operation
                && event.call == call
                && event.attempt == attempt
                && event.duration.equals(duration)
                && event.httpStatus == httpStatus
                && event.requestId.equals(requestId)
                && event.errorId.equals(errorId)
                && event.reason.equals(reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operation, call, attempt, duration, httpStatus, requestId, errorId, reason);
    }

    @Override
    public String toString() {
        return "ClientEvent[" + operation + ", call " + call + ", attempt " + attempt + ", " + duration + ", HTTP "
                + httpStatus + ", request id \"" + requestId + "\", error id \"" + errorId + "\", reason \"" + reason
                + "\"]";
    }
}
