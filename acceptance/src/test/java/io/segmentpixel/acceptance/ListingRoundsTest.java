package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a listing waits for the backend: all answers are held until 15 wait, or no more requests come. */
class ListingRoundsTest {
    private static final int MANY = 10_000;
    private static final int MOST_ROUNDS = 9;

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final Dispatcher dispatcher = new Dispatcher();

    @AutoClose
    private final Rounds rounds = new Rounds(dispatcher, Thread.currentThread());

    private final List<Segment> present = new ArrayList<>();

    @BeforeEach
    void fill() {
        dispatcher.setMaxRequestsPerHost(Rounds.PLACES);
        IntStream.range(0, MANY).forEach(i -> present.add(sandbox.segments().create(NewSegment.named("Segment " + i))));
    }

    private SegmentClient client() {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .httpClient(new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .addInterceptor(rounds)
                        .build())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .build();
    }

    private void assertFewRounds() {
        assertThat(rounds.sizes()).hasSizeLessThanOrEqualTo(MOST_ROUNDS).startsWith(1, 1);
        assertThat(rounds.sizes().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(
                        sandbox.journal().calls(Operation.LIST, Operation.LOGIN).size());
    }

    @Test
    void ten_thousand_segments_take_at_most_nine_rounds_with_the_login() {
        try (SegmentClient client = client()) {
            assertThat(client.list(SegmentQuery.all()).toList()).isEqualTo(present);
        }

        assertFewRounds();
    }

    @Test
    void by_futures_they_take_no_more() {
        try (SegmentClient client = client()) {
            List<Segment> listed = new ArrayList<>();
            CompletableFuture<Void> over = client.async().list(SegmentQuery.all(), listed::add);
            over.join();

            assertThat(listed).isEqualTo(present);
        }

        assertFewRounds();
    }
}
