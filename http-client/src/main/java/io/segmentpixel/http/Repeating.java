package io.segmentpixel.http;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.SegmentServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Repeats of failed calls: how long to wait before them, and how many there may be.
 *
 * @param backoff how long to wait
 * @param share how many
 * @param time waits
 * @param events is told
 */
record Repeating(Backoff backoff, RetryShare share, Time time, Events events) {
    Duration pause(int attempt, Duration retryAfter) {
        return backoff.afterAttempt(attempt, retryAfter);
    }

    boolean isWithinShare() {
        return share.spend();
    }

    void isRepeated(Call call, int attempt, Duration wait) {
        events.retried(call, attempt, wait);
    }

    CompletableFuture<Void> after(Duration wait) {
        return time.after(wait);
    }

    SegmentServiceException tooManyRepeats(SegmentServiceException why) {
        return new BackendUnavailableException(
                why.getMessage() + "; not repeated, because repeats have used up their share of all requests",
                why.answer(),
                why);
    }
}
