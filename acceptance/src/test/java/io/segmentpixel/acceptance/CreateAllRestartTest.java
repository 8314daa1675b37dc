package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Fault;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 500 segments over a backend of which a tenth of the calls go wrong: stopped in the middle, and started again with the same
 * segments until it returns, {@code createAll} leaves each code once, and what it says of each is so.
 */
class CreateAllRestartTest extends CreateAllStage {
    private static final int MANY = 500;
    private static final int IN_THE_MIDDLE = 150;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<NewSegment> WANTED = IntStream.range(0, MANY)
            .mapToObj(number -> NewSegment.named("Segment " + number)
                    .withCode("code_" + number)
                    .keptFor(Duration.ofDays(1 + number % 180)))
            .toList();

    private final Set<NewSegment> doubtful = new HashSet<>();

    static LongStream seeds() {
        return LongStream.range(0, Boolean.getBoolean("segmentpixel.long") ? 20 : 2);
    }

    private void aTenthGoesWrong(long seed) {
        sandbox.faults()
                .share(
                        0.1,
                        seed,
                        Fault.resetAfterRequest(),
                        Fault.resetAfterRequest().butDone(),
                        Fault.internalError(),
                        Fault.internalError().butDone(),
                        Fault.unavailable(),
                        Fault.html(),
                        Fault.html().butDone(),
                        Fault.tooManyRequests(SECOND),
                        Fault.turnedAway(SECOND),
                        Fault.refused(SECOND));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void interrupted_and_started_again_it_leaves_each_code_once(long seed) {
        aTenthGoesWrong(seed);
        Thread caller = Thread.currentThread();
        SegmentClient client = client();

        List<Segment> created = untilItReturns(() -> client, whenInTheMiddle(caller::interrupt));

        thereIsEachOnce(created);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void closed_and_started_again_with_another_client_it_leaves_each_code_once(long seed) {
        aTenthGoesWrong(seed);
        client();

        List<Segment> created = untilItReturns(this::latest, whenInTheMiddle(() -> {
            latest().close();
            client();
        }));

        thereIsEachOnce(created);
    }

    /**
     * The first one hears nothing any more, as though its process were frozen, and wakes when another has done it all. What it sent
     * last may still be carried out while the other is at work.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void abandoned_and_started_again_with_another_client_it_leaves_each_code_once(long seed) {
        aTenthGoesWrong(seed);
        FrozenAnswers frozen = new FrozenAnswers();
        ToldOutcomes told = new ToldOutcomes();
        SegmentClient abandoned = client(frozen);
        CompletableFuture<Optional<List<Segment>>> first = CompletableFuture.supplyAsync(
                () -> run(abandoned, told.andThen(whenInTheMiddle(frozen::freeze)), told),
                task -> new Thread(task).start());
        CompletableFuture.anyOf(first, frozen.first())
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
        doubtful.addAll(WANTED);
        told.outcomes().forEach(outcome -> doubtful.remove(outcome.request()));
        SegmentClient client = client();

        List<Segment> created = untilItReturns(() -> client, outcome -> {});

        thereIsEachOnce(created);
        frozen.thaw();
        first.orTimeout(1, TimeUnit.MINUTES).join();
        thereIsEachOnce(created);
    }

    private static Consumer<CreateOutcome> whenInTheMiddle(Runnable stop) {
        Set<NewSegment> created = new HashSet<>();
        return outcome -> {
            if (outcome.isDone() && created.add(outcome.request()) && created.size() == IN_THE_MIDDLE) {
                stop.run();
            }
        };
    }

    private List<Segment> untilItReturns(Supplier<SegmentClient> clients, Consumer<CreateOutcome> stop) {
        Optional<List<Segment>> created = Optional.empty();
        for (int runs = 0; created.isEmpty(); runs++) {
            assertThat(runs).isLessThan(50);
            created = truthfulRun(clients.get(), stop);
        }
        return created.get();
    }

    /** One run, of which all that is said is compared with what stands there before and after. */
    private Optional<List<Segment>> truthfulRun(SegmentClient client, Consumer<CreateOutcome> stop) {
        Map<SegmentCode, Segment> before = standing();
        ToldOutcomes told = new ToldOutcomes();
        Optional<List<Segment>> created = run(client, told.andThen(stop), told);
        Thread.interrupted();
        Map<SegmentCode, Segment> after = standing();
        assertThat(told.outcomes()).allSatisfy(outcome -> isSo(outcome, before, after));
        return created;
    }

    /** The list if all were created; else what the failure says is what was told. */
    private static Optional<List<Segment>> run(
            SegmentClient client, Consumer<CreateOutcome> progress, ToldOutcomes told) {
        Optional<List<Segment>> created = Optional.empty();
        try {
            created = Optional.of(client.createAll(WANTED, progress));
        } catch (BulkCreateException partly) {
            assertThat(partly.outcomes()).extracting(CreateOutcome::request).isEqualTo(WANTED);
            assertThat(told.outcomes()).containsExactlyInAnyOrderElementsOf(partly.outcomes());
        }
        assertThat(told.outcomes()).extracting(CreateOutcome::request).containsExactlyInAnyOrderElementsOf(WANTED);
        assertThat(told.isToldOfTwoAtOnce()).isFalse();
        return created;
    }

    private void isSo(CreateOutcome outcome, Map<SegmentCode, Segment> before, Map<SegmentCode, Segment> after) {
        SegmentCode code = outcome.request().code().orElseThrow();
        Optional<Segment> present = Optional.ofNullable(after.get(code));
        switch (outcome.status()) {
            case CREATED, FOUND -> assertThat(outcome.segment()).isPresent().isEqualTo(present);
            case UNKNOWN -> {
                assertThat(outcome.reason()).containsInstanceOf(OutcomeUnknownException.class);
                doubtful.add(outcome.request());
            }
            case REFUSED, NOT_SENT -> {
                assertThat(outcome.reason()).isPresent();
                assertThat(doubtful.contains(outcome.request()) || present.isPresent() == before.containsKey(code))
                        .as(outcome.toString())
                        .isTrue();
            }
        }
    }

    private Map<SegmentCode, Segment> standing() {
        return sandbox.segments()
                .list(SegmentQuery.all())
                .collect(Collectors.toMap(segment -> segment.code().orElseThrow(), Function.identity()));
    }

    private void thereIsEachOnce(List<Segment> created) {
        assertThat(created).hasSize(MANY);
        assertThat(IntStream.range(0, MANY)).allMatch(index -> WANTED.get(index).isFoundIn(created.get(index)));
        assertThat(sandbox.segments().list(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(created);
        assertThat(sandbox.journal().calls().stream().flatMap(call -> call.fault().stream()))
                .hasSizeGreaterThan(MANY / 25);
    }

    @Test
    void a_program_that_is_killed_is_started_again_and_each_code_is_there_once() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        sandbox.url(),
                        sandbox.username(),
                        sandbox.password())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = program.inputReader()) {
            assertThat(output.lines().limit(IN_THE_MIDDLE))
                    .hasSize(IN_THE_MIDDLE)
                    .containsOnly("CREATED");
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
        ToldOutcomes told = new ToldOutcomes();

        List<Segment> created = client().createAll(WANTED, told);

        assertThat(told.outcomes())
                .filteredOn(outcome -> outcome.status() == Status.FOUND)
                .hasSizeGreaterThanOrEqualTo(IN_THE_MIDDLE);
        assertThat(sandbox.segments().list(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(created);
        assertThat(created).extracting(segment -> segment.code().orElseThrow()).isEqualTo(codes());
    }

    private static List<SegmentCode> codes() {
        return WANTED.stream().map(request -> request.code().orElseThrow()).toList();
    }

    /** A program that creates them all, and says of each what became of it. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (SegmentClient client = SegmentClient.builder()
                    .baseUrl(arguments[0])
                    .credentials(Credentials.password(arguments[1], arguments[2]))
                    .build()) {
                client.createAll(WANTED, outcome -> System.out.println(outcome.status()));
            }
        }
    }
}
