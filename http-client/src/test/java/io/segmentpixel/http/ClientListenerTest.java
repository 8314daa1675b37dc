package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientListenerTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    private final Heard heard = new Heard();

    /** Notes what it is told, in a line each. */
    private static final class Heard implements ClientListener {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<ClientEvent> events = new CopyOnWriteArrayList<>();

        private void note(String what, ClientEvent event) {
            events.add(event);
            lines.add(what + " " + event.operation() + " " + event.attempt());
        }

        @Override
        public void sent(ClientEvent event) {
            note("sent", event);
        }

        @Override
        public void answered(ClientEvent event) {
            note("answered", event);
        }

        @Override
        public void unanswered(ClientEvent event) {
            note("unanswered", event);
        }

        @Override
        public void retried(ClientEvent event) {
            note("retried", event);
        }

        @Override
        public void heldBack(ClientEvent event) {
            note("held back", event);
        }

        @Override
        public void loggedIn(ClientEvent event) {
            note("logged in", event);
        }

        ClientEvent event(String line) {
            return events.get(lines.indexOf(line));
        }
    }

    private SegmentClient.Builder settings() {
        return backend.settings().listener(heard);
    }

    @Test
    void a_request_is_told_when_it_is_sent_and_when_it_is_answered() {
        backend.onGet(Answers.segment(17, "seventeen").withHeader("X-AN-RequestId", "r-1"));
        try (SegmentClient client = settings().build()) {
            client.get(ID);
        }

        assertThat(heard.lines)
                .containsExactly(
                        "sent LOGIN 1", "answered LOGIN 1", "logged in LOGIN 1", "sent GET 1", "answered GET 1");
        ClientEvent answered = heard.event("answered GET 1");
        assertThat(answered)
                .isEqualTo(
                        ClientEvent.of(ClientOperation.GET, answered.call(), 1).withAnswer(200, "r-1", ""))
                .hasSameHashCodeAs(
                        ClientEvent.of(ClientOperation.GET, answered.call(), 1).withAnswer(200, "r-1", ""))
                .hasToString("ClientEvent[GET, call " + answered.call()
                        + ", attempt 1, PT0S, HTTP 200, request id \"r-1\", error id \"\", reason \"\"]");
        assertThat(heard.event("sent GET 1").call()).isEqualTo(answered.call());
        assertThat(heard.event("sent LOGIN 1").call()).isNotEqualTo(answered.call());
    }

    @Test
    void a_repeat_says_how_long_it_waits_and_a_failure_by_which_names_the_backend_knows_it() {
        backend.onGet(
                Answers.failure(200, "SYSTEM", "UNKNOWN", "oops").withHeader("x-b3-traceid", "trace-9"),
                Answers.segment(17, "seventeen"));
        try (SegmentClient client = settings().build()) {
            client.get(ID);
        }

        assertThat(heard.lines)
                .endsWith("sent GET 1", "answered GET 1", "retried GET 1", "sent GET 2", "answered GET 2");
        assertThat(heard.event("answered GET 1"))
                .isEqualTo(ClientEvent.of(
                                ClientOperation.GET, heard.event("sent GET 2").call(), 1)
                        .withAnswer(200, "trace-9", "SYSTEM"));
        assertThat(heard.event("retried GET 1").duration()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void who_was_held_back_is_told_with_the_wait() {
        backend.onGet(
                Answers.failure(429, "SYSTEM", "RATE_EXCEEDED", "too many")
                        .withHeader("x-ratelimit-code", "429")
                        .withHeader("Retry-After", "7"),
                Answers.segment(17, "seventeen"));
        try (SegmentClient client = settings().build()) {
            client.get(ID);
        }

        assertThat(heard.lines).endsWith("retried GET 1", "held back GET 2", "sent GET 2", "answered GET 2");
        assertThat(heard.event("held back GET 2").duration()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_request_that_finds_no_connection_is_not_sent() {
        SegmentClient.Builder settings = settings();
        backend.close();
        try (SegmentClient client = settings.retriedShare(0).build()) {
            assertThatThrownBy(() -> client.get(ID)).isInstanceOf(BackendUnavailableException.class);
        }

        assertThat(heard.lines).containsExactly("unanswered LOGIN 1");
        assertThat(heard.event("unanswered LOGIN 1").reason()).startsWith("java.net.ConnectException: ");
    }

    @Test
    void no_event_shows_a_secret_that_the_backend_repeats() {
        backend.onGet(Answers.failure(200, "token-1", "", "no").withHeader("X-AN-RequestId", ScriptedBackend.PASSWORD));
        try (SegmentClient client = settings().build()) {
            assertThatThrownBy(() -> client.get(ID)).hasMessageContaining("***");
        }

        assertThat(heard.event("answered GET 1").errorId()).isEqualTo("***");
        assertThat(heard.events)
                .noneMatch(event -> (event.toString() + event.requestId()).contains(ScriptedBackend.PASSWORD));
    }

    @Test
    void a_listener_that_fails_changes_nothing() {
        backend.onGet(Answers.segment(17, "seventeen"));
        ClientListener failing = new ClientListener() {
            @Override
            public void sent(ClientEvent event) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public void answered(ClientEvent event) {
                throw new IllegalStateException("out of order");
            }
        };
        try (SegmentClient client = backend.settings().listener(failing).build()) {
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        }
    }

    @Test
    void every_request_names_the_library_and_its_version() {
        backend.onGet(Answers.segment(17, "seventeen"));
        try (SegmentClient client = settings().build()) {
            client.get(ID);
        }

        assertThat(backend.requests()).hasSize(2).allMatch(request -> request.getHeader("User-Agent")
                .equals(Version.userAgent()));
    }

    @Test
    void an_interceptor_of_the_callers_that_sends_again_makes_no_second_segment() {
        backend.onPost(Answers.segment(17, "seventeen"));
        OkHttpClient repeating = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    try (Response first = chain.proceed(chain.request())) {
                        assertThat(first.code()).isEqualTo(200);
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        try (SegmentClient client = settings().httpClient(repeating).build()) {
            OutcomeUnknownException unknown =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> client.create(NewSegment.named("one")));

            assertThat(unknown).hasMessageContaining("sends a request again that must be sent once");
        }
        assertThat(backend.sent()).containsOnlyOnce("POST");
    }

    @Test
    void an_interceptor_that_breaks_leaves_the_outcome_open_if_the_request_was_sent() {
        backend.onPost(Answers.segment(17, "seventeen"));
        OkHttpClient breaking = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Response answer = chain.proceed(chain.request());
                    if (chain.request().url().encodedPath().equals("/segment")) {
                        answer.close();
                        throw new IllegalStateException("broken");
                    }
                    return answer;
                })
                .build();
        try (SegmentClient client = settings().httpClient(breaking).build()) {
            assertThatThrownBy(() -> client.create(NewSegment.named("one")))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasRootCauseMessage("broken")
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(backend.sent()).containsOnlyOnce("POST");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_share_of_repeats_is_from_none_to_all(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentClient.builder().retriedShare(share))
                .withMessage("retried share " + share + ": must be 0 to 1");
    }

    @Test
    void without_repeats_a_failure_is_the_end() {
        backend.onGet(Answers.text(503, ""), Answers.segment(17, "seventeen"));
        try (SegmentClient client = settings().retriedShare(0).build()) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessage("get segment 17: HTTP 503; the backend failed; try again later; not repeated,"
                            + " because repeats have used up their share of all requests");
        }
        assertThat(backend.sent()).containsExactly("login", "GET");
    }
}
