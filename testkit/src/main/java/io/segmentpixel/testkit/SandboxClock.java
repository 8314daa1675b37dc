package io.segmentpixel.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The clock of a sandbox, which a test moves on.
 *
 * <pre>{@code
 * sandbox.clock().advance(Duration.ofDays(31)); // who was kept for 30 days is out
 * }</pre>
 *
 * <p>It goes on by itself as the clock does that the sandbox was built with, in UTC. It serves any number of threads.
 */
public final class SandboxClock extends Clock {
    private final Clock base;
    private final List<Runnable> whenMoved = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;

    SandboxClock(Clock base) {
        this.base = base;
    }

    /**
     * Moves the time on; what is due by then has happened when it returns.
     *
     * @param time zero or longer, at most 3650 days
     * @throws IllegalArgumentException if it is negative, as this time does not run backwards, or longer than that
     */
    public void advance(Duration time) {
        Limits.zeroOrLonger("time", time);
        synchronized (this) {
            ahead = ahead.plus(time);
        }
        whenMoved.forEach(Runnable::run);
    }

    void whenMoved(Runnable action) {
        whenMoved.add(action);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same time in another zone; it moves along. */
    @Override
    public Clock withZone(ZoneId zone) {
        Clock self = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return self.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return self.withZone(other);
            }
        };
    }

    @Override
    public String toString() {
        return "SandboxClock[" + instant() + "]";
    }
}
