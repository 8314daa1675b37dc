package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionReplayTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final String SEVENTEEN =
            "{\"response\": {\"status\": \"OK\", \"segment\": " + Answers.object(17, "seventeen") + "}}";

    private static final String REFUSED_PORT =
            "login: no answer \\(java\\.net\\.ConnectException: .*\\); check the base URL and the network, or try again later";

    /** Ways in which a connection breaks after the request has arrived. */
    enum Break {
        RESET,
        RESET_IN_THE_ANSWER,
        SILENCE,
        FLOOD;

        RawServer.Act act() {
            return switch (this) {
                case RESET -> RawServer.reset();
                case RESET_IN_THE_ANSWER -> RawServer.resetInTheAnswer();
                case SILENCE -> RawServer.silence();
                case FLOOD -> RawServer.flood();
            };
        }

        /** Only silence is ended by the request timeout alone, and has to be waited for. */
        Duration requestTimeout() {
            return this == SILENCE ? Duration.ofSeconds(1) : Duration.ofSeconds(30);
        }
    }

    private final FakeTime time = new FakeTime();

    /** Loads what a first call loads, so that no answer is late for that. */
    @BeforeAll
    static void warm() throws IOException {
        try (RawServer server = new RawServer(RawServer.answer(SEVENTEEN));
                SegmentClient client = SegmentClient.builder()
                        .baseUrl(server.url())
                        .credentials(Credentials.password("user", ScriptedBackend.PASSWORD))
                        .build()) {
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        }
    }

    private SegmentClient client(String url) {
        return client(url, Duration.ofSeconds(30));
    }

    private SegmentClient client(String url, Duration requestTimeout) {
        return SegmentClient.builder()
                .baseUrl(url)
                .credentials(Credentials.password("user", ScriptedBackend.PASSWORD))
                .deadline(Duration.ofSeconds(5))
                .requestTimeout(requestTimeout)
                .time(time)
                .jitter(() -> 1.0)
                .build();
    }

    private static String refusingUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    /** Nothing can be sent to it, so that the four attempts show in the waits between them. */
    private void triedFourTimes() {
        assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void a_refused_port_is_tried_until_the_deadline() throws IOException {
        try (SegmentClient client = client(refusingUrl())) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessageMatching(REFUSED_PORT);
        }
        triedFourTimes();
    }

    @Test
    void a_create_that_found_no_open_port_was_surely_not_done() throws IOException {
        try (SegmentClient client = client(refusingUrl())) {
            assertThatThrownBy(() -> client.create(NewSegment.named("seventeen")))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessageMatching(REFUSED_PORT);
        }
        triedFourTimes();
    }

    @Test
    void a_create_whose_backend_went_away_after_the_login_was_surely_not_done() throws IOException {
        try (RawServer server = new RawServer(RawServer.answer(SEVENTEEN));
                SegmentClient client = client(server.url())) {
            client.get(ID);
            server.goAway();

            assertThatThrownBy(() -> client.create(NewSegment.named("seventeen")))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessageMatching(REFUSED_PORT.replace("login", "create segment \"seventeen\""));
            assertThat(server.sent()).containsExactly("login", "GET");
        }
        triedFourTimes();
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void a_read_whose_connection_breaks_is_asked_again(Break how) throws IOException {
        try (RawServer server = new RawServer(how.act(), RawServer.answer(SEVENTEEN));
                SegmentClient client = client(server.url(), how.requestTimeout())) {
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");

            assertThat(server.sent()).containsExactly("login", "GET", "GET");
            assertThat(time.waits()).containsExactly(Duration.ofMillis(500));
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void a_read_whose_connection_always_breaks_ends_at_the_deadline(Break how) throws IOException {
        try (RawServer server = new RawServer(how.act());
                SegmentClient client = client(server.url(), how.requestTimeout())) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessageStartingWith("get segment 17: no answer (java.")
                    .hasMessageContaining(how == Break.FLOOD ? "the answer is longer than 67108864 bytes" : "")
                    .hasMessageEndingWith("); check the base URL and the network, or try again later");

            assertThat(server.sent()).containsExactly("login", "GET", "GET", "GET", "GET");
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void a_create_whose_connection_breaks_is_never_sent_again(Break how) throws IOException {
        try (RawServer server = new RawServer(how.act(), RawServer.answer(SEVENTEEN));
                SegmentClient client = client(server.url(), how.requestTimeout())) {
            NewSegment segment = NewSegment.named("seventeen");

            assertThatThrownBy(() -> client.create(segment))
                    .isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> assertThat(unknown.request())
                            .contains(segment))
                    .hasMessageStartingWith(
                            "it may have been carried out: create segment \"seventeen\": no answer (java.")
                    .hasMessageEndingWith(
                            "; it has no code to look it up by: list the segments of that name before it is"
                                    + " created again");

            assertThat(server.sent()).containsExactly("login", "POST");
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void an_update_whose_connection_breaks_is_sent_again(Break how) throws IOException {
        try (RawServer server = new RawServer(how.act(), RawServer.answer(SEVENTEEN));
                SegmentClient client = client(server.url(), how.requestTimeout())) {
            assertThat(client.update(SegmentUpdate.of(ID).rename("seventeen")).id())
                    .isEqualTo(ID);

            assertThat(server.sent()).containsExactly("login", "PUT", "PUT");
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void an_update_that_appends_is_not_sent_again(Break how) throws IOException {
        try (RawServer server = new RawServer(how.act(), RawServer.answer(SEVENTEEN));
                SegmentClient client = client(server.url(), how.requestTimeout())) {
            assertThatThrownBy(() -> client.update(
                            SegmentUpdate.of(ID).appendPiggyback(PiggybackPixel.image("https://a.example/p.gif"))))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageStartingWith(
                            "update segment 17: it may have been carried out; look at what stands there."
                                    + " update segment 17: no answer (java.");

            assertThat(server.sent()).containsExactly("login", "PUT");
        }
    }

    @Test
    void a_connection_is_kept_until_the_client_is_closed() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (RawServer server = new RawServer(RawServer.answerAndKeep(SEVENTEEN, closed))) {
            try (SegmentClient client = client(server.url())) {
                client.get(ID);
                assertThat(closed).isNotDone();
            }
            assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_interrupted_thread_ends_its_call_and_stays_interrupted() throws IOException {
        try (RawServer server = new RawServer(RawServer.reset());
                SegmentClient client = client(server.url())) {
            assertThatThrownBy(() -> client.get(ID)).isInstanceOf(BackendUnavailableException.class);
            int sentBefore = server.sent().size();

            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> client.get(ID))
                        .isInstanceOf(CallInterruptedException.class)
                        .isInstanceOf(SegmentServiceException.class)
                        .hasMessageStartingWith("get segment 17: interrupted");
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                Thread.interrupted();
            }
            assertThat(server.sent()).hasSize(sentBefore);
        }
    }
}
