package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.CountingBackend.Limit;
import io.segmentpixel.http.RequestBudget.Rate;
import io.segmentpixel.segment.Segment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 300 creates of eight workers against 60 writes in five seconds: how many are turned away, and how much is used. */
class PacingTest {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int MOST = 60;
    private static final int JOBS = 300;
    private static final int WORKERS = 8;
    private static final int RUNS = 3;

    /** One run: a backend, a client, and the creates. */
    private static final class Run {
        private final VirtualTime time = new VirtualTime();
        private final Random random;
        private final CountingBackend backend;
        private final SimulatedTransport transport;

        Run(int seed, boolean isSliding, double millis, boolean namesTheWait) {
            random = new Random(seed);
            backend = new CountingBackend(
                    time,
                    new Limit(MOST, PERIOD, isSliding),
                    () -> Duration.ofNanos((long) (millis * 1e6)),
                    random::nextDouble);
            transport = SimulatedTransport.counting(time, backend, namesTheWait);
        }

        SimulatedClient.Settings settings() {
            return SimulatedClient.Settings.of(time, transport).withJitter(random::nextDouble);
        }

        RequestBudget budget(int writes) {
            return new LocalBudget(new Rate(1_000, PERIOD), new Rate(writes, PERIOD), 15, time);
        }

        /** Somebody else who makes so many writes in each period, at any time or all at its start. */
        void besideAnother(int writes, boolean inBursts) {
            CompletableFuture<?> unused = CompletableFuture.allOf(IntStream.range(0, 40 * writes)
                    .mapToDouble(i -> inBursts ? Math.floorDiv(i, writes) : random.nextDouble() * 40)
                    .mapToObj(periods -> time.after(Duration.ofNanos((long) (periods * PERIOD.toNanos()))))
                    .map(due -> due.thenRun(backend::count))
                    .toArray(CompletableFuture<?>[]::new));
            time.runFor(PERIOD);
        }

        /** All are done, each once, and never more than 15 were on their way. */
        void finish(SimulatedClient client, int workers) {
            CompletableFuture<List<CompletableFuture<Segment>>> creates = client.creating(workers, JOBS);
            time.runUntil(creates);

            assertThat(creates.join()).hasSize(JOBS).allMatch(create -> !create.isCompletedExceptionally());
            assertThat(transport.written()).hasSize(JOBS);
            assertThat(new HashSet<>(transport.written())).hasSize(JOBS);
            assertThat(transport.mostInFlight()).isLessThanOrEqualTo(15);
            assertThat(transport.sent(Call.Kind.LOGIN)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0.3", "false, 20", "false, 100", "true, 0.3", "true, 20", "true, 100"})
    void with_the_budget_named_nothing_is_turned_away_and_nearly_all_that_is_allowed_is_used(
            boolean isSliding, double millis) {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed, isSliding, millis, true);

            run.finish(run.settings().with(run.budget(MOST)).client(), WORKERS);

            assertThat(run.backend.refused()).isZero();
            assertThat(run.backend.used()).isGreaterThanOrEqualTo(0.95);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0.3", "false, 20", "false, 100", "true, 0.3", "true, 20", "true, 100"})
    void without_a_budget_most_is_used_and_at_most_one_request_of_twenty_is_turned_away(
            boolean isSliding, double millis) {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed, isSliding, millis, true);

            run.finish(run.settings().client(), WORKERS);

            assertThat(run.backend.used()).isGreaterThanOrEqualTo(0.8);
            assertThat(run.backend.refusedShare()).isLessThanOrEqualTo(0.05);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0.3, false", "false, 20, false", "false, 100, false", "true, 0.3, false", "true, 20, false",
        "true, 100, false", "false, 0.3, true", "false, 20, true", "false, 100, true", "true, 0.3, true",
        "true, 20, true", "true, 100, true"
    })
    void beside_another_who_takes_half_none_is_lost(boolean isSliding, double millis, boolean inBursts) {
        for (int seed = 0; seed < RUNS; seed++) {
            for (int budget : new int[] {0, MOST / 2, MOST}) {
                Run run = new Run(seed, isSliding, millis, true);
                run.besideAnother(MOST / 2, inBursts);

                run.finish((budget == 0 ? run.settings() : run.settings().with(run.budget(budget))).client(), WORKERS);

                // half of 60 in five seconds are 300 in 50 seconds
                assertThat(run.backend.lasted()).isLessThan(Duration.ofSeconds(90));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "false, 60", "true, 60"})
    void of_forty_workers_fifteen_are_on_their_way_at_most_and_none_is_lost(boolean isSliding, int budget) {
        Run run = new Run(17, isSliding, 20, true);

        run.finish((budget == 0 ? run.settings() : run.settings().with(run.budget(budget))).client(), 40);

        assertThat(run.transport.mostInFlight()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void where_the_backend_names_no_wait_none_is_lost_either(boolean isSliding) {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed, isSliding, 20, false);

            run.finish(run.settings().client(), WORKERS);

            assertThat(run.backend.used()).isGreaterThanOrEqualTo(0.8);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_login_that_takes_its_time_is_not_taken_for_a_part_of_the_window(boolean isSliding) {
        Run run = new Run(17, isSliding, 20, true);
        run.transport.onLogin(Duration.ofSeconds(4), SimulatedTransport.ok("\"token\": \"late\""));

        run.finish(run.settings().client(), WORKERS);

        assertThat(run.backend.used()).isGreaterThanOrEqualTo(0.8);
        assertThat(run.backend.refusedShare()).isLessThanOrEqualTo(0.05);
    }
}
