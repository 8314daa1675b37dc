package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.LeaseTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.http.SessionStore;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that share a session store share its logins, and one at a time has the right to log in. */
class SharedLoginsTest extends LoginStage {
    @Test
    void clients_that_share_a_store_log_in_once_together() throws InterruptedException {
        SessionStore store = SessionStore.inMemory();
        SegmentClient[] sharing = Stream.generate(() -> built(SegmentClient.builder()
                        .baseUrl(sandbox.url())
                        .credentials(Proof.PASSWORD.right(sandbox))
                        .sessionStore(store)))
                .limit(5)
                .toArray(SegmentClient[]::new);

        assertThat(inManyThreads(sharing)).isEmpty();
        assertLogins(1);

        sandbox.endSessions();
        assertThat(inManyThreads(sharing)).isEmpty();
        assertLogins(2);
    }

    @Test
    void a_client_that_slept_through_two_ends_takes_the_second_session_of_the_store_for_no_new_one() {
        SessionStore store = LeaseTime.storeBy(clock);
        List<SegmentClient> sharing = sharing(store);
        sharing.forEach(client -> client.get(id));
        sandbox.endSessions();
        sharing.get(0).get(id);
        sandbox.endSessions();

        sharing.get(1).get(id);
        sharing.get(0).get(id);

        assertLogins(3);
    }

    private List<SegmentClient> sharing(SessionStore store) {
        return Stream.generate(() -> built(
                        settings().credentials(Proof.PASSWORD.right(sandbox)).sessionStore(store)))
                .limit(2)
                .toList();
    }

    @Test
    void clients_that_share_a_store_share_the_count_of_logins() {
        SessionStore store = LeaseTime.storeBy(clock);
        List<SegmentClient> sharing = sharing(store);
        for (int end = 1; end <= 10; end++) {
            sandbox.endSessions();
            sharing.get(end % 2).get(id);
        }
        sandbox.endSessions();

        assertThat(sharing).allSatisfy(client -> assertThatThrownBy(() -> client.get(id))
                .isInstanceOf(RateLimitedException.class));
        assertLogins(10);
    }

    /** Its answer comes when two later tokens are over as well, of which the store still has the second. */
    @Test
    void a_late_answer_to_an_old_token_does_not_bring_a_newer_one_back() throws InterruptedException {
        HeldReads store = new HeldReads(LeaseTime.storeBy(clock));
        Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
        CountDownLatch isHeld = new CountDownLatch(1);
        SegmentClient client = built(settings()
                .credentials(Proof.PASSWORD.right(sandbox))
                .sessionStore(store)
                .httpClient(new OkHttpClient.Builder()
                        .addInterceptor(chain -> {
                            CountDownLatch release = held.remove(chain.request().method());
                            if (release != null) {
                                isHeld.countDown();
                                awaited(release);
                            }
                            return chain.proceed(chain.request());
                        })
                        .build()));
        client.get(id);
        CountDownLatch late = new CountDownLatch(1);
        held.put("DELETE", late);
        SegmentId gone = sandbox.segments().create(NewSegment.named("gone")).id();
        Caller withFirstToken = Caller.of(() -> client.delete(gone));
        awaited(isHeld);
        sandbox.endSessions();
        client.get(id);
        sandbox.endSessions();

        store.hold();
        Caller withSecondToken = Caller.of(() -> client.get(id));
        store.untilHeld();
        late.countDown();
        withFirstToken.untilItWaits();
        store.release();

        withSecondToken.done();
        withFirstToken.done();
        assertLogins(3);
    }

    @ParameterizedTest
    @EnumSource(FailingStore.Where.class)
    void a_store_that_fails_before_the_login_fails_the_operation_and_nothing_is_sent(FailingStore.Where where) {
        FailingStore store = new FailingStore(where);
        SegmentClient client =
                built(settings().credentials(Proof.PASSWORD.right(sandbox)).sessionStore(store));

        if (where.isBeforeTheLogin()) {
            assertThatThrownBy(() -> client.get(id))
                    .isInstanceOf(SegmentServiceException.class)
                    .hasMessageContaining("not sent, because the session store failed")
                    .hasMessageContaining("the disk is full")
                    .hasRootCauseMessage("the disk is full");
            assertThat(sandbox.journal().calls()).isEmpty();
        } else {
            client.get(id); // who shares the store has to log in himself
            assertLogins(1);
        }

        store.mend();
        client.get(id);
        assertLogins(1);
    }

    @Test
    void a_right_to_log_in_that_is_never_given_back_ends_by_itself() {
        SessionStore store = LeaseTime.storeBy(clock);
        String user = sandbox.username() + " at " + sandbox.url() + "/";
        assertThat(store.lease(user, Duration.ofMinutes(1))).isPresent();
        SegmentClient client =
                built(settings().credentials(Proof.PASSWORD.right(sandbox)).sessionStore(store));

        client.get(id);

        assertThat(clock.instant())
                .isAfterOrEqualTo(new SettableClock().instant().plus(Duration.ofMinutes(1)));
        assertLogins(1);
    }

    @Test
    void who_may_not_log_in_in_time_is_told_why() {
        SessionStore store = LeaseTime.storeBy(clock);
        String user = sandbox.username() + " at " + sandbox.url() + "/";
        assertThat(store.lease(user, Duration.ofHours(1))).isPresent();
        SegmentClient client =
                built(settings().credentials(Proof.PASSWORD.right(sandbox)).sessionStore(store));

        assertThatThrownBy(() -> client.get(id))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("another client that shares the session store has the right to log in");
        assertThat(sandbox.journal().calls()).isEmpty();
    }
}
