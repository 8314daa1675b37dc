package io.segmentpixel.http;

import java.time.Clock;

/** The way to the clock of a session store in memory, which its users do not have. */
public final class LeaseTime {
    private LeaseTime() {}

    /**
     * A store in memory that lives by a clock.
     *
     * @param clock the clock
     * @return a new store
     */
    public static SessionStore storeBy(Clock clock) {
        return new InMemorySessionStore(clock);
    }
}
