package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One timer, which can be called off even before it is set. */
final class Alarm {
    private final Instant due;
    private final Duration wait;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Alarm(Instant due, Duration wait) {
        this.due = due;
        this.wait = wait;
    }

    /** Whether it will ring at that time. */
    boolean isFor(@Nullable Instant wanted) {
        return due.equals(wanted) && !over.isDone();
    }

    void set(Time time, Runnable ring) {
        CompletableFuture<Void> timer = time.after(wait);
        CompletableFuture<Void> unusedEnd = over.thenRun(() -> timer.cancel(false));
        CompletableFuture<Void> unusedRing = timer.thenRun(() -> {
            if (over.complete(null)) {
                ring.run();
            }
        });
    }

    void callOff() {
        over.complete(null);
    }
}
