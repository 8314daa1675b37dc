package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;

/** Who has the right to log in, from when to when; the empty text is nobody. */
record Hold(String holder, Instant since, Instant until) {
    private static final Hold NOBODYS = new Hold("", Instant.EPOCH, Instant.EPOCH);

    static Hold nobodys() {
        return NOBODYS;
    }

    static Hold of(String holder, Instant now, Duration atMost) {
        return new Hold(holder, now, now.plus(atMost));
    }

    boolean isOf(String someone) {
        return holder.equals(someone);
    }

    /**
     * Whether it has not ended. A clock that was set back must not make it last for years, so it is over as well if it
     * starts later than its own length from now.
     */
    boolean isRunning(Instant now) {
        boolean isPlausible = !since.isAfter(now.plus(Duration.between(since, until)));
        return isPlausible && now.isBefore(until) && !holder.isEmpty();
    }
}
