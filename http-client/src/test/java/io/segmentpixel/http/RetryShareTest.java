package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many of all requests are repeats of failed ones while a backend is away. */
class RetryShareTest {
    private static final int RESERVE = 10;
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Duration OUTAGE = Duration.ofMinutes(1);

    /** A client, and a backend that is away for a minute. */
    private static final class Outage {
        private final VirtualTime time = new VirtualTime();
        private final Random random = new Random(17);
        private final Instant over = time.now().plus(OUTAGE);
        private final SimulatedTransport transport = new SimulatedTransport(
                time, (call, number) -> time.after(LATENCY).thenApply(after -> answer(call, number)));
        private final SimulatedClient client;
        private final List<CompletableFuture<Segment>> calls = new ArrayList<>();

        Outage(double share) {
            client = SimulatedClient.Settings.of(time, transport)
                    .withRetriedShare(share)
                    .withJitter(random::nextDouble)
                    .client();
        }

        private Answer answer(Call call, int number) {
            return time.now().isBefore(over) ? SimulatedTransport.outage() : SimulatedTransport.segment(call, number);
        }

        /** So many workers look at so many segments, each at the next when it is done with the last, well or not. */
        Outage reading(int workers, int jobs) {
            AtomicInteger begun = new AtomicInteger();
            time.runUntil(CompletableFuture.allOf(IntStream.range(0, workers)
                    .mapToObj(worker -> next(begun, jobs))
                    .toArray(CompletableFuture<?>[]::new)));
            return this;
        }

        private CompletableFuture<Void> next(AtomicInteger begun, int jobs) {
            int number = begun.incrementAndGet();
            if (number > jobs) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Segment> call = client.get(number);
            calls.add(call);
            return call.handle((segment, failure) -> number).thenCompose(ended -> next(begun, jobs));
        }

        int sent() {
            return transport.sent(Call.Kind.READ).size();
        }

        /** What may be sent: each call once, its share of repeats, and the reserve, which fills by one a second. */
        double allowed(double share) {
            return calls.size() * (1 + share) + RESERVE + time.elapsed().toMillis() / 1e3;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5})
    void a_thousand_calls_of_twenty_workers_make_no_more_requests_than_the_share_allows(double share) {
        Outage limited = new Outage(share).reading(20, 1_000);

        assertThat(limited.calls).hasSize(1_000);
        assertThat(limited.sent()).isBetween(1_000 + RESERVE, (int) limited.allowed(share));
    }

    @Test
    void without_the_limit_they_make_clearly_more() {
        int limited = new Outage(0.2).reading(20, 1_000).sent();

        assertThat(new Outage(1).reading(20, 1_000).sent()).isGreaterThan(limited * 3 / 2);
    }

    @Test
    void a_share_of_none_means_no_repeat() {
        Outage none = new Outage(0).reading(20, 100);

        assertThat(none.sent()).isEqualTo(100);
        assertThat(none.calls).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void one_that_is_not_repeated_says_why() {
        Outage none = new Outage(0).reading(1, 1);

        assertThat(Failures.of(catchThrowable(none.calls.get(0)::join)))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("get segment 1: HTTP 503; the backend failed; try again later; not repeated, because"
                        + " repeats have used up their share of all requests");
    }

    @Test
    void a_quiet_client_may_repeat_until_the_outage_is_over() {
        Outage quiet = new Outage(0.01).reading(1, 3);

        assertThat(quiet.calls).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(quiet.time.elapsed()).isGreaterThan(OUTAGE);
    }

    @Test
    void refusals_for_too_many_requests_do_not_count() {
        VirtualTime time = new VirtualTime();
        SimulatedTransport transport = new SimulatedTransport(time, (call, number) -> time.after(LATENCY)
                .thenApply(over -> number <= 100
                        ? SimulatedTransport.turnedAway(Duration.ofSeconds(1))
                        : SimulatedTransport.segment(call, number)));
        SimulatedClient client =
                SimulatedClient.Settings.of(time, transport).withRetriedShare(0).client();

        CompletableFuture<Segment> call = client.get(17);
        time.runUntil(call);

        assertThat(call).isCompleted();
        assertThat(transport.sent(Call.Kind.READ)).hasSize(100);
    }

    @Test
    void a_new_login_does_not_count() {
        VirtualTime time = new VirtualTime();
        SimulatedTransport transport = new SimulatedTransport(time, (call, number) -> time.after(LATENCY)
                .thenApply(over ->
                        number == 2 ? SimulatedTransport.refused("NOAUTH") : SimulatedTransport.segment(call, number)));
        SimulatedClient client =
                SimulatedClient.Settings.of(time, transport).withRetriedShare(0).client();

        CompletableFuture<Segment> call = client.get(17);
        time.runFor(Duration.ofSeconds(1));

        assertThat(call).isCompleted();
        assertThat(transport.sent(Call.Kind.LOGIN)).hasSize(2);
    }

    @Test
    void what_the_deadline_forbids_uses_up_no_repeats() {
        VirtualTime time = new VirtualTime();
        SimulatedTransport transport = new SimulatedTransport(
                time, (call, number) -> time.after(LATENCY).thenApply(over -> SimulatedTransport.outage()));
        SimulatedClient client = SimulatedClient.Settings.of(time, transport)
                .within(Duration.ofMillis(400))
                .client();
        for (int i = 0; i < 3 * RESERVE; i++) {
            CompletableFuture<Segment> call = client.get(1);
            time.runUntil(call);

            assertThat(Failures.of(catchThrowable(call::join)))
                    .hasMessage("get segment 1: HTTP 503; the backend failed; try again later");
        }
    }

    @Test
    void what_was_saved_in_good_times_is_a_hundred_repeats_at_most() {
        RetryShare share = new RetryShare(0.2, new VirtualTime());
        for (int i = 0; i < 10_000; i++) {
            share.earn();
        }

        assertThat(IntStream.range(0, 1_000).filter(i -> share.spend()).count()).isEqualTo(100);
    }

    @Property(seed = "17")
    void at_every_moment_of_any_traffic_the_repeats_are_within_the_share_and_the_reserve(
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> gapsInTenths) {
        VirtualTime time = new VirtualTime();
        RetryShare limit = new RetryShare(share, time);
        int repeats = 0;
        int calls = 0;
        for (int gap : gapsInTenths) {
            time.runFor(Duration.ofMillis(gap > 20 ? 0 : gap * 100L));
            limit.earn();
            calls++;
            for (int attempt = 0; attempt < gap % 5; attempt++) {
                repeats += limit.spend() ? 1 : 0;
            }
            assertThat((double) repeats)
                    .isLessThanOrEqualTo(
                            share * calls + RESERVE + time.elapsed().toMillis() / 1e3 + 1e-6);
            assertThat(share > 0 || repeats == 0).isTrue();
        }
    }
}
