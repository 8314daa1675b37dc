package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listing that is closed before its end must not look like one that is whole. */
class ClosedListingReplayTest {
    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    static Stream<SegmentQuery> queries() {
        return Stream.of(
                SegmentQuery.all(),
                SegmentQuery.all()
                        .withIds(IntStream.rangeClosed(1, 300)
                                .mapToObj(SegmentId::of)
                                .toArray(SegmentId[]::new)));
    }

    private void showAPage() {
        backend.onGet(page());
    }

    private static ResponseDefinitionBuilder page() {
        return Answers.ok(IntStream.rangeClosed(1, 100)
                .mapToObj(id -> Answers.object(id, "name " + id))
                .collect(Collectors.joining(", ", "\"segments\": [", "]")));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void who_goes_on_after_it_was_closed_is_told(SegmentQuery query) {
        showAPage();
        Stream<Segment> listing = client.list(query);
        Iterator<Segment> segments = listing.iterator();
        segments.next();

        CompletableFuture.runAsync(listing::close).join();

        assertThatIllegalStateException()
                .isThrownBy(() -> segments.forEachRemaining(segment -> {}))
                .withMessage("the listing was closed before it was at its end");
        assertThatIllegalStateException().isThrownBy(segments::hasNext);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void who_closes_it_and_is_content_is_not(SegmentQuery query) {
        showAPage();

        try (Stream<Segment> listing = client.list(query)) {
            assertThat(listing.limit(2)).hasSize(2);
        }

        assertThat(backend.sent()).contains("login", "GET");
    }

    @Test
    void one_that_is_at_its_end_stays_at_its_end() {
        backend.onGet(Answers.ok("\"count\": 1, \"segments\": [" + Answers.object(3, "three") + "]"));
        Stream<Segment> listing = client.list(SegmentQuery.all());
        Iterator<Segment> segments = listing.iterator();
        segments.next();

        listing.close();

        assertThat(segments.hasNext()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void without_a_thread_it_is_cancelled(SegmentQuery query) {
        showAPage();
        CompletableFuture<CompletableFuture<Void>> begun = new CompletableFuture<>();
        List<Segment> listed = new ArrayList<>();
        CompletableFuture<Void> listing = client.async().list(query, segment -> {
            listed.add(segment);
            begun.join().cancel(true);
        });
        begun.complete(listing);

        assertThat(listing).failsWithin(ScriptedBackend.DEADLINE).withThrowableOfType(CancellationException.class);
        assertThat(listed).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void nothing_is_handed_over_after_a_cancel_of_which_the_listing_has_not_heard_yet() throws Exception {
        backend.onGet(Answers.ok(
                "\"count\": 2, \"segments\": [" + Answers.object(3, "three") + ", " + Answers.object(4, "four") + "]"));
        ExecutorService threads = Executors.newCachedThreadPool();
        CompletableFuture<CompletableFuture<Void>> begun = new CompletableFuture<>();
        CountDownLatch firstCame = new CountDownLatch(1);
        CompletableFuture<Void> othersAreTold = new CompletableFuture<>();
        List<Segment> listed = new ArrayList<>();
        try (SegmentClient threaded = backend.settings()
                .httpClient(new OkHttpClient.Builder()
                        .dispatcher(new Dispatcher(threads))
                        .build())
                .build()) {
            CompletableFuture<Void> listing = threaded.async().list(SegmentQuery.all(), segment -> {
                listed.add(segment);
                firstCame.countDown();
                CompletableFuture.runAsync(() -> begun.join().cancel(true));
                while (!begun.join().isDone()) {
                    Thread.onSpinWait();
                }
            });
            CompletableFuture<Void> unused = listing.whenComplete((over, failure) -> othersAreTold.join());
            assertThat(firstCame.await(1, TimeUnit.MINUTES)).isTrue();
            threads.shutdown();
            begun.complete(listing);

            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(listed).hasSize(1);
            othersAreTold.complete(null);
        }
    }
}
