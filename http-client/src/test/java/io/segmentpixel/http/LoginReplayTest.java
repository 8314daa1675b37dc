package io.segmentpixel.http;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginReplayTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    @ParameterizedTest
    @CsvSource({
        "UNAUTH, check user name and password; too many refused logins lock the account for five minutes",
        "NOAUTH, check user name and password; too many refused logins lock the account for five minutes",
        "NOAUTH_EXPIRED, the password has expired; set a new one",
        "NOAUTH_DISABLED, the user is disabled; ask the platform to enable it",
    })
    void a_refused_login_says_what_to_do(String errorId, String advice) {
        backend.onLogin(Answers.failure(200, errorId, "", "No match found for user/pass"));

        LoginRefusedException refused = catchThrowableOfType(LoginRefusedException.class, () -> client.get(ID));

        assertThat(refused).hasMessage("login: HTTP 200, " + errorId + ", \"No match found for user/pass\"; " + advice);
        assertThat(refused.answer().errorId()).isEqualTo(errorId);
        assertThat(backend.sent()).containsExactly("login");
    }

    @Test
    void a_refused_login_is_not_repeated_for_five_minutes() {
        backend.onLogin(Answers.failure(200, "UNAUTH", "", "no"), Answers.token("token-1"));
        backend.onGet(Answers.segment(17, "seventeen"));
        assertThatThrownBy(() -> client.get(ID)).isInstanceOf(LoginRefusedException.class);

        backend.time.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageStartingWith(
                        "login not repeated before 2026-03-01T12:05:00Z, as it was refused: login: HTTP 200");
        assertThat(backend.sent()).containsExactly("login");

        backend.time.advance(Duration.ofMillis(1));
        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        assertThat(backend.sent()).containsExactly("login", "login", "GET");
    }

    @Test
    @Timeout(60)
    void who_does_not_wait_is_not_kept_by_a_supplier_that_does() {
        backend.onGet(Answers.segment(17, "seventeen"));
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Credentials> later = new CompletableFuture<>();
        try (SegmentClient patient = backend.settings()
                .credentials(() -> {
                    asked.countDown();
                    return later.join();
                })
                .build()) {
            CompletableFuture<Segment> first = patient.async().get(ID);
            CompletableFuture<Segment> next = patient.async().get(ID);

            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(first).isNotDone();

            later.complete(Credentials.password("user", "password"));
            assertThat(first.join()).isEqualTo(next.join());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        assertThat(backend.sent()).containsExactlyInAnyOrder("login", "GET", "GET");
    }

    @Test
    @Timeout(60)
    void a_supplier_that_never_answers_keeps_nobody_beyond_the_deadline_and_nobody_who_gives_up() {
        CompletableFuture<Credentials> never = new CompletableFuture<>();
        try (SegmentClient client = backend.settings()
                .deadline(Duration.ofMillis(200))
                .credentials(never::join)
                .build()) {
            CompletableFuture<Segment> first = client.async().get(ID);
            CompletableFuture<Segment> next = client.async().get(ID);

            assertThat(next.cancel(true)).isTrue();
            assertThatThrownBy(first::join).hasCauseInstanceOf(BackendUnavailableException.class);
        }
        never.completeExceptionally(new IllegalStateException("too late"));
        assertThat(backend.sent()).isEmpty();
    }

    @Test
    void logins_that_the_store_does_not_keep_count_all_the_same() {
        backend.onGet(Answers.failure(200, "NOAUTH", "", "session is over"));
        try (SegmentClient client =
                backend.settings().sessionStore(new ForgetfulStore()).build()) {
            for (int i = 0; i < 15; i++) {
                assertThatThrownBy(() -> client.get(ID)).isInstanceOf(SegmentServiceException.class);
            }
            assertThat(backend.sent()).filteredOn("login"::equals).hasSize(10);

            assertThatThrownBy(() -> client.get(ID)).isInstanceOf(RateLimitedException.class);
            backend.time.advance(Duration.ofMinutes(5).plusMillis(1));
            assertThatThrownBy(() -> client.get(ID)).isInstanceOf(LoginRefusedException.class);
            assertThat(backend.sent()).filteredOn("login"::equals).hasSize(12);
        }
    }

    /** A store whose leases are always over when something is to be kept. */
    private static final class ForgetfulStore implements SessionStore {
        @Override
        public StoredSession read(String user) {
            return StoredSession.none();
        }

        @Override
        public Optional<Lease> lease(String user, Duration atMost) {
            return Optional.of(new Lease() {
                @Override
                public boolean keep(StoredSession session) {
                    return false;
                }

                @Override
                public void close() {}
            });
        }
    }

    @Test
    void a_session_that_ends_again_after_something_else_failed_is_not_refused_twice_in_a_row() {
        backend.onGet(
                Answers.failure(200, "NOAUTH", "", "session is over"),
                Answers.text(503, ""),
                Answers.failure(200, "NOAUTH", "", "session is over"),
                Answers.segment(17, "seventeen"));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        assertThat(backend.sent()).containsExactly("login", "GET", "login", "GET", "GET", "login", "GET");
    }

    @Test
    void a_login_that_shows_no_token_is_no_login() {
        backend.onLogin(Answers.ok("\"id\": 1"));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage("login: HTTP 200; the answer holds no token");
        assertThat(backend.sent()).containsExactly("login");
    }

    @Test
    void a_token_that_no_header_can_carry_is_none() {
        backend.onLogin(Answers.token("t\u00e9"));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage("login: HTTP 200; the answer holds no token");
        assertThat(backend.sent()).containsExactly("login");
    }

    @Test
    void a_login_that_is_answered_as_a_missing_object_says_so() {
        backend.onLogin(Answers.failure(404, "SYNTAX", "", "no such service"));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageStartingWith("login: HTTP 404, SYNTAX, \"no such service\"; check the base URL; ");
        assertThat(backend.sent()).containsExactly("login");
    }

    @Test
    void a_login_that_is_refused_by_a_sign_that_nobody_knows_is_not_repeated_either() {
        backend.onLogin(Answers.failure(200, "LOCKED", "", "too many failed logins"), Answers.token("token-1"));

        assertThatThrownBy(() -> client.get(ID)).isInstanceOf(LoginRefusedException.class);
        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageStartingWith("login not repeated before ");
        assertThat(backend.sent()).containsExactly("login");
    }

    @Test
    void a_login_that_was_turned_away_is_held_back_for_all_who_need_it() {
        backend.onLogin(Answers.failure(429, "SYSTEM", "RATE_EXCEEDED", "too many")
                .withHeader("x-ratelimit-code", "429")
                .withHeader("Retry-After", "3600"));

        assertThatThrownBy(() -> client.get(ID)).isInstanceOf(RateLimitedException.class);
        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(RateLimitedException.class)
                .hasMessage(
                        "login: not sent within PT1M, because the backend holds requests back; try again after PT1H");
        assertThat(backend.sent()).containsExactly("login");
    }

    @Test
    void a_login_is_repeated_when_the_backend_fails() {
        backend.onLogin(Answers.failure(200, "SYSTEM", "UNKNOWN", "try later"), Answers.token("token-1"));
        backend.onGet(Answers.segment(17, "seventeen"));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");

        assertThat(backend.sent()).containsExactly("login", "login", "GET");
        assertThat(backend.time.waits()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void a_token_that_ends_in_the_middle_of_work_is_replaced_once() {
        backend.onGet(Answers.segment(17, "before"), Answers.loggedOut(), Answers.segment(17, "after"));

        assertThat(client.get(ID).shortName()).isEqualTo("before");
        assertThat(client.get(ID).shortName()).isEqualTo("after");

        assertThat(backend.sent()).containsExactly("login", "GET", "GET", "login", "GET");
        assertThat(backend.requests().stream().map(request -> request.getHeader("Authorization")))
                .containsExactly(null, "token-1", "token-1", null, "token-2");
        assertThat(backend.time.waits()).isEmpty();
    }

    @Test
    void a_token_that_is_refused_at_once_again_is_an_error() {
        backend.onGet(Answers.loggedOut());

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageStartingWith("get segment 17: HTTP 200, NOAUTH, \"Authentication failed - not logged in\";"
                        + " the session was refused twice in a row")
                .message()
                .doesNotContain("password");
        assertThat(backend.sent()).containsExactly("login", "GET", "login", "GET");
    }

    @Test
    void a_create_that_was_turned_away_for_its_token_is_repeated() {
        backend.onPost(Answers.loggedOut(), Answers.segment(17, "seventeen"));

        assertThat(client.create(NewSegment.named("seventeen")).id()).isEqualTo(ID);

        assertThat(backend.sent()).containsExactly("login", "POST", "login", "POST");
    }

    @Test
    void threads_whose_token_ends_log_in_once_for_all() throws Exception {
        int threads = 8;
        backend.onGet(Answers.segment(17, "seventeen"));
        client.get(ID);
        backend.server()
                .stubFor(get(urlPathEqualTo("/segment"))
                        .withHeader("Authorization", equalTo("token-1"))
                        .willReturn(Answers.loggedOut()));
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Segment>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(workers.submit(() -> {
                start.await();
                return client.get(ID);
            }));
        }
        start.countDown();

        for (Future<Segment> result : results) {
            assertThat(result.get().shortName()).isEqualTo("seventeen");
        }
        workers.shutdown();
        assertThat(backend.sent().stream().filter("login"::equals)).hasSize(2);
    }
}
