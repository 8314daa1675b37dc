package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.SegmentServiceException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is counted is counted exactly, however many ask at once. */
class CountingThreadsTest {
    private static final int ROUNDS = 200;
    private static final SandboxUser USER = SandboxUser.named("user").withPassword("secret");

    private final SettableClock clock = new SettableClock();

    @AutoClose("shutdownNow")
    private final ExecutorService workers = Executors.newFixedThreadPool(40);

    /** How many of the calls succeed when the threads begin together. */
    private int successes(int threads, int callsOfEach, Runnable call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Integer> calls = () -> {
            start.await();
            int successes = 0;
            for (int made = 0; made < callsOfEach; made++) {
                successes += succeeds(call) ? 1 : 0;
            }
            return successes;
        };
        int successes = 0;
        for (Future<Integer> ofThread : workers.invokeAll(Collections.nCopies(threads, calls))) {
            successes += ofThread.get();
        }
        return successes;
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ApiException | SegmentServiceException refused) {
            return false;
        }
    }

    private Runnable login(Limits limits) {
        Logins logins = new Logins(clock, () -> limits);
        logins.put(USER);
        return () -> logins.byPassword("{\"auth\": {\"username\": \"user\", \"password\": \"secret\"}}");
    }

    @Test
    void of_forty_logins_at_once_ten_are_let_in() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(successes(40, 1, login(Limits.documented()))).isEqualTo(10);
        }
    }

    @Test
    void of_eight_thousand_logins_of_eight_threads_as_many_are_let_in_as_may_be() throws Exception {
        Limits limits = Limits.documented().withLogins(4000, Duration.ofMinutes(5));

        assertThat(successes(8, 1000, login(limits))).isEqualTo(4000);
    }

    @Test
    void of_two_hundred_writes_of_twenty_threads_sixty_are_done() throws Exception {
        Limits limits = Limits.documented().withWrites(60, Duration.ofSeconds(5));
        for (int round = 0; round < ROUNDS; round++) {
            Rates rates = new Rates(clock, () -> limits);

            assertThat(successes(20, 10, () -> rates.count(USER, 7001, true))).isEqualTo(60);
        }
    }

    @Test
    void the_next_three_of_twenty_calls_at_once_fail() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(successes(20, 1, readThatFails(3))).isEqualTo(17);
        }
    }

    @Test
    void of_many_calls_of_four_threads_exactly_the_next_ones_fail() throws Exception {
        for (int round = 0; round < 10; round++) {
            assertThat(successes(4, 100_000, readThatFails(200_000))).isEqualTo(200_000);
        }
    }

    private static Runnable readThatFails(int times) {
        ServiceFaults faults = new ServiceFaults();
        BackendUnavailableException down = new BackendUnavailableException("down", BackendAnswer.NONE, null);
        faults.next(times, Operation.READ, () -> down);
        return () -> faults.over(Operation.READ, () -> "read");
    }
}
