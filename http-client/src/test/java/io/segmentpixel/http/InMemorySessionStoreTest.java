package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest extends SessionStoreContract {
    private final SessionStore store = new InMemorySessionStore(clock);

    @Override
    SessionStore store() {
        return store;
    }

    @Test
    void two_stores_know_nothing_of_each_other() {
        SessionStore one = SessionStore.inMemory();
        SessionStore other = SessionStore.inMemory();
        try (SessionStore.Lease lease = one.lease(ANN, MINUTE).orElseThrow()) {
            lease.keep(FIRST);
            assertThat(other.lease(ANN, MINUTE)).isPresent();
        }

        assertThat(one.read(ANN)).isEqualTo(FIRST);
        assertThat(other.read(ANN)).isEqualTo(StoredSession.none());
    }
}
