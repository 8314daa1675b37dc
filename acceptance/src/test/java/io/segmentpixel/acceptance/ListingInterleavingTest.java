package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists of 2,000 segments that change between any two of its pages: created, deleted, turned on and off, alone and in stretches.
 * A failure names its seed, and the same seed goes the same way.
 */
class ListingInterleavingTest {
    private static final int INTERLEAVINGS = Boolean.getBoolean("segmentpixel.long") ? 5_000 : 200;
    private static final int MOST_PLACES = 15;

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder()
            .limits(Limits.documented().withLogins(100, Duration.ofMinutes(1)))
            .start();

    private final HeldRequests held = new HeldRequests();
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private final List<SegmentClient> byFutures = clients(held.dispatcher());
    private final List<SegmentClient> byStream = clients(inOrder(oneThread));

    /** What changes before each request of a stream, in the one thread that sends them. */
    private volatile @Nullable ChangingSegments changing;

    private int changes;

    /** So that the requests of the listings are all that is sent for them. */
    @BeforeEach
    void logIn() throws InterruptedException {
        SegmentCode none = SegmentCode.of("none");
        for (SegmentClient client : byFutures) {
            held.sendUntil(client.async().find(none), new Random(0), () -> {});
        }
        byStream.forEach(client -> client.find(none));
    }

    @AfterEach
    void end() {
        oneThread.shutdown();
    }

    @Test
    void nothing_that_stands_there_throughout_is_missed_and_nothing_comes_twice() throws Exception {
        for (int seed = 0; seed < INTERLEAVINGS; seed++) {
            interleaved(seed);
        }

        assertThat(changes).isGreaterThan(5 * INTERLEAVINGS);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7})
    void the_same_seed_goes_the_same_way(int seed) throws Exception {
        List<String> listed = interleaved(seed);

        assertThat(listed).isNotEmpty();
        assertThat(interleaved(seed)).isEqualTo(listed);
    }

    /** What is listed: by futures, whose pages come in whatever order, or by a stream, with them in order. */
    private List<String> interleaved(int seed) throws Exception {
        Random random = new Random(seed);
        ChangingSegments segments = new ChangingSegments(sandbox.segments(), random);
        segments.fill();
        int places = 1 + random.nextInt(MOST_PLACES);
        SegmentQuery query = segments.query();
        List<Segment> listed = seed % 2 == 0
                ? byFutures(byFutures.get(places - 1), query, random, segments)
                : byStream(byStream.get(places - 1), query, segments);
        changes += segments.changes();
        sandbox.journal().clear();
        checked("seed " + seed + ": " + query + ", places " + places, listed, segments);
        return listed.stream().map(Segment::shortName).toList();
    }

    private static Dispatcher inOrder(ExecutorService oneThread) {
        Dispatcher dispatcher = new Dispatcher(oneThread);
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        return dispatcher;
    }

    private List<SegmentClient> clients(Dispatcher dispatcher) {
        OkHttpClient http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .addInterceptor(chain -> {
                    ChangingSegments present = changing;
                    if (present != null) {
                        present.change();
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        List<SegmentClient> clients = new ArrayList<>();
        for (int places = 1; places <= MOST_PLACES; places++) {
            clients.add(SegmentClient.builder()
                    .baseUrl(sandbox.url())
                    .httpClient(http)
                    .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                    .maxConcurrentRequests(places)
                    .build());
        }
        return clients;
    }

    private List<Segment> byFutures(SegmentClient client, SegmentQuery query, Random random, ChangingSegments segments)
            throws Exception {
        List<Segment> listed = new ArrayList<>();
        CompletableFuture<Void> over = client.async().list(query, listed::add);
        held.sendUntil(over, random, segments::change);
        segments.over();
        over.get();
        return listed;
    }

    private List<Segment> byStream(SegmentClient client, SegmentQuery query, ChangingSegments segments) {
        changing = segments;
        try (Stream<Segment> listing = client.list(query)) {
            return listing.toList();
        } finally {
            changing = null;
            segments.over();
        }
    }

    private static void checked(String what, List<Segment> listed, ChangingSegments segments) {
        List<Integer> ids = listed.stream().map(ChangingSegments::number).toList();
        Set<Integer> missed = new TreeSet<>(segments.throughout());
        missed.removeAll(Set.copyOf(ids));
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(missed).as(what + ", missed").isEmpty();
            softly.assertThat(ids).as(what + ", order").isSorted().doesNotHaveDuplicates();
            softly.assertThat(listed).as(what + ", what was there").allMatch(segments::wasThere);
        });
    }
}
