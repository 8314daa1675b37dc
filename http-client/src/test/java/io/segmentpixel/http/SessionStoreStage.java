package io.segmentpixel.http;

import java.time.Duration;

/** A store of sessions on a clock of its own, two users, and what may be kept of them. */
abstract class SessionStoreStage {
    static final String ANN = "https://api.example.com ann";
    static final String BOB = "https://api.example.com bob";
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final StoredSession FIRST = StoredSession.none().withToken("first").withLogin(FakeTime.START);
    static final StoredSession SECOND = FIRST.withToken("second").withLogin(FakeTime.START.plusSeconds(1));

    final FakeClock clock = new FakeClock();

    /** The store under test, on {@link #clock}; the same sessions each time. */
    abstract SessionStore store();

    final SessionStore.Lease taken(String user) {
        return store().lease(user, MINUTE).orElseThrow();
    }
}
