package io.segmentpixel.benchmarks;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.RequestBudget;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.HttpMethod;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run of {@link PacingBenchmark}.
 *
 * @param name what is measured
 * @param limits what the sandbox allows
 * @param hasBudget whether the client is told the limits
 * @param isAlone whether no other client of the user takes about half
 */
record PacingCase(String name, Limits limits, boolean hasBudget, boolean isAlone)
        implements Callable<PacingCase.Figures> {
    static final int WRITES = 60;
    static final Duration WINDOW = Duration.ofSeconds(5);
    static final int CREATES = 300;
    private static final int THREADS = 8;

    /**
     * What came of it.
     *
     * @param of the case
     * @param seconds from the first request to the last answer
     * @param used the share of what was allowed in that time that was carried out, the other client's writes included
     * @param turnedAway the requests of the client that were answered by 429
     * @param requests all requests of the client to create something
     * @param standing how many of those segments stand there in the end
     */
    record Figures(PacingCase of, double seconds, double used, int turnedAway, int requests, long standing) {
        double turnedAwayShare() {
            return (double) turnedAway / requests;
        }
    }

    @Override
    public Figures call() throws InterruptedException {
        CreateLog log = new CreateLog();
        try (Sandbox sandbox = Sandbox.builder().limits(limits).start();
                SegmentClient client = hasBudget
                        ? client(sandbox, log, WRITES)
                        : builder(sandbox, log).build();
                SegmentClient other = client(sandbox, new CreateLog(), WRITES / 2)) {
            client.find(SegmentCode.of("none")); // logs in
            AtomicBoolean isOver = new AtomicBoolean(isAlone);
            Thread consumer = new Thread(() -> consume(other, isOver));
            consumer.start();
            createAll(client);
            long done = carriedOut(sandbox);
            isOver.set(true);
            consumer.join();
            double allowed = WRITES * (1 + log.seconds() / (WINDOW.toMillis() / 1e3));
            return new Figures(
                    this, log.seconds(), done / allowed, log.turnedAway(), log.requests(), standing(sandbox));
        }
    }

    private static SegmentClient client(Sandbox sandbox, CreateLog log, int writes) {
        return builder(sandbox, log)
                .requestBudget(RequestBudget.of(1000, writes, WINDOW))
                .build();
    }

    private static SegmentClient.Builder builder(Sandbox sandbox, CreateLog log) {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .listener(log);
    }

    private static void consume(SegmentClient other, AtomicBoolean isOver) {
        for (int number = 0; !isOver.get(); number++) {
            other.create(NewSegment.named("Other " + number));
        }
    }

    private void createAll(SegmentClient client) throws InterruptedException {
        List<Callable<Segment>> creates = IntStream.range(0, CREATES)
                .mapToObj(number -> NewSegment.named("Paced " + number).withCode("paced_" + number))
                .<Callable<Segment>>map(wanted -> () -> client.create(wanted))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (Future<Segment> created : threads.invokeAll(creates)) {
            try {
                created.get();
            } catch (ExecutionException failed) {
                System.out.println(name + ": " + failed.getCause());
            }
        }
        threads.shutdown();
    }

    private static long carriedOut(Sandbox sandbox) {
        return sandbox.journal().calls(HttpMethod.POST).stream()
                .filter(call -> call.target().startsWith("/segment") && call.isDone())
                .count();
    }

    private static long standing(Sandbox sandbox) {
        try (Stream<Segment> all = sandbox.segments().list(SegmentQuery.all())) {
            return all.filter(segment -> segment.shortName().startsWith("Paced "))
                    .count();
        }
    }
}
