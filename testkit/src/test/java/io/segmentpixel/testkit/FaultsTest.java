package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls have a fault. */
class FaultsTest {
    private static final int CALLS = 350;
    private static final String CART = "{\"segment\": {\"short_name\": \"cart\"}}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final Faults faults = sandbox.faults();

    /** The HTTP statuses of calls, one after the other. */
    private List<Integer> listings(int calls) {
        return IntStream.range(0, calls).mapToObj(call -> rawStatus("GET", "")).toList();
    }

    private int rawStatus(String method, String body) {
        return api.sendAny(method, "/segment", body).statusCode();
    }

    @Test
    void the_next_calls_have_it_and_no_other() {
        faults.next(2, Fault.internalError());

        assertThat(listings(4)).containsExactly(500, 500, 200, 200);
    }

    @Test
    void every_third_call_has_it() {
        faults.every(3, Fault.internalError());

        assertThat(listings(7)).containsExactly(200, 200, 500, 200, 200, 500, 200);
    }

    @Test
    void a_share_has_one_of_them_and_the_same_calls_each_time_for_the_same_seed() {
        faults.share(0.3, 42, Fault.internalError(), Fault.unavailable());
        List<Integer> first = listings(300);
        faults.clear();
        faults.share(0.3, 42, Fault.internalError(), Fault.unavailable());
        List<Integer> again = listings(300);
        faults.clear();
        faults.share(0.3, 43, Fault.internalError(), Fault.unavailable());
        List<Integer> other = listings(300);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(first).containsOnly(200, 500, 503).contains(500, 503);
        assertThat(first.stream().filter(status -> status != 200).count()).isBetween(60L, 120L);
    }

    @Test
    void a_share_of_all_is_every_call() {
        faults.share(1, 7, Fault.unavailable());

        assertThat(listings(5)).containsOnly(503);
    }

    @Test
    void the_fault_of_an_operation_leaves_the_others_alone() {
        faults.on(Operation.CREATE).next(Fault.internalError());

        assertThat(rawStatus("GET", "")).isEqualTo(200);
        assertThat(rawStatus("POST", CART)).isEqualTo(500);
        assertThat(rawStatus("POST", CART)).isEqualTo(200);
    }

    @Test
    void logins_and_pixel_calls_have_a_fault_only_if_they_are_named() {
        faults.every(1, Fault.internalError());
        assertThat(api.login(sandbox.username(), sandbox.password()).outcome()).isEqualTo("OK");
        assertThat(new RawPixel(sandbox).call("?add=1").statusCode()).isEqualTo(200);
        faults.clear();

        faults.on(Operation.LOGIN, Operation.FIRE).next(2, Fault.internalError());
        assertThat(rawStatus("GET", "")).isEqualTo(200);
        assertThat(new RawPixel(sandbox).call("?add=1").statusCode()).isEqualTo(500);
        assertThat(api.sendAny("POST", "/auth", "{}").statusCode()).isEqualTo(500);
        assertThat(new RawPixel(sandbox).call("?add=1").statusCode()).isEqualTo(200);
    }

    @Test
    void what_was_said_first_has_the_first_say_and_the_other_waits() {
        faults.next(Fault.internalError());
        faults.next(Fault.unavailable());

        assertThat(listings(3)).containsExactly(500, 503, 200);
    }

    @Test
    void cleared_faults_do_not_come() {
        faults.next(Fault.internalError());
        faults.clear();

        assertThat(listings(1)).containsExactly(200);
    }

    @Test
    void a_refusal_that_is_due_after_calls_closes_the_port_behind_them_until_the_clock_has_moved() {
        faults.every(3, Fault.refused(Duration.ofSeconds(5)));

        assertThat(listings(2)).containsExactly(200, 200);
        assertThatCode(() -> listings(1)).hasCauseInstanceOf(ConnectException.class);
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(listings(2)).containsExactly(200, 200);
        assertThatCode(() -> listings(1)).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void a_port_opens_by_itself_when_a_real_clock_has_gone_on() {
        faults.next(Fault.refused(Duration.ofMillis(20)));

        boolean isAnswered = false;
        for (long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                !isAnswered && System.nanoTime() < end; ) {
            try {
                isAnswered = listings(1).equals(List.of(200));
            } catch (UncheckedIOException refused) {
                Thread.onSpinWait();
            }
        }
        assertThat(isAnswered).isTrue();
    }

    /** A port that opens again before those who wait for its closing look must not hold them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void a_short_refusal_hangs_nobody(int threads) throws Exception {
        faults.every(5, Fault.refused(Duration.ofMillis(1)));

        List<Integer> answered = inThreads(threads, () -> {
            for (int tries = 0; tries < 100_000; tries++) {
                try {
                    return rawStatus("GET", "");
                } catch (UncheckedIOException refused) {
                    assertThat(refused).hasCauseInstanceOf(IOException.class);
                    assertThat(refused.getCause()).isNotInstanceOf(HttpTimeoutException.class);
                }
            }
            return 0;
        });

        assertThat(answered).hasSize(CALLS).containsOnly(200);
    }

    @Test
    void as_many_calls_have_it_as_were_said_whatever_the_threads() throws Exception {
        faults.next(30, Fault.internalError());
        assertThat(inThreads(20, () -> rawStatus("GET", "")))
                .filteredOn(status -> status == 500)
                .hasSize(30);

        faults.every(7, Fault.internalError());
        assertThat(inThreads(20, () -> rawStatus("GET", "")))
                .filteredOn(status -> status == 500)
                .hasSize(CALLS / 7);
    }

    private static List<Integer> inThreads(int threads, Callable<Integer> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : pool.invokeAll(Collections.nCopies(CALLS, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void faults_that_cannot_be_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.on(Operation.CREATE).next(Fault.refused()))
                .withMessageContaining("CREATE");
        assertThatIllegalArgumentException().isThrownBy(() -> faults.every(1, Fault.refused()));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.share(1, 1, Fault.refused()));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.share(0.5, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.refused().butDone())
                .withMessageContaining("no request comes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.resetBeforeRequest().butDone());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.resetInRequest().butDone());
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.slowBody(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.refused(Duration.ofSeconds(-1)));
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.refused(forEver))
                .withMessageContaining("at most 3650 days");
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.slowHeader(forEver));
    }

    @Test
    void answers_that_cannot_be_sent_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.unavailable(Duration.ofMillis(1500)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault.Answer("empty", 204, List.of(), "text", false))
                .withMessage("status 204: has no body");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault.Failure("empty", 304, List.of(), "SYSTEM", "", "text", false))
                .withMessage("status 304: has no body");
        for (String ofTheServer : List.of("transfer-encoding", "Content-Length", "Connection")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Fault.Answer("x", 200, List.of(ofTheServer, "3"), "abc", false))
                    .withMessageContaining("the server's own");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault.Answer("early", 100, List.of(), "", false))
                .withMessageContaining("100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault.Answer("odd", 200, List.of("Retry-After"), "", false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault.Answer("split", 200, List.of("X", "a\r\nY: b"), "", false));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void a_share_is_greater_than_none_and_at_most_all(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.share(share, 1, Fault.internalError()))
                .withMessageContaining(Double.toString(share));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_number_of_calls_is_one_or_more(int calls) {
        assertThatIllegalArgumentException().isThrownBy(() -> faults.next(calls, Fault.html()));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.every(calls, Fault.html()));
    }

    /** A whole answer, and a reset behind it, would strike the next call on a kept connection. */
    @Test
    void an_answer_without_a_body_is_reset_within_its_head() throws IOException {
        sandbox.faults().on(Operation.FIRE).next(Fault.resetInAnswer());
        String call = "GET /seg?add=1&redir=https%3A%2F%2Fpartner.example HTTP/1.1\r\nHost: ib.adnxs.com\r\n\r\n";
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(sandbox.url()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> socket.getInputStream().transferTo(read))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(read.toString(StandardCharsets.US_ASCII)).doesNotContain("\r\n\r\n");
        assertThat(sandbox.journal().firings()).singleElement().satisfies(firing -> assertThat(firing.goesOnTo())
                .containsExactly("https://partner.example"));
    }

    /** As in an answer that the platform gives of its own. */
    @Test
    void a_failure_on_purpose_has_the_envelope_and_the_ids_of_its_call() {
        faults.next(2, Fault.tooManyRequests(Duration.ofSeconds(3)));

        RawAnswer failed = api.post("", CART);

        assertThat(failed.at("/service") + failed.at("/method")).isEqualTo("\"segment\"\"POST\"");
        assertThat(failed.headers().map()).containsKeys("x-an-requestid", "x-b3-traceid");
        assertThat(failed.headers().firstValue("x-an-user-id")).contains("7001");
        assertThat(failed.headers().firstValue("x-ratelimit-count")).contains("1000");
        assertThat(RawApi.of(sandbox).get("").headers().firstValue("x-an-user-id"))
                .isEmpty();
        assertThat(sandbox.journal().calls(Operation.CREATE))
                .singleElement()
                .satisfies(call -> assertThat(call.user()).contains(sandbox.username()))
                .satisfies(call -> assertThat(call.status()).isEqualTo(429));
    }

    @Test
    void a_failure_of_ones_own_is_worded_as_the_platform_does() {
        faults.next(new Fault.Failure(
                "gone", 200, List.of("X-Pot", "tea"), "SYNTAX", "NOTFOUND_SEGMENT", "segment id not found: 17", false));

        RawAnswer failed = api.get("?id=1");

        assertThat(failed.outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
        assertThat(failed.error()).isEqualTo("segment id not found: 17");
        assertThat(failed.headers().firstValue("X-Pot")).contains("tea");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fault.Failure("odd", 600, List.of(), "SYNTAX", "", "", false))
                .withMessageContaining("status 600");
    }

    @Test
    void a_fault_of_ones_own_is_sent_as_it_is_said() {
        faults.next(new Fault.Answer("teapot", 418, List.of("X-Pot", "tea"), "short and stout", false));

        var answer = api.sendAny("GET", "/segment", "");

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.headers().firstValue("X-Pot")).contains("tea");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("short and stout");
    }

    @Test
    void faults_that_keep_or_spoil_say_whether_a_call_is_done() {
        assertThat(Fault.slowBody(Duration.ofSeconds(1)).butDone()).isEqualTo(Fault.slowBody(Duration.ofSeconds(1)));
        assertThat(Fault.wrongGzip().butDone()).isEqualTo(Fault.wrongGzip());
        assertThat(Fault.html().butDone()).isNotEqualTo(Fault.html());
        Fault.Failure tooMany = (Fault.Failure) Fault.tooManyRequests(Duration.ofSeconds(3));
        assertThat(tooMany.butDone())
                .isEqualTo(new Fault.Failure(
                        tooMany.name(), 429, tooMany.headers(), "SYSTEM", "RATE_EXCEEDED", tooMany.error(), true));
        assertThat(tooMany.headers()).contains("Retry-After", "3");
        assertThat(Fault.html().butDone().butDone()).isEqualTo(Fault.html().butDone());
    }
}
