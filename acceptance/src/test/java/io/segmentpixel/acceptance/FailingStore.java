package io.segmentpixel.acceptance;

import io.segmentpixel.http.SessionStore;
import io.segmentpixel.http.StoredSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** A store that fails at one thing that is asked of it, until it is mended. */
final class FailingStore implements SessionStore {
    /** What it fails at. */
    enum Where {
        READ,
        LEASE,
        READ_UNDER_LEASE,
        KEEP,
        CLOSE;

        boolean isBeforeTheLogin() {
            return compareTo(KEEP) < 0;
        }
    }

    private final SessionStore store = SessionStore.inMemory();
    private final Where where;
    private volatile boolean isMended;
    private volatile boolean isLent;

    FailingStore(Where where) {
        this.where = where;
    }

    void mend() {
        isMended = true;
    }

    private void failAt(Where... places) {
        for (Where place : places) {
            if (place == where && !isMended) {
                throw new UncheckedIOException(new IOException("the disk is full"));
            }
        }
    }

    @Override
    public StoredSession read(String user) {
        failAt(isLent ? Where.READ_UNDER_LEASE : Where.READ);
        return store.read(user);
    }

    @Override
    public Optional<Lease> lease(String user, Duration atMost) {
        failAt(Where.LEASE);
        return store.lease(user, atMost).map(this::lent);
    }

    private Lease lent(Lease lease) {
        isLent = true;
        return new Lease() {
            @Override
            public boolean keep(StoredSession session) {
                failAt(Where.KEEP);
                return lease.keep(session);
            }

            @Override
            public void close() {
                isLent = false;
                failAt(Where.CLOSE);
                lease.close();
            }
        };
    }
}
