package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.CountingBackend.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {
    private static final Instant START = VirtualTime.START;
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int RUNS = 10;

    private static CountingBackend backend(VirtualTime time, Limit limit, double millis, double jitter, Random random) {
        return new CountingBackend(
                time,
                limit,
                () -> Duration.ofNanos((long) (millis * 1e6 * (1 + jitter * (2 * random.nextDouble() - 1)))),
                random::nextDouble);
    }

    private static void finish(VirtualTime time, CountingBackend backend, int workers, int jobs) {
        CompletableFuture<Integer> done = Workers.start(workers, jobs, new RecoveringPath(time, backend)::send);
        time.runUntil(done);
        assertThat(done.join()).isEqualTo(jobs);
    }

    @ParameterizedTest
    @CsvSource({
        "8, false, 0.3, 0.99", "8, false, 20, 0.95", "8, false, 100, 0.8",
        "8, true, 0.3, 0.99", "8, true, 20, 0.95", "8, true, 100, 0.8",
        "15, false, 0.3, 0.99", "15, false, 20, 0.95", "15, false, 100, 0.8",
        "15, true, 0.3, 0.99", "15, true, 20, 0.95", "15, true, 100, 0.8"
    })
    void most_of_what_is_allowed_is_used_and_few_are_turned_away(
            int workers, boolean isSliding, double millis, double used) {
        for (int seed = 0; seed < RUNS; seed++) {
            for (double jitter : new double[] {0, 0.5}) {
                VirtualTime time = new VirtualTime();
                CountingBackend backend =
                        backend(time, new Limit(60, PERIOD, isSliding), millis, jitter, new Random(seed));

                finish(time, backend, workers, 300);

                assertThat(backend.used()).isGreaterThanOrEqualTo(used);
                // all workers run into the first refusal, one into the second
                assertThat(backend.refused()).isLessThanOrEqualTo(workers + 1);
                assertThat(backend.mostInFlight()).isEqualTo(workers);
            }
        }
    }

    @Test
    void where_the_window_slides_and_answers_come_unevenly_it_stays_so() {
        for (int seed = 0; seed < 3 * RUNS; seed++) {
            VirtualTime time = new VirtualTime();
            CountingBackend backend = backend(time, new Limit(60, PERIOD, true), 100, 0.5, new Random(seed));

            finish(time, backend, 8, 1_200);

            assertThat(backend.used()).isGreaterThanOrEqualTo(0.8);
            assertThat(backend.refusedShare()).isLessThanOrEqualTo(1 / 30.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 1, false, 0.9", "5, 1, true, 0.9", "1000, 60, false, 0.95", "1000, 60, true, 0.95"})
    void small_and_large_limits_are_found_alike(int most, int seconds, boolean isSliding, double used) {
        for (int seed = 0; seed < RUNS; seed++) {
            VirtualTime time = new VirtualTime();
            Limit limit = new Limit(most, Duration.ofSeconds(seconds), isSliding);
            CountingBackend backend = backend(time, limit, 20, 0.5, new Random(seed));

            finish(time, backend, 8, 40 * most);

            assertThat(backend.used()).isGreaterThanOrEqualTo(used);
            // the first costs as many as are on their way, then about one window of four costs one
            assertThat(backend.refused()).isLessThanOrEqualTo(8 + 14);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3, false", "20, false", "100, false", "0.3, true", "20, true", "100, true"})
    void beside_another_consumer_that_takes_half_nothing_is_lost_and_it_ends(double millis, boolean isSliding) {
        for (int seed = 0; seed < RUNS; seed++) {
            VirtualTime time = new VirtualTime();
            Random random = new Random(seed);
            CountingBackend backend = backend(time, new Limit(60, PERIOD, isSliding), millis, 0.5, random);
            CompletableFuture<?>[] others = random.doubles(40 * 30, 0, 40)
                    .mapToObj(period -> time.after(Duration.ofNanos((long) (period * PERIOD.toNanos()))))
                    .map(due -> due.thenRun(backend::count))
                    .toArray(CompletableFuture[]::new);
            time.runFor(PERIOD);

            finish(time, backend, 8, 300);

            assertThat(CompletableFuture.allOf(others)).isNotDone();
            assertThat(backend.lasted()).isLessThan(Duration.ofMinutes(1));
            assertThat(backend.refusedShare()).isLessThan(0.3);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_limit_that_rises_is_found(boolean isSliding) {
        VirtualTime time = new VirtualTime();
        CountingBackend backend = backend(time, new Limit(60, PERIOD, isSliding), 20, 0, new Random(17));
        CompletableFuture<Void> risen =
                time.after(Duration.ofSeconds(16)).thenRun(() -> backend.change(new Limit(240, PERIOD, isSliding)));

        finish(time, backend, 8, 240 * 10);

        assertThat(risen).isDone();
        // 4 windows of 60, at most 4 more until it asks again, then 240 in each: at most 8 + 8 of them
        assertThat(backend.lasted()).isLessThan(PERIOD.multipliedBy(4 + 4 + 9));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_limit_that_falls_costs_few_refusals(boolean isSliding) {
        VirtualTime time = new VirtualTime();
        CountingBackend backend = backend(time, new Limit(60, PERIOD, isSliding), 20, 0, new Random(17));
        CompletableFuture<Void> fallen =
                time.after(Duration.ofSeconds(16)).thenRun(() -> backend.change(new Limit(20, PERIOD, isSliding)));

        finish(time, backend, 8, 600);

        assertThat(fallen).isDone();
        assertThat(backend.refusedShare()).isLessThan(0.05);
    }

    @Test
    void at_first_nothing_holds_requests_back() {
        Recovery recovery = new Recovery();

        assertThat(recovery.heldBack(START)).isZero();
        assertThat(recovery.mostInFlight()).isEqualTo(15);
    }

    @Test
    void a_refusal_holds_back_until_its_time_and_then_one_goes_and_one_more_with_each_answer() {
        Recovery recovery = new Recovery();
        Instant end = START.plusSeconds(9);
        for (int i = 0; i < 100; i++) {
            recovery.sent(START);
            recovery.answered(START, START);
        }
        recovery.sent(START);
        recovery.turnedAway(START, START, Duration.ofSeconds(9));

        assertThat(recovery.heldBack(START.plusSeconds(1))).isEqualTo(Duration.ofSeconds(8));
        assertThat(recovery.heldBack(end)).isZero();
        assertThat(recovery.mostInFlight()).isEqualTo(1);
        for (int most = 2; most <= 15; most++) {
            recovery.sent(end);
            recovery.answered(end, end);
            assertThat(recovery.mostInFlight()).isEqualTo(most);
        }
        recovery.sent(end);
        recovery.answered(end, end);
        assertThat(recovery.mostInFlight()).isEqualTo(15);
    }

    @Test
    void a_refusal_of_what_went_before_the_hold_lengthens_it_and_teaches_nothing() {
        Recovery recovery = afterRefusalOfTheNext(10);
        Instant end = START.plusSeconds(9);
        recovery.sent(end);
        recovery.answered(end, end);
        recovery.sent(end);

        recovery.turnedAway(START, end.plusMillis(1), Duration.ofSeconds(4));
        assertThat(recovery.heldBack(end.plusMillis(1))).isEqualTo(Duration.ofSeconds(4));
        assertThat(recovery.mostInFlight()).isEqualTo(2);
        recovery.turnedAway(START, end.plusMillis(2), Duration.ofSeconds(1));
        assertThat(recovery.heldBack(end.plusMillis(2))).isEqualTo(Duration.ofMillis(3_999));
    }

    @Test
    void as_many_are_in_flight_as_are_left_and_beyond_the_number_one_more_for_every_four() {
        Recovery recovery = afterRefusalOfTheNext(20);
        Instant end = START.plusSeconds(9);
        int[] most = new int[29];
        for (int passed = 0; passed < most.length; passed++) {
            recovery.sent(end);
            recovery.answered(end, end);
            most[passed] = recovery.mostInFlight();
        }

        assertThat(most)
                .containsExactly(
                        2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3);
    }

    @Test
    void a_confirmed_number_is_not_asked_for_again_in_the_next_three_windows() {
        Recovery recovery = afterRefusalOfTheNext(5);
        Instant now = START.plusSeconds(9);
        now = passed(recovery, 5, now);
        recovery.sent(now);
        recovery.turnedAway(now, now, Duration.ofSeconds(9));

        for (int window = 0; window < 3; window++) {
            now = passed(recovery, 5, now.plusSeconds(9));
            assertThat(recovery.heldBack(now)).isEqualTo(Duration.ofSeconds(9));
        }
        now = passed(recovery, 5, now.plusSeconds(9));
        assertThat(recovery.heldBack(now)).isZero();
        assertThat(recovery.mostInFlight()).isEqualTo(1);
    }

    private static Instant passed(Recovery recovery, int many, Instant now) {
        for (int i = 0; i < many; i++) {
            assertThat(recovery.heldBack(now)).isZero();
            recovery.sent(now);
            recovery.answered(now, now);
        }
        return now;
    }

    /** So many passed at the start; the next one was turned away, for nine seconds. */
    private static Recovery afterRefusalOfTheNext(int number) {
        Recovery recovery = new Recovery();
        passed(recovery, number, START);
        recovery.sent(START);
        recovery.turnedAway(START, START, Duration.ofSeconds(9));
        return recovery;
    }
}
