package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The machine's time, which never runs backwards even if its clock is set. */
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

    /** What hangs on it runs in the common pool, as the JVM has one thread for all its timers. */
    @Override
    public CompletableFuture<Void> after(Duration wait) {
        CompletableFuture<Void> timer =
                new CompletableFuture<Void>().completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> over = timer.thenRunAsync(() -> {});
        over.whenComplete((done, cancelled) -> timer.cancel(false));
        return over;
    }

    @Override
    public void limit(CompletableFuture<?> future, Duration most) {
        CompletableFuture<Void> timer = after(most);
        timer.thenRun(() -> future.completeExceptionally(new TimeoutException()));
        future.whenComplete((done, failure) -> timer.cancel(false));
    }
}
