package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.SessionStore;
import io.segmentpixel.http.StoredSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store whose next read takes until it is told to go on. */
final class HeldReads implements SessionStore {
    private final SessionStore store;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean isHolding;

    HeldReads(SessionStore store) {
        this.store = store;
    }

    void hold() {
        isHolding = true;
    }

    void untilHeld() {
        awaited(held);
    }

    void release() {
        isHolding = false;
        released.countDown();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public StoredSession read(String user) {
        if (isHolding) {
            held.countDown();
            awaited(released);
        }
        return store.read(user);
    }

    @Override
    public Optional<Lease> lease(String user, Duration atMost) {
        return store.lease(user, atMost);
    }
}
