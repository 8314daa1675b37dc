package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private final VirtualTime time = new VirtualTime();

    private Deadline minute() {
        return Deadline.in(Duration.ofMinutes(1), time);
    }

    private CompletableFuture<Place> asked(Pace pace, Call.Kind kind) {
        return pace.enter(kind, minute());
    }

    private Place had(Pace pace, Call.Kind kind) {
        CompletableFuture<Place> place = asked(pace, kind);
        assertThat(place).isCompleted();
        return place.join();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15})
    void there_are_as_many_places_as_said_and_one_that_is_left_can_be_taken_again(int places) {
        Pace pace = new Pace(places, time);
        Place first = had(pace, Call.Kind.READ);
        for (int i = 1; i < places; i++) {
            had(pace, Call.Kind.READ);
        }

        CompletableFuture<Place> waiting = asked(pace, Call.Kind.WRITE);
        assertThat(waiting).isNotDone();
        first.ended();
        assertThat(waiting).isCompleted();
        first.ended();
        assertThat(asked(pace, Call.Kind.READ)).isNotDone();
    }

    @Test
    void first_come_is_first_served_whatever_the_kind() {
        Pace pace = new Pace(1, time);
        Place first = had(pace, Call.Kind.READ);
        CompletableFuture<Place> write = asked(pace, Call.Kind.WRITE);
        CompletableFuture<Place> read = asked(pace, Call.Kind.READ);

        first.ended();
        assertThat(write).isCompleted();
        assertThat(read).isNotDone();
        write.join().ended();
        assertThat(read).isCompleted();
    }

    @Test
    void a_kind_that_is_held_back_waits_until_the_latest_time_that_was_named_and_the_others_do_not() {
        Pace pace = new Pace(2, time);
        Place one = had(pace, Call.Kind.READ);
        Place other = had(pace, Call.Kind.READ);
        one.turnedAway(Duration.ofSeconds(9));
        other.turnedAway(Duration.ofSeconds(4));

        CompletableFuture<Place> read = asked(pace, Call.Kind.READ);
        assertThat(read).isNotDone();
        had(pace, Call.Kind.WRITE).ended();
        time.runUntil(read);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void a_request_that_was_never_sent_does_not_count_as_one_that_was_let_pass() {
        Pace pace = new Pace(3, time);
        had(pace, Call.Kind.WRITE).turnedAway(Duration.ofSeconds(9));
        time.runFor(Duration.ofSeconds(9));

        had(pace, Call.Kind.WRITE).unused();
        Place first = had(pace, Call.Kind.WRITE);
        CompletableFuture<Place> second = asked(pace, Call.Kind.WRITE);
        CompletableFuture<Place> third = asked(pace, Call.Kind.WRITE);
        assertThat(second).isNotDone();

        first.ended();
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
    }

    @Test
    void what_is_turned_away_while_a_request_waits_for_its_place_holds_that_one_back_too() {
        Pace pace = new Pace(1, time);
        Place first = had(pace, Call.Kind.READ);
        CompletableFuture<Place> second = asked(pace, Call.Kind.READ);

        first.turnedAway(Duration.ofSeconds(9));

        assertThat(second).isNotDone();
        time.runUntil(second);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void who_would_wait_beyond_the_deadline_is_told_at_once_and_who_waits_longer_when_it_is_over() {
        Pace pace = new Pace(1, time);
        had(pace, Call.Kind.READ).turnedAway(Duration.ofHours(1));
        assertThat(asked(pace, Call.Kind.READ))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(Pace.TooLateException.class)
                .withMessageContaining("PT1H");

        had(pace, Call.Kind.WRITE);
        CompletableFuture<Place> behind = asked(pace, Call.Kind.WRITE);
        time.runFor(Duration.ofSeconds(59));
        assertThat(behind).isNotDone();
        time.runFor(Duration.ofSeconds(1));
        assertThat(behind)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void who_gives_up_loses_no_place() {
        Pace pace = new Pace(1, time);
        Place first = had(pace, Call.Kind.READ);
        CompletableFuture<Place> second = asked(pace, Call.Kind.READ);
        CompletableFuture<Place> third = asked(pace, Call.Kind.READ);

        second.cancel(true);
        first.ended();

        assertThat(third).isCompleted();
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_login_takes_no_place_of_its_own() {
        Pace pace = new Pace(1, time);
        had(pace, Call.Kind.READ);

        had(pace, Call.Kind.LOGIN).ended();
        assertThat(asked(pace, Call.Kind.READ)).isNotDone();
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
