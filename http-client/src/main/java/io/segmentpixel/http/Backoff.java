package io.segmentpixel.http;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: exponential with full jitter, or what the backend asks for. */
record Backoff(DoubleSupplier jitter) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_DOUBLINGS = 10;

    /**
     * The wait after a failed attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     * @param retryAfter what the backend asks for, zero if nothing
     */
    Duration afterAttempt(int attempt, Duration retryAfter) {
        return retryAfter.isZero() ? jittered(attempt) : retryAfter;
    }

    private Duration jittered(int attempt) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        Duration cap = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return Duration.ofNanos((long) (cap.toNanos() * jitter.getAsDouble()));
    }
}
