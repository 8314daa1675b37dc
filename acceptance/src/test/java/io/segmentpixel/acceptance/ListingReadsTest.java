package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much a listing of 2,000 segments reads, when, and what becomes of what it has read ahead. The backend takes any number of
 * requests at once here: it may be at work still on what the client gave up, and would turn away what comes next.
 */
class ListingReadsTest {
    private static final int PAGE = 100;
    private static final int STEP = PAGE - 1;
    private static final int PLACES = 15;
    private static final SegmentQuery ALL = SegmentQuery.all();

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder()
            .limits(Limits.documented().withRequestsAtOnce(Integer.MAX_VALUE).withLogins(100, Duration.ofMinutes(1)))
            .start();

    @AutoClose
    private final WatchedRequests requests = new WatchedRequests();

    @AutoClose
    private final SegmentClient client =
            InjectedTime.into(requests.client(sandbox), clock, clock::advance).build();

    private final List<Segment> present = IntStream.range(0, 2_000)
            .mapToObj(i -> sandbox.segments().create(NewSegment.named("Segment " + i)))
            .toList();

    private int reads() throws InterruptedException {
        requests.awaitIdle();
        assertThat(sandbox.journal().calls(Operation.LIST))
                .hasSizeLessThanOrEqualTo(requests.pages().size());
        return requests.pages().size();
    }

    @Test
    void nothing_is_sent_before_the_first_segment_is_asked_for() {
        try (Stream<Segment> listing = client.list(ALL)) {
            Iterator<String> names = listing.map(Segment::shortName).iterator();

            assertThat(requests.running()).isZero();
            assertThat(sandbox.journal().calls()).isEmpty();
            assertThat(names.next()).isEqualTo("Segment 0");
        }
    }

    @Test
    void a_listing_that_nobody_looks_at_costs_nothing() {
        client.list(ALL).close();

        assertThat(requests.running()).isZero();
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @Test
    void the_first_segment_costs_one_read() throws Exception {
        assertThat(client.list(ALL).findFirst()).contains(present.get(0));

        assertThat(reads()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 1", "101, 16", "150, 17", "200, 17"})
    void whoever_takes_some_and_closes_pays_for_the_pages_that_he_came_to_and_those_ahead(int taken, int most)
            throws Exception {
        try (Stream<Segment> listing = client.list(ALL)) {
            assertThat(listing.limit(taken)).containsExactlyElementsOf(present.subList(0, taken));
        }

        assertThat(reads()).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 199, 250, 1_000})
    void a_whole_listing_reads_no_page_twice(int many) throws Exception {
        present.subList(many, present.size()).forEach(gone -> sandbox.segments().delete(gone.id()));

        assertThat(client.list(ALL)).containsExactlyElementsOf(present.subList(0, many));

        assertThat(reads()).isEqualTo(many < PAGE ? 1 : 1 + (many - 1) / STEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void any_number_of_places_gives_the_same_list_and_no_more_pages_are_ahead_than_there_are_places(int places)
            throws Exception {
        try (SegmentClient some =
                requests.client(sandbox).maxConcurrentRequests(places).build()) {
            List<Segment> listed = new ArrayList<>();
            some.list(ALL).forEach(segment -> {
                listed.add(segment);
                int come = listed.size() <= PAGE ? 1 : 2 + (listed.size() - PAGE - 1) / STEP;
                assertThat(requests.pages().size() - come).isLessThanOrEqualTo(places);
            });

            assertThat(listed).isEqualTo(present);
        }
        try (SegmentClient some =
                requests.client(sandbox).maxConcurrentRequests(places).build()) {
            List<Segment> listed = new ArrayList<>();
            some.async().list(ALL, listed::add).get(1, TimeUnit.MINUTES);

            assertThat(listed).isEqualTo(present);
        }
    }

    /** Pages behind the second are held until their requests are given up, or never. */
    private final Set<Call> held = ConcurrentHashMap.newKeySet();

    private void holdAllBehind(int start, CountDownLatch whenHeld) {
        requests.answer(chain -> {
            if (WatchedRequests.start(chain.request()) > start) {
                held.add(chain.call());
                whenHeld.countDown();
                requests.cancellation(chain.call()).join();
                throw new IOException("given up");
            }
            return chain.proceed(chain.request());
        });
    }

    @Test
    void closing_gives_up_what_is_on_its_way_and_frees_its_places() throws Exception {
        CountDownLatch fourteen = new CountDownLatch(PLACES - 1);
        holdAllBehind(STEP, fourteen);
        try (Stream<Segment> listing = client.list(ALL)) {
            assertThat(listing.limit(PAGE + 1).toList()).hasSize(PAGE + 1);
            assertThat(fourteen.await(1, TimeUnit.MINUTES)).isTrue();
        }
        requests.awaitIdle();

        assertThat(held).hasSize(PLACES - 1).allMatch(Call::isCanceled);
        assertThat(sandbox.journal().calls(Operation.LIST)).hasSize(2);
        assertAllPlacesAreFree();
    }

    @Test
    void a_listing_by_futures_that_is_cancelled_gives_up_what_is_on_its_way_and_hands_over_no_more() throws Exception {
        holdAllBehind(STEP, new CountDownLatch(0));
        List<Segment> listed = new ArrayList<>();
        CountDownLatch onTheSecondPage = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CompletableFuture<Void> over = client.async().list(ALL, segment -> {
            listed.add(segment);
            if (listed.size() == PAGE + 1) {
                onTheSecondPage.countDown();
                awaited(cancelled);
            }
        });
        assertThat(onTheSecondPage.await(1, TimeUnit.MINUTES)).isTrue();
        over.cancel(true);
        cancelled.countDown();
        requests.awaitIdle();

        assertThat(listed).isEqualTo(present.subList(0, PAGE + 1));
        assertThat(held).allMatch(Call::isCanceled);
        assertAllPlacesAreFree();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** So many listings are answered when all of them wait for it, and not before. */
    private void assertAllPlacesAreFree() throws InterruptedException {
        requests.awaitIdle();
        CyclicBarrier together = new CyclicBarrier(PLACES);
        requests.answer(chain -> {
            try {
                together.await(1, TimeUnit.MINUTES);
            } catch (Exception broken) {
                throw new IOException(broken);
            }
            return chain.proceed(chain.request());
        });
        List<CompletableFuture<Void>> listings = IntStream.range(0, PLACES)
                .mapToObj(i -> client.async().list(ALL.withIds(present.get(i).id()), segment -> assertThat(segment)
                        .isEqualTo(present.get(i))))
                .toList();

        assertThat(listings).allSatisfy(listing -> assertThat(listing).succeedsWithin(Duration.ofMinutes(2)));
    }

    @Test
    void a_page_ahead_that_fails_is_heard_of_when_the_consumer_comes_to_it() throws Exception {
        int failing = 3 * STEP;
        CountDownLatch failed = new CountDownLatch(1);
        requests.answer(chain -> {
            if (WatchedRequests.start(chain.request()) == failing) {
                failed.countDown();
                return WatchedRequests.answer(
                        chain.request(), 200, "{\"response\": {\"error_id\": \"SYNTAX\", \"error\": \"so it is\"}}");
            }
            return chain.proceed(chain.request());
        });
        List<Segment> listed = new ArrayList<>();

        try (Stream<Segment> listing = client.list(ALL)) {
            assertThatThrownBy(() -> listing.forEach(segment -> {
                        listed.add(segment);
                        if (listed.size() == PAGE + 1) {
                            awaited(failed);
                        }
                    }))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageStartingWith("list segments from number 297: ")
                    .hasMessageContaining("so it is");
        }
        assertThat(listed).isEqualTo(present.subList(0, failing + 1));
        assertAllPlacesAreFree();
    }

    @Test
    void pages_that_fail_for_once_are_read_again_and_nothing_is_lost() {
        Set<Integer> failedOnce = ConcurrentHashMap.newKeySet();
        requests.answer(chain -> {
            Request request = chain.request();
            int start = WatchedRequests.start(request);
            return start % 2 == 0 && failedOnce.add(start)
                    ? WatchedRequests.answer(request, 503, "{}")
                    : chain.proceed(request);
        });

        assertThat(client.list(ALL)).containsExactlyElementsOf(present);
        assertThat(failedOnce).hasSizeGreaterThan(5);
    }

    @Test
    void named_segments_cost_a_read_for_every_hundred_and_no_more_than_the_places_ahead() throws Exception {
        SegmentId[] all = present.stream().map(Segment::id).toArray(SegmentId[]::new);
        try (Stream<Segment> listing = client.list(ALL.withIds(all))) {
            assertThat(listing.limit(1)).containsExactly(present.get(0));
        }
        assertThat(reads()).isLessThanOrEqualTo(PLACES);

        assertThat(client.list(ALL.withIds(all))).containsExactlyElementsOf(present);
        assertThat(reads()).isLessThanOrEqualTo(PLACES + 20);
    }
}
