package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a store keeps of one user: the session, and who may log in. A change that is not allowed is empty. */
record Kept(StoredSession session, Hold hold) {
    private static final Kept NOTHING = new Kept(StoredSession.none(), Hold.nobodys());

    static Kept nothing() {
        return NOTHING;
    }

    Optional<Kept> leasedTo(String holder, Duration atMost, Instant now) {
        return hold.isRunning(now) ? Optional.empty() : Optional.of(new Kept(session, Hold.of(holder, now, atMost)));
    }

    Optional<Kept> keeping(StoredSession fresh, String holder, Instant now) {
        return hold.isOf(holder) && hold.isRunning(now) ? Optional.of(new Kept(fresh, hold)) : Optional.empty();
    }

    Optional<Kept> givenBackBy(String holder) {
        return hold.isOf(holder) ? Optional.of(new Kept(session, Hold.nobodys())) : Optional.empty();
    }

    /** Whether nothing is lost if it is dropped. */
    boolean isWorthless(Instant now) {
        return session.equals(StoredSession.none()) && !hold.isRunning(now);
    }
}
