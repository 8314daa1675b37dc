package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.ClientOperation;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As few logins as can be: the sandbox, which counts them, is the judge. */
class LoginsTest extends LoginStage {
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
