package io.segmentpixel.http;

import java.time.Instant;
import java.util.Optional;

/** What a store keeps of all users, as a lease changes it. */
interface Entries {
    /**
     * Changes what is kept of a user, while nobody else does.
     *
     * @return whether the change was allowed; else nothing is changed
     */
    boolean change(String user, Change change);

    /** A change, at the time when it is made; empty if it is not allowed. */
    interface Change {
        Optional<Kept> of(Kept kept, Instant now);
    }
}
