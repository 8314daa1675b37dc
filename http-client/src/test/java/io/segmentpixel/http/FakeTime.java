package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A time that stands still but for the waits, which it remembers. */
final class FakeTime implements Time {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Duration> waits = new ArrayList<>();
    private Instant now = START;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized CompletableFuture<Void> after(Duration wait) {
        waits.add(wait);
        advance(wait);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void limit(CompletableFuture<?> future, Duration most) {
        future.orTimeout(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
