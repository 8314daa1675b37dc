package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The clock of a client, and its waiting. */
interface Time {
    /** A time that never runs backwards, to measure by. */
    Instant now();

    /** The time of day, which others go by, too. */
    default Instant wallClock() {
        return now();
    }

    /** Done after that long; a wait that is cancelled leaves nothing behind. */
    CompletableFuture<Void> after(Duration wait);

    /** Fails the future with a {@link java.util.concurrent.TimeoutException} if it is not done within that time. */
    void limit(CompletableFuture<?> future, Duration most);
}
