package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private final FakeTime time = new FakeTime();
    private final Deadline now = Deadline.in(Duration.ZERO, time);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15})
    void there_are_as_many_places_as_said_and_one_that_is_left_can_be_taken_again(int places) throws Exception {
        Pace pace = new Pace(places, time);
        for (int i = 0; i < places; i++) {
            pace.enter(Call.Kind.READ, now);
        }

        assertThatThrownBy(() -> pace.enter(Call.Kind.WRITE, now)).isInstanceOf(Pace.TooLateException.class);
        pace.leave();
        pace.enter(Call.Kind.WRITE, now);
        assertThatThrownBy(() -> pace.enter(Call.Kind.READ, now)).isInstanceOf(Pace.TooLateException.class);
    }

    @Test
    void a_kind_that_is_held_back_waits_until_the_latest_time_that_was_named() throws Exception {
        Pace pace = new Pace(1, time);
        pace.holdBack(Call.Kind.READ, Duration.ofSeconds(9));
        pace.holdBack(Call.Kind.READ, Duration.ofSeconds(4));

        pace.enter(Call.Kind.WRITE, now);
        pace.leave();
        assertThat(time.waits()).isEmpty();
        pace.enter(Call.Kind.READ, Deadline.in(Duration.ofMinutes(1), time));
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    void what_is_turned_away_while_a_request_waits_for_its_place_holds_that_one_back_too() throws Exception {
        Pace pace = new Pace(1, time);
        pace.enter(Call.Kind.READ, now);
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        Future<?> second = waiting.submit(() -> {
            pace.enter(Call.Kind.READ, Deadline.in(Duration.ofMinutes(1), time));
            return time.waits();
        });
        pace.holdBack(Call.Kind.READ, Duration.ofSeconds(9));
        pace.leave();

        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(List.of(Duration.ofSeconds(9)));
        waiting.shutdown();
    }

    @Test
    void of_many_threads_at_most_as_many_are_on_their_way_as_was_said() throws Exception {
        int most = 3;
        CountDownLatch full = new CountDownLatch(most);
        AtomicInteger onTheirWay = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    peak.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
                    try {
                        if (chain.request().method().equals("GET")) {
                            full.countDown();
                            full.await(10, TimeUnit.SECONDS);
                        }
                        return chain.proceed(chain.request());
                    } catch (InterruptedException interrupted) {
                        throw new AssertionError(interrupted);
                    } finally {
                        onTheirWay.decrementAndGet();
                    }
                })
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try (ScriptedBackend backend = new ScriptedBackend();
                SegmentClient client = backend.settings()
                        .httpClient(own)
                        .maxConcurrentRequests(most)
                        .build()) {
            backend.onGet(Answers.segment(17, "seventeen"));
            List<Future<String>> names = new ArrayList<>();
            for (int i = 0; i < 96; i++) {
                names.add(threads.submit(() -> client.get(SegmentId.of(17)).shortName()));
            }
            for (Future<String> name : names) {
                assertThat(name.get()).isEqualTo("seventeen");
            }
        }
        threads.shutdown();

        assertThat(peak).hasValue(most);
    }
}
