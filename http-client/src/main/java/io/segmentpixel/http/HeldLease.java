package io.segmentpixel.http;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A lease that is a name no other lease has, under which the store knows its holder. */
final class HeldLease implements SessionStore.Lease {
    private final Entries entries;
    private final String user;
    private final String holder = UUID.randomUUID().toString();

    private HeldLease(Entries entries, String user) {
        this.entries = entries;
        this.user = user;
    }

    static Optional<SessionStore.Lease> take(Entries entries, String user, Duration atMost) {
        Objects.requireNonNull(user, "user");
        UpToADay.checked("time of a lease", atMost);
        HeldLease lease = new HeldLease(entries, user);
        boolean isTaken = entries.change(user, (kept, now) -> kept.leasedTo(lease.holder, atMost, now));
        return isTaken ? Optional.of(lease) : Optional.empty();
    }

    @Override
    public boolean keep(StoredSession session) {
        Objects.requireNonNull(session, "session");
        return changeDespiteInterrupts((kept, now) -> kept.keeping(session, holder, now));
    }

    @Override
    public void close() {
        changeDespiteInterrupts((kept, now) -> kept.givenBackBy(holder));
    }

    /** An interrupted thread must still give back what it holds, or all others wait until the lease ends by itself. */
    private boolean changeDespiteInterrupts(Entries.Change change) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return entries.change(user, change);
                } catch (UncheckedIOException failed) {
                    if (!Thread.interrupted()) {
                        throw failed;
                    }
                    wasInterrupted = true;
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
