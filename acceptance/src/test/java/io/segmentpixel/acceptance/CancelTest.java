package io.segmentpixel.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.ClientOperation;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedWaits;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A future that is cancelled ends its operation wherever it is, down to the socket, and nobody else's; no thread waits for one. */
class CancelTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int PLACES = 3;
    private static final SegmentId ID = SegmentId.of(17);
    private static final SegmentId OTHER = SegmentId.of(18);

    private final Watch watch = new Watch();

    @AutoClose
    private final Together together = new Together();

    private SegmentClient.Builder settings(String url) {
        return SegmentClient.builder()
                .baseUrl(url)
                .maxConcurrentRequests(PLACES)
                .deadline(Duration.ofMinutes(10))
                .requestTimeout(Duration.ofMinutes(10))
                .httpClient(together.client())
                .listener(watch);
    }

    /** With a backend that sees its connections being closed. */
    @Nested
    class Sockets {
        @AutoClose
        private final Peer peer = new Peer();

        @AutoClose
        private final SegmentClient client = settings(peer.url())
                .credentials(Credentials.password("user", "secret"))
                .build();

        private void assertClosedByCancelling(Peer.Held request, CompletableFuture<?> call) {
            assertThat(request.come()).succeedsWithin(LIMIT);
            assertThat(request.closed()).isNotDone();
            assertThat(call.cancel(true)).isTrue();
            assertThat(request.closed()).succeedsWithin(LIMIT).isEqualTo(true);
        }

        private void all_places_are_free() {
            together.areAllDone(PLACES, () -> client.get(OTHER));
        }

        @Test
        void a_request_without_an_answer() {
            Peer.Held request = peer.holds("GET /segment?id=17");

            assertClosedByCancelling(request, client.async().get(ID));
            all_places_are_free();
        }

        @Test
        void a_request_in_its_answer() {
            Peer.Held request = peer.holdsInTheAnswer("GET /segment?id=17");

            assertClosedByCancelling(request, client.async().get(ID));
            all_places_are_free();
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "DELETE"})
        void a_write_is_sent_once(String method) {
            Peer.Held request = peer.holds(method + " /segment");
            CompletableFuture<?> call =
                    switch (method) {
                        case "POST" ->
                            client.async().create(NewSegment.named("new").withCode("new"));
                        case "PUT" -> client.async().update(SegmentUpdate.of(ID).rename("changed"));
                        default -> client.async().delete(ID);
                    };

            assertClosedByCancelling(request, call);
            all_places_are_free();
            assertThat(peer.requests())
                    .filteredOn(sent -> !sent.contains("id=18") && !sent.startsWith("POST /auth"))
                    .hasSize(1);
        }

        @Test
        void a_login_and_the_next_logs_in_instead() {
            Peer.Held login = peer.holds("POST /auth");
            CompletableFuture<Segment> first = client.async().get(ID);
            assertThat(login.come()).succeedsWithin(LIMIT);
            CompletableFuture<Segment> next = client.async().get(OTHER);

            assertClosedByCancelling(login, first);

            assertThat(next).succeedsWithin(LIMIT);
            assertThat(peer.requests()).containsExactly("POST /auth", "POST /auth", "GET /segment?id=18");
            all_places_are_free();
        }

        @Test
        void who_waits_for_the_login_of_another_leaves_it_alone() {
            Peer.Held login = peer.holds("POST /auth");
            CompletableFuture<Segment> first = client.async().get(ID);
            assertThat(login.come()).succeedsWithin(LIMIT);
            CompletableFuture<Segment> next = client.async().get(OTHER);

            assertThat(next.cancel(true)).isTrue();

            assertThat(login.closed()).isNotDone();
            assertThat(first).isNotDone();
            assertClosedByCancelling(login, first);
            all_places_are_free();
            assertThat(peer.requests().subList(0, 2)).containsExactly("POST /auth", "POST /auth");
        }

        @Test
        void who_waits_for_a_place_is_never_sent_and_keeps_nobody_waiting() {
            List<Peer.Held> stalled = new ArrayList<>();
            List<CompletableFuture<Segment>> calls = new ArrayList<>();
            for (int id = 1; id <= PLACES; id++) {
                stalled.add(peer.holds("GET /segment?id=" + id));
                calls.add(client.async().get(SegmentId.of(id)));
                assertThat(stalled.get(id - 1).come()).succeedsWithin(LIMIT);
            }
            CompletableFuture<Segment> waiting = client.async().get(ID);
            CompletableFuture<Segment> behind = client.async().get(OTHER);

            assertThat(waiting.cancel(true)).isTrue();
            assertThat(behind).isNotDone();
            assertThat(stalled)
                    .allSatisfy(request -> assertThat(request.closed()).isNotDone());
            assertClosedByCancelling(stalled.get(0), calls.get(0));

            assertThat(behind).succeedsWithin(LIMIT);
            assertThat(peer.requests()).doesNotContain("GET /segment?id=17");
            assertClosedByCancelling(stalled.get(1), calls.get(1));
            assertClosedByCancelling(stalled.get(2), calls.get(2));
            all_places_are_free();
        }

        @Test
        void another_call_on_its_way_is_not_disturbed() {
            Peer.Held request = peer.holds("GET /segment?id=17");
            Peer.Held ofAnother = peer.holds("GET /segment?id=18");
            CompletableFuture<Segment> call = client.async().get(ID);
            CompletableFuture<Segment> another = client.async().get(OTHER);
            assertThat(ofAnother.come()).succeedsWithin(LIMIT);

            assertClosedByCancelling(request, call);

            client.get(SegmentId.of(19));
            assertThat(ofAnother.closed()).isNotDone();
            assertThat(another).isNotDone();
            assertClosedByCancelling(ofAnother, another);
        }

        @Test
        void a_listing_that_waits_for_a_page() {
            Peer.Held page = peer.holds("GET /segment?");

            assertClosedByCancelling(page, client.async().list(SegmentQuery.all(), segment -> {}));
            all_places_are_free();
        }

        @Test
        void an_update_of_many() {
            Peer.Held request = peer.holds("PUT");
            List<SegmentUpdate> updates = IntStream.rangeClosed(1, 300)
                    .mapToObj(id -> SegmentUpdate.of(SegmentId.of(id)).rename("changed"))
                    .toList();

            assertClosedByCancelling(request, client.async().updateAll(updates));
            all_places_are_free();
            assertThat(peer.requests())
                    .filteredOn(sent -> sent.startsWith("PUT"))
                    .hasSize(1);
        }
    }

    /** With the whole backend. */
    @Nested
    class Waits {
        @AutoClose
        private final Sandbox sandbox = Sandbox.start();

        @AutoClose
        private final SegmentClient client = settings(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .build();

        private final SegmentId there =
                sandbox.segments().create(NewSegment.named("there")).id();

        @Test
        void who_is_held_back_is_not_sent_again() {
            sandbox.faults().on(Operation.READ).next(Fault.tooManyRequests(MINUTE));
            CompletableFuture<Segment> call = client.async().get(there);
            watch.untilAnswered(1, ClientOperation.GET);

            assertThat(call.cancel(true)).isTrue();

            together.areAllDone(PLACES, () -> client.create(NewSegment.named("afterwards")));
            assertThat(sandbox.journal().calls(Operation.READ)).hasSize(1);
        }

        @Test
        void who_waits_before_a_repeat_waits_no_more_and_is_not_sent_again() {
            Map<Duration, CompletableFuture<Void>> waits = new ConcurrentHashMap<>();
            CompletableFuture<Void> begun = new CompletableFuture<>();
            try (SegmentClient waiting = InjectedWaits.into(settings(sandbox.url()), wait -> {
                        CompletableFuture<Void> over = waits.computeIfAbsent(wait, none -> new CompletableFuture<>());
                        begun.complete(null);
                        return over;
                    })
                    .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                    .build()) {
                sandbox.faults().on(Operation.READ).next(Fault.unavailable(MINUTE));
                CompletableFuture<Segment> call = waiting.async().get(there);
                assertThat(begun).succeedsWithin(LIMIT);

                assertThat(call.cancel(true)).isTrue();

                assertThat(waits).containsOnlyKeys(MINUTE);
                assertThat(waits.get(MINUTE)).failsWithin(LIMIT);
                assertThat(waits.get(MINUTE)).isCancelled();
                together.areAllDone(PLACES, () -> waiting.create(NewSegment.named("afterwards")));
                assertThat(sandbox.journal().calls(Operation.READ)).hasSize(1);
            }
        }

        @Test
        void a_listing_hands_nothing_over_and_reads_nothing_any_more() {
            IntStream.range(0, 2_000).forEach(i -> sandbox.segments().create(NewSegment.named("more " + i)));
            AtomicReference<CompletableFuture<Void>> listing = new AtomicReference<>();
            CompletableFuture<Void> isKnown = new CompletableFuture<>();
            CompletableFuture<Void> isCancelled = new CompletableFuture<>();
            AtomicInteger handedOver = new AtomicInteger();
            listing.set(client.async().list(SegmentQuery.all(), segment -> {
                isKnown.join();
                if (handedOver.incrementAndGet() == 350) {
                    requireNonNull(listing.get()).cancel(true);
                    isCancelled.complete(null);
                }
            }));
            isKnown.complete(null);

            assertThat(isCancelled).succeedsWithin(LIMIT);
            together.areAllDone(PLACES, () -> client.create(NewSegment.named("afterwards")));
            assertThat(handedOver).hasValue(350);
            assertThat(sandbox.journal().calls(Operation.LIST)).hasSizeBetween(4, 4 + PLACES);
        }
    }

    /** Without an HTTP client of the caller's. */
    @Nested
    class Threads {
        private static final int CALLS = 500;

        @AutoClose
        private final Sandbox sandbox = Sandbox.start();

        @AutoClose
        private final SegmentClient client = SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .listener(watch)
                .build();

        private List<CompletableFuture<Segment>> calls(int count) {
            return Stream.generate(() -> client.async().get(ID)).limit(count).toList();
        }

        /** How many live when those of the client have ended, as they do when there is nothing to be done. */
        private static long threads() throws InterruptedException {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("segment-pixel request")
                        || thread.getName().startsWith("OkHttp http")) {
                    thread.join(LIMIT.toMillis());
                }
            }
            return Thread.getAllStackTraces().size();
        }

        @Test
        void no_thread_waits_for_calls_that_are_held_back() throws InterruptedException {
            sandbox.faults().on(Operation.READ).every(1, Fault.tooManyRequests(MINUTE));
            List<CompletableFuture<Segment>> few = calls(20);
            watch.untilAnswered(1, ClientOperation.GET);
            long before = threads();

            List<CompletableFuture<Segment>> many = calls(CALLS);

            assertThat(threads()).isLessThanOrEqualTo(before);
            assertThat(many).noneMatch(CompletableFuture::isDone);
            assertThat(few).noneMatch(CompletableFuture::isDone);
            many.forEach(call -> assertThat(call.cancel(true)).isTrue());
            few.forEach(call -> assertThat(call.cancel(true)).isTrue());
            client.create(NewSegment.named("afterwards"));
        }
    }
}
