package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.segmentpixel.http.RequestBudget.Permit;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Whatever a budget of the caller's own does, a call ends as it should, and no place is lost. */
class ForeignBudgetTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final VirtualTime time = new VirtualTime();
    private final SimulatedTransport transport =
            new SimulatedTransport(time, (call, number) -> time.after(Duration.ofMillis(20))
                    .thenApply(over -> SimulatedTransport.segment(call, number)));
    private final List<CompletableFuture<Permit>> asked = new ArrayList<>();
    private int givenBack;

    private SimulatedClient client(RequestBudget budget) {
        return SimulatedClient.Settings.of(time, transport)
                .with(budget)
                .within(DEADLINE)
                .withPlaces(1)
                .client();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return Failures.of(catchThrowable(future::join));
    }

    private void assertFailsAtOnce(RequestBudget budget, String why) {
        SimulatedClient client = client(budget);
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Segment> create = client.create(1);
            assertThat(create).isCompletedExceptionally();
            assertThat(failure(create))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessage("create segment \"1\": not sent, because the request budget failed: " + why);
        }
        assertThat(transport.sent(Call.Kind.WRITE)).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_permit_that_fails_fails_the_call_and_says_why() {
        assertFailsAtOnce(
                kind -> CompletableFuture.failedFuture(new IllegalStateException("redis is away")),
                "java.lang.IllegalStateException: redis is away");
        assertFailsAtOnce(
                kind -> CompletableFuture.failedFuture(new TimeoutException("redis is slow")),
                "java.util.concurrent.TimeoutException: redis is slow");
        assertFailsAtOnce(
                kind -> CompletableFuture.failedFuture(new CancellationException("redis ends")),
                "java.util.concurrent.CancellationException: redis ends");
    }

    @Test
    void a_budget_that_throws_fails_the_call_and_says_why() {
        assertFailsAtOnce(
                kind -> {
                    throw new IllegalStateException("redis is away");
                },
                "java.lang.IllegalStateException: redis is away");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without such a check may do
    void null_is_no_permit() {
        assertFailsAtOnce(kind -> null, "java.lang.NullPointerException: null for a future");
        assertFailsAtOnce(
                kind -> CompletableFuture.completedFuture(null), "java.lang.NullPointerException: null for a permit");
    }

    @Test
    void a_permit_that_never_comes_is_withdrawn_at_the_deadline() {
        SimulatedClient client = client(kind -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        });
        CompletableFuture<Segment> create = client.create(1);

        time.runFor(DEADLINE.minusNanos(1));
        assertThat(create).isNotDone();
        time.runFor(Duration.ofNanos(1));

        assertThat(failure(create))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("create segment \"1\": not sent within PT30S, because the request budget had no permit for"
                        + " it; allow more time");
        assertThat(asked).hasSize(1).allMatch(permit -> !permit.complete(() -> givenBack++));
        assertThat(transport.sent(Call.Kind.WRITE)).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_permit_that_comes_late_is_used_and_given_back_once() {
        SimulatedClient client =
                client(kind -> time.after(Duration.ofSeconds(29)).thenApply(over -> () -> givenBack++));

        time.runUntil(client.create(1));

        assertThat(givenBack).isEqualTo(1);
        assertThat(transport.written()).hasSize(1);
        time.run();
    }

    @Test
    void who_finds_no_place_asks_for_no_permit() {
        SimulatedClient client = client(kind -> {
            asked.add(CompletableFuture.completedFuture(() -> givenBack++));
            return asked.get(asked.size() - 1);
        });
        List<CompletableFuture<Segment>> creates = List.of(client.create(1), client.create(2));

        assertThat(asked).hasSize(1);
        time.run();
        assertThat(creates).allMatch(CompletableFuture::isDone);
        assertThat(asked).hasSize(2);
        assertThat(givenBack).isEqualTo(2);
    }

    @Test
    void a_late_permit_whose_request_finds_no_place_and_is_given_up_is_given_back() {
        CompletableFuture<RequestBudget.Permit> late = new CompletableFuture<>();
        SimulatedClient client = client(kind -> {
            asked.add(asked.isEmpty() ? late : CompletableFuture.completedFuture(() -> givenBack++));
            return asked.get(asked.size() - 1);
        });
        NoThread carrier = new NoThread();
        CompletableFuture<Segment> first = client.create(1, carrier);
        CompletableFuture<Segment> second = client.create(2);
        late.complete(() -> givenBack++);
        assertThat(givenBack).isZero();

        carrier.giveUp();

        assertThat(first).isCompletedExceptionally();
        assertThat(givenBack).isEqualTo(1);
        time.run();
        assertThat(second).isCompleted();
        assertThat(givenBack).isEqualTo(2);
    }

    @Test
    void a_permit_that_cannot_be_given_back_changes_nothing_for_its_request_nor_for_the_next() {
        SimulatedClient client = client(kind -> CompletableFuture.completedFuture(() -> {
            throw new IllegalStateException("redis is away");
        }));

        for (int i = 0; i < 20; i++) {
            CompletableFuture<Segment> create = client.create(i);
            time.runUntil(create);
            assertThat(create).isCompleted();
        }
        assertThat(transport.written()).hasSize(20);
    }
}
