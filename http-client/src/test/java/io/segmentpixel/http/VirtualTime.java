package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * A time that moves on to the next thing that is due, and runs it, on the thread that says so: an hour of waiting is over at
 * once, and each run is like the one before. For one thread.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * CompletableFuture<Void> tea = time.after(Duration.ofMinutes(4));
 * time.runUntil(tea);
 * }</pre>
 */
final class VirtualTime implements Time {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MOST_EVENTS = 20_000_000;

    private record Due(Instant when, long number) {}

    private final TreeMap<Due, Runnable> events =
            new TreeMap<>(Comparator.comparing(Due::when).thenComparing(Due::number));
    private Instant now = START;
    private long number;

    @Override
    public Instant now() {
        return now;
    }

    /** Done when the time has come, never at once, even if there is nothing to wait for. */
    @Override
    public CompletableFuture<Void> after(Duration wait) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        schedule(wait, over, () -> over.complete(null));
        return over;
    }

    @Override
    public void limit(CompletableFuture<?> future, Duration most) {
        schedule(most, future, () -> future.completeExceptionally(new TimeoutException("not done within " + most)));
    }

    /** What is done before its time leaves nothing behind. */
    private void schedule(Duration wait, CompletableFuture<?> future, Runnable event) {
        Due due = new Due(now.plus(wait.isNegative() ? Duration.ZERO : wait), number++);
        events.put(due, event);
        CompletableFuture<?> unused = future.whenComplete((value, failure) -> events.remove(due));
    }

    /** How long it has run. */
    Duration elapsed() {
        return Duration.between(START, now);
    }

    /** How many things are still to come. */
    int pending() {
        return events.size();
    }

    /** Runs until nothing is to come. */
    void run() {
        for (int i = 0; !events.isEmpty(); i++) {
            checkEndless(i);
            step();
        }
    }

    /** Runs until the future is done, however it ends, and no further; fails if it never will be. */
    void runUntil(CompletableFuture<?> done) {
        for (int i = 0; !done.isDone(); i++) {
            checkEndless(i);
            if (events.isEmpty()) {
                throw new AssertionError("nothing is to come after " + elapsed() + ", and it is not done");
            }
            step();
        }
    }

    /** Runs what is due within that time, and ends when it is over. */
    void runFor(Duration time) {
        Instant end = now.plus(time);
        for (int i = 0; !events.isEmpty() && !events.firstKey().when().isAfter(end); i++) {
            checkEndless(i);
            step();
        }
        now = end;
    }

    private void step() {
        var next = events.pollFirstEntry();
        now = next.getKey().when();
        next.getValue().run();
    }

    private void checkEndless(int events) {
        if (events == MOST_EVENTS) {
            throw new AssertionError("no end after " + events + " events, at " + elapsed());
        }
    }
}
