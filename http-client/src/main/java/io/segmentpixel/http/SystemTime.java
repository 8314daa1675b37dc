package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The machine's time, which never runs backwards even if its clock is set. Its timers are the JVM's, which have one thread: what
 * hangs on them must not block.
 */
final class SystemTime implements Time {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public Instant wallClock() {
        return Instant.now();
    }

    @Override
    public CompletableFuture<Void> after(Duration wait) {
        return new CompletableFuture<Void>().completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void limit(CompletableFuture<?> future, Duration most) {
        future.orTimeout(most.toNanos(), TimeUnit.NANOSECONDS);
    }
}
