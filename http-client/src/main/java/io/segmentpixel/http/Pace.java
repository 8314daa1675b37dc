package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests go: at most 15 at a time (or fewer, where the caller says so), first come, first served, and none of a kind
 * that the backend has turned away before the time that it named.
 */
final class Pace {
    private final Semaphore places;
    private final Time time;
    private final Map<Call.Kind, Instant> heldUntil = new EnumMap<>(Call.Kind.class);

    Pace(int mostInFlight, Time time) {
        this.places = new Semaphore(mostInFlight, true);
        this.time = time;
    }

    /** Waits until a request of this kind may go, unless the deadline is over before; then it takes a place in flight. */
    void enter(Call.Kind kind, Deadline deadline) throws InterruptedException, TooLateException {
        do {
            await(kind, deadline);
            if (!places.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TooLateException(Duration.ZERO);
            }
        } while (isHeldBackAfterAll(kind));
    }

    /** While a request waited for its place, its kind may have been turned away: then it gives the place back. */
    private boolean isHeldBackAfterAll(Call.Kind kind) {
        boolean isHeldBack = !waitFor(kind).isZero();
        if (isHeldBack) {
            leave();
        }
        return isHeldBack;
    }

    /** Waits until the backend takes requests of this kind again, unless the deadline is over before. */
    void await(Call.Kind kind, Deadline deadline) throws InterruptedException, TooLateException {
        for (Duration wait = waitFor(kind); !wait.isZero(); wait = waitFor(kind)) {
            if (!deadline.leavesTimeAfter(wait)) {
                throw new TooLateException(wait);
            }
            time.sleep(wait);
        }
    }

    /** Gives the place in flight back. */
    void leave() {
        places.release();
    }

    /** Holds back every request of this kind for that long. */
    synchronized void holdBack(Call.Kind kind, Duration duration) {
        heldUntil.merge(kind, time.now().plus(duration), (one, other) -> one.isAfter(other) ? one : other);
    }

    private synchronized Duration waitFor(Call.Kind kind) {
        Instant now = time.now();
        Instant until = heldUntil.getOrDefault(kind, now);
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    /** The deadline is over before the request may go. */
    static final class TooLateException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Duration wait;

        TooLateException(Duration wait) {
            super("held back for " + wait);
            this.wait = wait;
        }

        Duration needed() {
            return wait;
        }
    }
}
