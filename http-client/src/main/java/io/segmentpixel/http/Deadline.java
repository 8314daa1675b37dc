package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;

/** The time by which an operation must be done, all its attempts and waits included. */
record Deadline(Instant end, Duration allowed, Time time) {
    static Deadline in(Duration allowed, Time time) {
        return new Deadline(time.now().plus(allowed), allowed, time);
    }

    /** What is left, zero if it is over. */
    Duration remaining() {
        Duration left = Duration.between(time.now(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return remaining().isZero();
    }

    boolean leavesTimeAfter(Duration wait) {
        return wait.compareTo(remaining()) < 0;
    }
}
