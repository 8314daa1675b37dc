package io.segmentpixel.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * How long a listing of 10,000 segments takes to its end, against page after page: with an answer that takes 50 ms, and with one
 * that takes no time.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests -Dbench.main=io.segmentpixel.benchmarks.ListingBenchmark -pl benchmarks -am package exec:exec
 * }</pre>
 *
 * <p>Page after page is the same client with one place in flight, so that all but the reading ahead is the same. For
 * information, a loop over bare OkHttp and Jackson's tree is shown as well, which makes no segments. The sandbox runs in the same
 * JVM.
 */
public final class ListingBenchmark {
    private static final int SEGMENTS = 10_000;

    private ListingBenchmark() {}

    /** The seconds of one listing in each way. */
    private record Round(double ahead, double byPage, double bare) {
        double timesAsFast() {
            return byPage / ahead;
        }
    }

    /**
     * Measures, and prints the figures and the verdict.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        measure(Duration.ZERO, 15, 21, Aim.atLeast(0.9));
        measure(Duration.ofMillis(50), 1, 3, Aim.atLeast(10));
    }

    private static void measure(Duration latency, int warmUps, int rounds, Aim aim) {
        try (Sandbox sandbox = Sandbox.builder().latency(latency).start();
                SegmentClient ahead = client(sandbox, 15);
                SegmentClient byPage = client(sandbox, 1);
                BareBackend bare = BareBackend.loggedIn(sandbox.url(), sandbox.username(), sandbox.password())) {
            fill(sandbox);
            String at = "at " + latency.toMillis() + " ms an answer";
            List<Round> measured = new ArrayList<>();
            for (int number = -warmUps; number < rounds; number++) {
                Round round = new Round(
                        seconds(() -> count(ahead)), seconds(() -> count(byPage)), seconds(() -> count(bare)));
                if (number >= 0) {
                    measured.add(round);
                    print(at, round);
                }
                sandbox.journal().clear();
            }
            System.out.println(aim.verdict(
                    "times as fast as page after page, " + at,
                    measured.stream().map(Round::timesAsFast).toList()));
        }
    }

    private static void print(String at, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s: ahead %.3f s, page after page %.3f s; bare OkHttp and Jackson %.3f s%n",
                at,
                round.ahead,
                round.byPage,
                round.bare);
    }

    private static SegmentClient client(Sandbox sandbox, int places) {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .maxConcurrentRequests(places)
                .build();
    }

    private static void fill(Sandbox sandbox) {
        for (int number = 1; number <= SEGMENTS; number++) {
            sandbox.segments().create(NewSegment.named("Segment " + number).withCode("segment_" + number));
        }
    }

    private static double seconds(IntSupplier listing) {
        long start = System.nanoTime();
        int found = listing.getAsInt();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (found != SEGMENTS) {
            throw new IllegalStateException(found + " segments listed: must be " + SEGMENTS);
        }
        return seconds;
    }

    private static int count(SegmentClient client) {
        try (Stream<Segment> all = client.list(SegmentQuery.all())) {
            return (int)
                    all.mapToInt(segment -> segment.id().value()).distinct().count();
        }
    }

    private static int count(BareBackend bare) {
        int found = 0;
        for (int start = 0; start < SEGMENTS; start += 100) {
            JsonNode page = bare.get("segment?sort=id.asc&start_element=" + start + "&num_elements=100");
            found += page.path("response").path("segments").size();
        }
        return found;
    }
}
