package io.segmentpixel.segment;

import java.time.Duration;
import java.util.Objects;

/**
 * The backend turned the request away because there were too many, and the time allowed was over before it took it.
 *
 * <pre>{@code
 * catch (RateLimitedException busy) {
 *     queue.againAfter(job, busy.retryAfter());
 * }
 * }</pre>
 *
 * <p>What to do: try again after {@link #retryAfter()}, with fewer requests at a time. Nothing was changed. Platform
 * documentation: <em>API Usage Constraints</em>.
 */
public final class RateLimitedException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /** How long to wait. */
    private final Duration retryAfter;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param retryAfter how long to wait, zero if the backend did not say
     * @param answer what the backend said
     */
    public RateLimitedException(String message, Duration retryAfter, BackendAnswer answer) {
        super(message, answer, null);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retry after");
    }

    /**
     * How long to wait before the next try.
     *
     * @return zero if the backend did not say
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
