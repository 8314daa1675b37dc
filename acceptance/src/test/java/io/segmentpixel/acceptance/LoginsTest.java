package io.segmentpixel.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.ClientOperation;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.LeaseTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.http.SessionStore;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.SandboxUser;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As few logins as can be: the sandbox, which counts them, is the judge. */
class LoginsTest {
    private static final int THREADS = 64;
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final KeyPair KEYS = keys();

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final List<SegmentClient> clients = new ArrayList<>();
    private final SegmentId id =
            sandbox.segments().create(NewSegment.named("there")).id();

    @AfterEach
    void close() {
        clients.forEach(SegmentClient::close);
    }

    /** What a user logs in with. */
    enum Proof {
        PASSWORD {
            @Override
            Credentials right(Sandbox sandbox) {
                return Credentials.password(sandbox.username(), sandbox.password());
            }

            @Override
            Credentials wrong(Sandbox sandbox) {
                return Credentials.password(sandbox.username(), "wrong");
            }
        },
        KEY_PAIR {
            @Override
            Credentials right(Sandbox sandbox) {
                return Credentials.keyPair(sandbox.username(), "key", KEYS.getPrivate());
            }

            @Override
            Credentials wrong(Sandbox sandbox) {
                return Credentials.keyPair(sandbox.username(), "another", KEYS.getPrivate());
            }
        };

        abstract Credentials right(Sandbox sandbox);

        abstract Credentials wrong(Sandbox sandbox);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private SegmentClient.Builder settings() {
        return InjectedTime.into(SegmentClient.builder(), clock, clock::advance).baseUrl(sandbox.url());
    }

    private SegmentClient built(SegmentClient.Builder settings) {
        SegmentClient client = settings.build();
        clients.add(client);
        return client;
    }

    private SegmentClient client(Credentials user) {
        return built(settings().credentials(user));
    }

    private SegmentClient client(Proof proof) {
        sandbox.put(sandbox.user().withKey("key", KEYS.getPublic()));
        return client(proof.right(sandbox));
    }

    private List<ApiCall> logins() {
        return sandbox.journal().calls(Operation.LOGIN);
    }

    private void assertLogins(int count) {
        assertThat(logins()).hasSize(count);
    }

    /** One call of each thread at the same time, the clients in turn; gives the failures. */
    private List<Throwable> inManyThreads(SegmentClient... shared) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> calls = IntStream.range(0, THREADS)
                .<Future<?>>mapToObj(i -> threads.submit(() -> {
                    start.await();
                    return shared[i % shared.length].get(id);
                }))
                .toList();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        List<Throwable> failures = new ArrayList<>();
        for (Future<?> call : calls) {
            try {
                call.get();
            } catch (ExecutionException failed) {
                failures.add(failed.getCause());
            }
        }
        return failures;
    }

    @ParameterizedTest
    @EnumSource
    void a_cold_client_logs_in_once_for_64_threads(Proof proof) throws InterruptedException {
        SegmentClient client = client(proof);

        assertThat(inManyThreads(client)).isEmpty();

        assertLogins(1);
        assertThat(sandbox.journal().calls(Operation.READ)).hasSize(THREADS);
    }

    @ParameterizedTest
    @EnumSource
    void a_session_that_ends_under_64_threads_costs_one_login_and_no_answer(Proof proof) throws InterruptedException {
        SegmentClient client = client(proof);
        client.get(id);
        sandbox.endSessions();
        sandbox.journal().clear();

        assertThat(inManyThreads(client)).isEmpty();

        assertLogins(1);
        assertThat(sandbox.journal().calls(Operation.READ).stream().filter(ApiCall::isDone))
                .hasSize(THREADS);
    }

    /** The session ends when half of them have been answered. */
    @Test
    void a_session_that_ends_in_the_middle_of_64_threads_costs_one_login_and_no_answer() throws InterruptedException {
        Watch watch = new Watch();
        SegmentClient client =
                built(settings().credentials(Proof.PASSWORD.right(sandbox)).listener(watch));
        client.get(id);
        Caller ender = Caller.of(() -> {
            watch.untilAnswered(1 + THREADS / 2, ClientOperation.GET);
            sandbox.endSessions();
        });

        assertThat(inManyThreads(client)).isEmpty();

        ender.done();
        client.get(id);
        assertLogins(2);
    }

    @ParameterizedTest
    @EnumSource
    void the_eleventh_end_within_five_minutes_costs_no_login_but_an_error(Proof proof) {
        SegmentClient client = client(proof);
        for (int end = 1; end <= 10; end++) {
            sandbox.endSessions();
            client.get(id);
            clock.advance(Duration.ofSeconds(20));
        }
        sandbox.endSessions();

        assertThatThrownBy(() -> client.get(id))
                .isInstanceOfSatisfying(RateLimitedException.class, tooMany -> assertThat(tooMany.retryAfter())
                        .isEqualTo(Duration.ofSeconds(100)))
                .hasMessageContaining("10 logins within 5 minutes")
                .hasMessageContaining("the next may be made at 2026-03-01T12:05:00Z");
        assertLogins(10);

        clock.advance(Duration.ofSeconds(100).plusMillis(1));
        client.get(id);
        assertLogins(11);
    }

    @Test
    void the_eleventh_end_under_64_threads_costs_no_login_but_an_error_for_each() throws InterruptedException {
        SegmentClient client = client(Proof.PASSWORD);
        for (int end = 1; end <= 10; end++) {
            sandbox.endSessions();
            assertThat(inManyThreads(client)).isEmpty();
        }
        sandbox.endSessions();

        assertThat(inManyThreads(client)).hasSize(THREADS).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(RateLimitedException.class));
        assertLogins(10);
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_secret_costs_one_request_for_64_threads(Proof proof) throws InterruptedException {
        SegmentClient client = client(proof.wrong(sandbox));

        assertThat(inManyThreads(client)).hasSize(THREADS).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(LoginRefusedException.class));

        assertThat(sandbox.journal().calls()).hasSize(1);
    }

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

    static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void a_password_that_is_changed_while_the_client_runs_is_taken_from_the_supplier() {
        AtomicReference<String> vault = new AtomicReference<>(sandbox.password());
        SegmentClient client = built(
                settings().credentials(() -> Credentials.password(sandbox.username(), requireNonNull(vault.get()))));
        client.get(id);

        vault.set("changed");
        sandbox.put(sandbox.user().withPassword("changed"));
        client.get(id);
        assertLogins(1);
        sandbox.endSessions();
        client.get(id);

        assertLogins(2);
        assertThat(logins()).allMatch(ApiCall::isDone);
    }

    @Test
    void a_refused_login_is_tried_at_once_with_other_credentials_but_not_with_the_same_for_five_minutes() {
        AtomicReference<String> vault = new AtomicReference<>("wrong");
        SegmentClient client = built(
                settings().credentials(() -> Credentials.password(sandbox.username(), requireNonNull(vault.get()))));
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);

        assertThatThrownBy(() -> client.get(id))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageContaining("not repeated before 2026-03-01T12:05:00Z");
        clock.advance(LOCK.minusMillis(1));
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);
        assertLogins(1);

        vault.set("wrong as well");
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);
        assertLogins(2);

        vault.set(sandbox.password());
        client.get(id);
        assertLogins(3);
    }

    @Test
    void a_refused_login_is_tried_again_with_the_same_credentials_after_five_minutes() {
        SegmentClient client = client(Credentials.password(sandbox.username(), "set later"));
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);
        sandbox.put(sandbox.user().withPassword("set later"));

        clock.advance(LOCK);
        client.get(id);

        assertLogins(2);
    }

    @Test
    void why_a_login_is_refused_is_said() {
        SegmentClient refused = client(Proof.PASSWORD.wrong(sandbox));
        SegmentClient refusedKey = client(Proof.KEY_PAIR.wrong(sandbox));
        sandbox.put(SandboxUser.named("expired").withPassword("secret").withExpiredPassword());
        sandbox.put(SandboxUser.named("disabled").withPassword("secret").disabled());
        SegmentClient expired = client(Credentials.password("expired", "secret"));
        SegmentClient disabled = client(Credentials.password("disabled", "secret"));

        assertThat(refusal(refused))
                .contains("check user name and password")
                .contains("too many refused logins lock the account for five minutes");
        assertThat(refusal(refusedKey))
                .contains("check user name, key name, key and this machine's clock")
                .contains("too many refused logins lock the account for five minutes");
        assertThat(refusal(expired))
                .contains("NOAUTH_EXPIRED")
                .contains("the password has expired")
                .doesNotContain("five minutes", "check user name");
        assertThat(refusal(disabled))
                .contains("NOAUTH_DISABLED")
                .contains("the user is disabled")
                .doesNotContain("five minutes", "check user name");
    }

    private String refusal(SegmentClient client) {
        AtomicReference<String> message = new AtomicReference<>("");
        assertThatThrownBy(() -> client.get(id))
                .isInstanceOfSatisfying(
                        LoginRefusedException.class, refused -> message.set(String.valueOf(refused.getMessage())));
        return requireNonNull(message.get());
    }

    @Test
    void a_session_that_is_refused_right_after_its_login_is_not_blamed_on_the_password() {
        SegmentClient client = client(Proof.PASSWORD);
        sandbox.faults().next(2, Fault.loggedOut());

        assertThat(refusal(client))
                .contains("the session was refused twice in a row")
                .doesNotContain("password", "five minutes");

        assertLogins(2);
        client.get(id);
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
    void a_supplier_that_fails_fails_the_operation_and_nothing_is_sent() throws InterruptedException {
        AtomicReference<RuntimeException> vaultFailure =
                new AtomicReference<>(new IllegalStateException("the vault is sealed"));
        SegmentClient client = built(settings().credentials(() -> {
            RuntimeException failure = vaultFailure.get();
            if (failure != null) {
                throw failure;
            }
            return Proof.PASSWORD.right(sandbox);
        }));

        assertThat(inManyThreads(client)).hasSize(THREADS).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(SegmentServiceException.class)
                .hasMessageContaining("not sent, because there are no credentials")
                .hasMessageContaining("the vault is sealed"));
        assertThat(sandbox.journal().calls()).isEmpty();

        vaultFailure.set(null);
        assertThat(inManyThreads(client)).isEmpty();
        assertLogins(1);
    }

    @Test
    void an_error_of_the_supplier_keeps_nobody_waiting_for_its_login() throws InterruptedException {
        AtomicReference<Error> failure = new AtomicReference<>(new NoClassDefFoundError("vault"));
        SegmentClient client = built(settings().credentials(() -> {
            Error present = failure.get();
            if (present != null) {
                throw present;
            }
            return Proof.PASSWORD.right(sandbox);
        }));

        assertThat(inManyThreads(client)).hasSize(THREADS).allSatisfy(thrown -> assertThat(thrown)
                .isInstanceOf(NoClassDefFoundError.class));

        failure.set(null);
        assertThat(inManyThreads(client)).isEmpty();
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

    @Test
    void a_thread_that_is_interrupted_in_its_login_hands_over_to_the_next() {
        sandbox.faults().on(Operation.LOGIN).next(Fault.slowHeader(Duration.ofMinutes(1)));
        SegmentClient client = client(Proof.PASSWORD);
        Caller first = Caller.of(() -> client.get(id));
        Received.until(sandbox, 1, Operation.LOGIN);
        List<Caller> waiting =
                Stream.generate(() -> Caller.of(() -> client.get(id))).limit(10).toList();
        waiting.forEach(Caller::untilItWaits);

        assertThat(first.interrupted()).isInstanceOf(CallInterruptedException.class);

        waiting.forEach(Caller::done);
        assertLogins(2);
    }
}
