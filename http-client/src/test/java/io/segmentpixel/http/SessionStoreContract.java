package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every store. */
abstract class SessionStoreContract extends SessionStoreStage {
    @Test
    void where_nothing_is_kept_nothing_is_read() {
        assertThat(store().read(ANN)).isEqualTo(StoredSession.none());
    }

    @Test
    void what_is_kept_is_read_until_something_else_is_kept() {
        SessionStore.Lease lease = taken(ANN);

        assertThat(lease.keep(FIRST)).isTrue();
        assertThat(store().read(ANN)).isEqualTo(FIRST);
        assertThat(lease.keep(SECOND)).isTrue();
        assertThat(store().read(ANN)).isEqualTo(SECOND);
        assertThat(lease.keep(StoredSession.none())).isTrue();
        assertThat(store().read(ANN)).isEqualTo(StoredSession.none());
    }

    @Test
    void what_is_kept_outlives_the_lease() {
        try (SessionStore.Lease lease = taken(ANN)) {
            lease.keep(FIRST);
        }
        clock.advance(Duration.ofDays(365));

        assertThat(store().read(ANN)).isEqualTo(FIRST);
    }

    @Test
    void the_same_can_be_kept_again() {
        SessionStore.Lease lease = taken(ANN);

        assertThat(lease.keep(FIRST)).isTrue();
        assertThat(lease.keep(FIRST)).isTrue();
    }

    @Test
    void while_one_has_the_lease_nobody_else_gets_it() {
        SessionStore.Lease lease = taken(ANN);
        assertThat(store().lease(ANN, MINUTE)).isEmpty();
        lease.keep(FIRST);
        assertThat(store().lease(ANN, MINUTE)).isEmpty();
        clock.advance(MINUTE.minusNanos(1));
        assertThat(store().lease(ANN, MINUTE)).isEmpty();
        assertThat(lease.keep(SECOND)).isTrue();
    }

    @Test
    void a_lease_ends_by_itself_and_can_then_be_taken() {
        taken(ANN);
        clock.advance(MINUTE);

        assertThat(store().lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_lease_that_ended_by_itself_changes_nothing_even_if_nobody_else_took_it() {
        SessionStore.Lease lease = taken(ANN);
        lease.keep(FIRST);
        clock.advance(MINUTE);

        assertThat(lease.keep(SECOND)).isFalse();
        assertThat(store().read(ANN)).isEqualTo(FIRST);
    }

    @Test
    void who_was_late_neither_changes_nor_ends_the_lease_of_the_next() {
        SessionStore.Lease late = taken(ANN);
        clock.advance(MINUTE);
        SessionStore.Lease next = taken(ANN);
        next.keep(FIRST);

        assertThat(late.keep(SECOND)).isFalse();
        late.close();
        assertThat(store().read(ANN)).isEqualTo(FIRST);
        assertThat(store().lease(ANN, MINUTE)).isEmpty();
        assertThat(next.keep(SECOND)).isTrue();
    }

    @Test
    void a_lease_that_is_given_back_can_be_taken_and_giving_back_twice_takes_nothing_from_the_next() {
        SessionStore.Lease lease = taken(ANN);
        lease.close();
        SessionStore.Lease next = taken(ANN);

        lease.close();
        assertThat(lease.keep(FIRST)).isFalse();
        assertThat(store().lease(ANN, MINUTE)).isEmpty();
        assertThat(next.keep(SECOND)).isTrue();
    }

    @Test
    void a_lease_does_not_last_longer_because_the_clock_was_set_far_back() {
        SessionStore.Lease lease = taken(ANN);
        clock.advance(MINUTE.negated());
        assertThat(store().lease(ANN, MINUTE)).isEmpty();
        clock.advance(Duration.ofNanos(-1));

        assertThat(store().lease(ANN, MINUTE)).isPresent();
        assertThat(lease.keep(FIRST)).isFalse();
    }

    @Test
    void users_are_independent() {
        SessionStore.Lease anns = taken(ANN);
        SessionStore.Lease bobs = taken(BOB);
        anns.keep(FIRST);
        bobs.keep(SECOND);
        anns.close();

        assertThat(store().read(ANN)).isEqualTo(FIRST);
        assertThat(store().read(BOB)).isEqualTo(SECOND);
        assertThat(store().lease(BOB, MINUTE)).isEmpty();
        assertThat(store().lease(ANN, MINUTE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
    void a_lease_is_longer_than_nothing_and_no_longer_than_a_day(Duration time) {
        assertThatThrownBy(() -> store().lease(ANN, time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time of a lease " + time + ": must be longer than zero and at most a day");
    }

    @Test
    void a_lease_of_a_day_can_be_taken() {
        assertThat(store().lease(ANN, Duration.ofDays(1))).isPresent();
    }

    @Test
    void of_many_threads_one_at_a_time_has_the_lease_and_no_change_is_lost() throws Exception {
        int threads = 8;
        int tries = 60;
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> successes = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            successes.add(pool.submit(() -> {
                SessionStore store = store();
                int taken = 0;
                start.await();
                for (int i = 0; i < tries; i++) {
                    taken += addedLogin(store, holders, most) ? 1 : 0;
                }
                return taken;
            }));
        }
        int all = 0;
        for (Future<Integer> taken : successes) {
            all += taken.get();
        }
        pool.shutdown();

        assertThat(most).hasValue(1);
        assertThat(store().read(ANN).logins()).hasSize(all);
    }

    private boolean addedLogin(SessionStore store, AtomicInteger holders, AtomicInteger most) {
        Optional<SessionStore.Lease> lease = store.lease(ANN, MINUTE);
        if (lease.isEmpty()) {
            return false;
        }
        try (SessionStore.Lease held = lease.get()) {
            most.accumulateAndGet(holders.incrementAndGet(), Math::max);
            boolean isKept = held.keep(store.read(ANN).withLogin(clock.instant()));
            holders.decrementAndGet();
            return isKept;
        }
    }
}
