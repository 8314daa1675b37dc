package io.segmentpixel.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sessions for several clients of one JVM; gone when the JVM ends. */
final class InMemorySessionStore implements SessionStore {
    private final Map<String, Kept> all = new HashMap<>();
    private final Clock clock;

    InMemorySessionStore() {
        this(Clock.systemUTC());
    }

    InMemorySessionStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StoredSession read(String user) {
        return kept(Objects.requireNonNull(user, "user")).session();
    }

    @Override
    public Optional<Lease> lease(String user, Duration atMost) {
        return HeldLease.take(this::change, user, atMost);
    }

    private synchronized boolean change(String user, Entries.Change change) {
        Instant now = clock.instant();
        Optional<Kept> changed = change.of(kept(user), now);
        changed.ifPresent(kept -> all.put(user, kept));
        all.values().removeIf(kept -> kept.isWorthless(now));
        return changed.isPresent();
    }

    private Kept kept(String user) {
        return all.getOrDefault(user, Kept.nothing());
    }
}
