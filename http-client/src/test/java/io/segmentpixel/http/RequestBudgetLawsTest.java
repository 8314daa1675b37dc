package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.RequestBudget.Kind;
import io.segmentpixel.http.RequestBudget.Permit;
import io.segmentpixel.http.RequestBudget.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds of a budget whoever asks when, however long the answers take, and whatever is withdrawn. */
class RequestBudgetLawsTest {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int NEVER = 3_000;

    /** A request: when it is asked for, when that is withdrawn, how long its answer takes, and when in between it counts. */
    record Asked(Kind kind, int at, int withdrawnAfter, int latency, int countedAfter, boolean givesBackTwice) {}

    @Provide
    Arbitrary<List<Asked>> requests() {
        Arbitrary<Integer> withdrawn = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(NEVER)),
                Tuple.of(1, Arbitraries.integers().between(0, 2_500)));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 2_500),
                        withdrawn,
                        Arbitraries.integers().between(0, 1_200),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.of(false, true))
                .as((kind, at, after, latency, percent, twice) ->
                        new Asked(kind, at, after, latency, latency * percent / 100, twice))
                .list()
                .ofMaxSize(60);
    }

    /** One run of such requests. */
    private static final class Run {
        private final VirtualTime time = new VirtualTime();
        private final RequestBudget budget;
        private final Map<Kind, List<Integer>> asked = new EnumMap<>(Kind.class);
        private final Map<Kind, List<Integer>> gone = new EnumMap<>(Kind.class);
        private final Map<Kind, List<Instant>> goneAt = new EnumMap<>(Kind.class);
        private final Map<Kind, List<Instant>> counted = new EnumMap<>(Kind.class);
        private final List<CompletableFuture<?>> ends = new ArrayList<>();
        private int out;
        private int mostOut;

        Run(int reads, int writes, int atOnce, List<Asked> requests) {
            budget = new LocalBudget(new Rate(reads, PERIOD), new Rate(writes, PERIOD), atOnce, time);
            for (Kind kind : Kind.values()) {
                asked.put(kind, new ArrayList<>());
                gone.put(kind, new ArrayList<>());
                goneAt.put(kind, new ArrayList<>());
                counted.put(kind, new ArrayList<>());
            }
            for (int number = 0; number < requests.size(); number++) {
                start(number, requests.get(number));
            }
            time.run();
        }

        private static <T> List<T> of(Kind kind, Map<Kind, List<T>> all) {
            return all.getOrDefault(kind, List.of());
        }

        private void start(int number, Asked request) {
            ends.add(after(request.at()).thenRun(() -> {
                of(request.kind(), asked).add(number);
                CompletableFuture<Permit> permit = budget.permit(request.kind());
                ends.add(permit.thenAccept(mine -> send(number, request, mine)));
                if (request.withdrawnAfter() < NEVER) {
                    ends.add(after(request.withdrawnAfter()).thenRun(() -> {
                        if (permit.cancel(false)) {
                            of(request.kind(), asked).remove((Integer) number);
                        }
                    }));
                }
            }));
        }

        private void send(int number, Asked request, Permit permit) {
            of(request.kind(), gone).add(number);
            of(request.kind(), goneAt).add(time.now());
            mostOut = Math.max(mostOut, ++out);
            ends.add(after(request.countedAfter())
                    .thenRun(() -> of(request.kind(), counted).add(time.now())));
            ends.add(after(request.latency()).thenRun(() -> {
                out--;
                permit.giveBack();
                if (request.givesBackTwice()) {
                    permit.giveBack();
                }
            }));
        }

        private CompletableFuture<Void> after(int millis) {
            return time.after(Duration.ofMillis(millis));
        }

        /** How many permits of a kind go now, if each is given back at once. */
        private long goNow(Kind kind, int many) {
            List<CompletableFuture<Void>> permits = IntStream.range(0, many)
                    .mapToObj(i -> budget.permit(kind).thenAccept(Permit::giveBack))
                    .toList();
            return permits.stream().filter(CompletableFuture::isDone).count();
        }
    }

    @Property(seed = "17")
    void no_window_of_the_backend_ever_holds_more_than_the_rate(
            @ForAll @IntRange(min = 1, max = 12) int reads,
            @ForAll @IntRange(min = 1, max = 12) int writes,
            @ForAll @IntRange(min = 1, max = 15) int atOnce,
            @ForAll("requests") List<Asked> requests) {
        Run run = new Run(reads, writes, atOnce, requests);

        for (Kind kind : Kind.values()) {
            int most = kind == Kind.READ ? reads : writes;
            List<Instant> counted = Run.of(kind, run.counted).stream().sorted().toList();
            for (int i = most; i < counted.size(); i++) {
                assertThat(Duration.between(counted.get(i - most), counted.get(i)))
                        .isGreaterThanOrEqualTo(PERIOD);
            }
        }
    }

    @Property(seed = "17")
    void never_more_are_on_their_way_than_the_places_and_whoever_is_not_withdrawn_goes_in_its_turn(
            @ForAll @IntRange(min = 1, max = 12) int reads,
            @ForAll @IntRange(min = 1, max = 12) int writes,
            @ForAll @IntRange(min = 1, max = 15) int atOnce,
            @ForAll("requests") List<Asked> requests) {
        Run run = new Run(reads, writes, atOnce, requests);

        assertThat(run.mostOut).isLessThanOrEqualTo(atOnce);
        for (Kind kind : Kind.values()) {
            assertThat(Run.of(kind, run.gone)).isEqualTo(Run.of(kind, run.asked));
        }
        assertThat(run.ends.stream().filter(end -> !end.isDone())).isEmpty();
    }

    @Property(seed = "17")
    void no_permit_is_lost_and_none_is_made(
            @ForAll @IntRange(min = 1, max = 12) int reads,
            @ForAll @IntRange(min = 1, max = 12) int writes,
            @ForAll @IntRange(min = 1, max = 15) int atOnce,
            @ForAll("requests") List<Asked> requests) {
        Run run = new Run(reads, writes, atOnce, requests);

        assertThat(run.time.pending()).isZero();
        run.time.runFor(PERIOD);
        List<CompletableFuture<Permit>> places = Stream.of(Kind.values())
                .flatMap(kind ->
                        IntStream.range(0, kind == Kind.READ ? reads : writes).mapToObj(i -> kind))
                .map(run.budget::permit)
                .toList();
        assertThat(places.stream().filter(CompletableFuture::isDone).count())
                .isEqualTo(Math.min(atOnce, reads + writes));
        places.forEach(permit -> permit.thenAccept(Permit::giveBack).isDone());
        run.time.runFor(PERIOD);
        assertThat(run.goNow(Kind.READ, reads + 3)).isEqualTo(reads);
        assertThat(run.goNow(Kind.WRITE, writes + 3)).isEqualTo(writes);
    }

    @Property(seed = "17")
    void where_there_are_places_enough_the_writes_change_nothing_for_the_reads(
            @ForAll @IntRange(min = 1, max = 10) int reads,
            @ForAll @IntRange(min = 1, max = 5) int writes,
            @ForAll("requests") List<Asked> requests) {
        List<Asked> alone =
                requests.stream().filter(request -> request.kind() == Kind.READ).toList();

        Run both = new Run(reads, writes, 15, requests);
        Run readsAlone = new Run(reads, writes, 15, alone);

        assertThat(Run.of(Kind.READ, both.goneAt)).isEqualTo(Run.of(Kind.READ, readsAlone.goneAt));
    }
}
