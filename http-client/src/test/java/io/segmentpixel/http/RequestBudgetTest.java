package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.RequestBudget.Kind;
import io.segmentpixel.http.RequestBudget.Permit;
import io.segmentpixel.http.RequestBudget.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBudgetTest {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime();

    private RequestBudget budget(int reads, int writes, int atOnce) {
        return new LocalBudget(new Rate(reads, PERIOD), new Rate(writes, PERIOD), atOnce, time);
    }

    private static List<CompletableFuture<Permit>> ask(RequestBudget budget, Kind kind, int times) {
        return IntStream.range(0, times).mapToObj(i -> budget.permit(kind)).toList();
    }

    private static long done(List<CompletableFuture<Permit>> permits) {
        return permits.stream().filter(CompletableFuture::isDone).count();
    }

    @ParameterizedTest
    @CsvSource({
        "60, 5, false, 0.3, 0.99",
        "60, 5, false, 20, 0.98",
        "60, 5, false, 100, 0.95",
        "60, 5, true, 0.3, 0.99",
        "60, 5, true, 20, 0.98",
        "60, 5, true, 100, 0.95",
        "5, 1, false, 20, 0.95",
        "5, 1, true, 20, 0.95",
        "1000, 60, false, 100, 0.95",
        "1000, 60, true, 100, 0.95"
    })
    void nothing_is_turned_away_and_nearly_all_that_is_allowed_is_used(
            int most, int seconds, boolean isSliding, double millis, double used) {
        Random random = new Random(17);
        for (int workers : new int[] {8, 15}) {
            VirtualTime own = new VirtualTime();
            Rate rate = new Rate(most, Duration.ofSeconds(seconds));
            RequestBudget budget = new LocalBudget(rate, rate, 15, own);
            CountingBackend backend = new CountingBackend(
                    own,
                    new CountingBackend.Limit(most, Duration.ofSeconds(seconds), isSliding),
                    () -> Duration.ofNanos((long) (millis * 1e6)),
                    random::nextDouble);

            CompletableFuture<Integer> jobs = Workers.start(workers, 5 * most, () -> budget.permit(Kind.WRITE)
                    .thenCompose(permit -> backend.send().whenComplete((reply, failure) -> permit.giveBack())));
            own.runUntil(jobs);

            assertThat(jobs.join()).isEqualTo(5 * most);
            assertThat(backend.refused()).isZero();
            assertThat(backend.used()).isGreaterThanOrEqualTo(used);
        }
    }

    @Test
    void a_slot_is_free_one_period_after_its_permit_was_given_back_and_no_earlier() {
        RequestBudget budget = budget(1, 2, 15);
        List<CompletableFuture<Permit>> permits = ask(budget, Kind.WRITE, 3);
        assertThat(done(permits)).isEqualTo(2);

        time.runFor(Duration.ofSeconds(100));
        assertThat(done(permits)).isEqualTo(2);
        permits.get(1).join().giveBack();
        time.runFor(PERIOD.minusNanos(1));
        assertThat(done(permits)).isEqualTo(2);
        time.runFor(Duration.ofNanos(1));
        assertThat(done(permits)).isEqualTo(3);
    }

    @Test
    void a_permit_that_is_given_back_twice_counts_once() {
        RequestBudget budget = budget(100, 100, 2);
        List<CompletableFuture<Permit>> permits = ask(budget, Kind.READ, 5);
        permits.get(0).join().giveBack();
        permits.get(0).join().giveBack();

        assertThat(done(permits)).isEqualTo(3);
    }

    @Test
    void reads_go_past_writes_whose_rate_is_used_up_and_the_reverse() {
        for (Kind busy : Kind.values()) {
            RequestBudget budget = budget(3, 3, 15);
            Kind free = busy == Kind.READ ? Kind.WRITE : Kind.READ;
            List<CompletableFuture<Permit>> waiting = ask(budget, busy, 10);

            assertThat(done(ask(budget, free, 3))).isEqualTo(3);
            assertThat(done(waiting)).isEqualTo(3);
        }
    }

    @Test
    void a_place_in_flight_goes_to_whoever_asked_first_of_both_kinds() {
        RequestBudget budget = budget(100, 100, 1);
        List<String> gone = new ArrayList<>();
        CompletableFuture<Permit> first = budget.permit(Kind.READ);
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (Kind kind : List.of(Kind.WRITE, Kind.READ, Kind.READ, Kind.WRITE)) {
            int number = others.size();
            others.add(budget.permit(kind).thenAccept(permit -> {
                gone.add(kind + " " + number);
                permit.giveBack();
            }));
        }

        first.join().giveBack();
        assertThat(gone).containsExactly("WRITE 0", "READ 1", "READ 2", "WRITE 3");
        assertThat(others).allMatch(CompletableFuture::isDone);
    }

    @Test
    void who_asks_while_it_is_told_of_its_permit_gets_the_next_one_at_once() {
        RequestBudget budget = budget(2, 2, 2);
        List<Boolean> atOnce = new ArrayList<>();
        CompletableFuture<Void> first = budget.permit(Kind.READ)
                .thenAccept(permit -> atOnce.add(budget.permit(Kind.READ).isDone()));

        assertThat(first).isDone();
        assertThat(atOnce).containsExactly(true);
    }

    @Test
    void a_hundred_thousand_that_wait_for_one_place_go_one_after_the_other() {
        RequestBudget budget = budget(1_000_000, 1, 1);
        CompletableFuture<Permit> first = budget.permit(Kind.READ);
        AtomicInteger gone = new AtomicInteger();
        CompletableFuture<?>[] others = IntStream.range(0, 100_000)
                .mapToObj(i -> budget.permit(Kind.READ).thenAccept(permit -> {
                    assertThat(gone.getAndIncrement()).isEqualTo(i);
                    permit.giveBack();
                }))
                .toArray(CompletableFuture[]::new);

        first.join().giveBack();
        CompletableFuture.allOf(others).join();
        assertThat(gone).hasValue(100_000);
    }

    @Test
    void what_is_withdrawn_is_passed_over_and_costs_nothing() {
        RequestBudget budget = budget(1, 1, 15);
        List<CompletableFuture<Permit>> permits = ask(budget, Kind.READ, 4);
        permits.get(1).cancel(false);
        permits.get(2).completeExceptionally(new TimeoutException("too late"));
        permits.get(0).join().giveBack();

        time.runFor(PERIOD);
        assertThat(permits.get(3)).isCompleted();
    }

    @Test
    void what_is_withdrawn_in_the_moment_of_its_permit_leaves_the_slot_to_the_next() {
        RequestBudget budget = budget(2, 2, 2);
        List<CompletableFuture<Permit>> reads = ask(budget, Kind.READ, 2);
        List<CompletableFuture<Permit>> writes = ask(budget, Kind.WRITE, 3);
        // the second write is let go by the place of the second read, and withdrawn before it is told
        CompletableFuture<Void> withdraws = writes.get(0).thenAccept(permit -> {
            reads.get(1).join().giveBack();
            assertThat(writes.get(1).cancel(false)).isTrue();
        });
        reads.get(0).join().giveBack();

        assertThat(withdraws).isCompleted();
        assertThat(writes.get(1)).isCancelled();
        assertThat(writes.get(2)).isCompleted();
    }

    @Test
    void one_timer_runs_for_each_kind_that_waits_and_none_when_nothing_does() {
        RequestBudget budget = budget(2, 2, 15);
        for (Kind kind : Kind.values()) {
            ask(budget, kind, 2).forEach(permit -> permit.join().giveBack());
        }
        assertThat(time.pending()).isZero();

        List<CompletableFuture<Permit>> reads = ask(budget, Kind.READ, 7);
        List<CompletableFuture<Permit>> writes = ask(budget, Kind.WRITE, 7);
        assertThat(time.pending()).isEqualTo(2);
        reads.forEach(permit -> permit.cancel(false));
        assertThat(time.pending()).isEqualTo(1);
        writes.subList(1, 7).forEach(permit -> permit.cancel(false));
        assertThat(time.pending()).isEqualTo(1);
        time.runUntil(writes.get(0));
        assertThat(time.pending()).isZero();
        assertThat(time.elapsed()).isEqualTo(PERIOD);
    }

    @Test
    void of_many_threads_never_more_are_on_their_way_than_was_said_and_all_get_there() throws Exception {
        Rate rate = new Rate(1_000_000, Duration.ofDays(1));
        RequestBudget budget = RequestBudget.of(rate, rate, 3);
        AtomicInteger out = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        AtomicInteger gone = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            ends.add(threads.submit(() -> {
                for (int i = 0; i < 5_000; i++) {
                    CompletableFuture<Permit> permit = budget.permit(i % 2 == 0 ? Kind.READ : Kind.WRITE);
                    if (i % 7 != 0 || !permit.cancel(false)) {
                        Permit mine = permit.join();
                        peak.accumulateAndGet(out.incrementAndGet(), Math::max);
                        gone.incrementAndGet();
                        out.decrementAndGet();
                        mine.giveBack();
                    }
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(peak.get()).isBetween(1, 3);
        assertThat(gone.get()).isGreaterThanOrEqualTo(8 * 5_000 * 6 / 7);
        assertThat(done(ask(budget, Kind.READ, 4))).isEqualTo(3);
    }

    @Test
    void numbers_out_of_range_are_refused_by_name() {
        Rate rate = new Rate(1, Duration.ofDays(1));
        assertThatThrownBy(() -> RequestBudget.of(0, 60, PERIOD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reads 0: must be 1 to 1,000,000");
        assertThatThrownBy(() -> RequestBudget.of(1, 1_000_001, PERIOD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("writes 1000001: must be 1 to 1,000,000");
        assertThatThrownBy(() -> new Rate(-1, PERIOD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requests -1: must be 1 to 1,000,000");
        assertThatThrownBy(() -> RequestBudget.of(rate, rate, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requests at once 16: must be 1 to 15");
        assertThatThrownBy(() -> RequestBudget.of(rate, rate, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
    void a_period_is_longer_than_zero_and_at_most_a_day(Duration period) {
        assertThatThrownBy(() -> RequestBudget.of(1, 1, period))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period " + period + ": must be longer than zero and at most a day");
    }

    @Test
    void fifteen_go_at_once_where_nothing_else_is_said() {
        assertThat(done(ask(RequestBudget.of(100, 100, PERIOD), Kind.READ, 20))).isEqualTo(15);
    }
}
