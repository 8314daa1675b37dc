package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.segmentpixel.http.CountingBackend.Limit;
import io.segmentpixel.http.RequestBudget.Rate;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.Segment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits goes in his turn, or is told why not and until when. */
class WaitingCallersTest {
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final VirtualTime time = new VirtualTime();
    private final Deque<Answer> toWrites = new ArrayDeque<>();
    private final SimulatedTransport transport =
            new SimulatedTransport(time, (call, number) -> time.after(LATENCY).thenApply(over -> answer(call, number)));

    private Answer answer(Call call, int number) {
        return call.kind() == Call.Kind.WRITE && !toWrites.isEmpty()
                ? toWrites.remove()
                : SimulatedTransport.segment(call, number);
    }

    private SimulatedClient.Settings settings() {
        return SimulatedClient.Settings.of(time, transport).within(DEADLINE);
    }

    /** A client that has logged in. */
    private SimulatedClient ready(SimulatedClient.Settings settings) {
        SimulatedClient client = settings.client();
        time.runUntil(client.get(1));
        return client;
    }

    private RequestBudget budget(int writes, Duration period) {
        return new LocalBudget(new Rate(1_000, period), new Rate(writes, period), 15, time);
    }

    private static List<CompletableFuture<Segment>> creates(SimulatedClient client, int many) {
        return IntStream.range(0, many).mapToObj(client::create).toList();
    }

    private void runUntilAllAreOver(List<? extends CompletableFuture<?>> all) {
        time.runUntil(CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)));
    }

    private static List<String> words(IntStream numbers) {
        return numbers.mapToObj(number -> "create segment \"" + number + "\"").toList();
    }

    private List<String> writesSent() {
        return transport.sent(Call.Kind.WRITE).stream()
                .map(SimulatedTransport.Sent::words)
                .toList();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return Failures.of(catchThrowable(future::join));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15})
    void a_hundred_that_wait_for_a_place_go_in_the_order_in_which_they_came(int places) {
        SimulatedClient client = ready(settings().withPlaces(places));

        runUntilAllAreOver(creates(client, 100));

        assertThat(writesSent()).isEqualTo(words(IntStream.range(0, 100)));
        assertThat(transport.mostInFlight()).isEqualTo(places);
    }

    @Test
    void a_hundred_that_the_backend_holds_back_go_in_the_order_in_which_they_came() {
        SimulatedClient client = ready(settings());
        toWrites.add(SimulatedTransport.turnedAway(Duration.ofSeconds(9)));
        CompletableFuture<Segment> first = client.create(1_000);
        time.runFor(Duration.ofSeconds(1));

        runUntilAllAreOver(creates(client, 100));

        assertThat(first).isCompleted();
        assertThat(writesSent().subList(0, 2)).isEqualTo(words(IntStream.of(1_000, 1_000)));
        assertThat(writesSent().subList(2, 102)).isEqualTo(words(IntStream.range(0, 100)));
    }

    @Test
    void a_hundred_that_wait_for_the_budget_go_in_the_order_in_which_they_came() {
        SimulatedClient client = ready(settings().with(budget(10, Duration.ofSeconds(1))));

        runUntilAllAreOver(creates(client, 100));

        assertThat(writesSent()).isEqualTo(words(IntStream.range(0, 100)));
        assertThat(time.elapsed()).isGreaterThan(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void who_gives_up_is_passed_over_and_sends_nothing(boolean hasBudget) {
        SimulatedClient client = ready(
                hasBudget
                        ? settings().with(budget(10, Duration.ofSeconds(1)))
                        : settings().withPlaces(1));
        List<NoThread> carriers =
                IntStream.range(0, 100).mapToObj(number -> new NoThread()).toList();
        List<CompletableFuture<Segment>> creates = IntStream.range(0, 100)
                .mapToObj(number -> client.create(number, carriers.get(number)))
                .toList();
        IntStream.range(20, 100).filter(number -> number % 3 == 0).forEach(number -> carriers.get(number)
                .giveUp());

        time.run();

        assertThat(creates).allMatch(CompletableFuture::isDone);
        assertThat(writesSent())
                .isEqualTo(words(IntStream.range(0, 100).filter(number -> number < 20 || number % 3 != 0)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reads_go_on_while_writes_are_held_back(boolean byTheBudget) {
        SimulatedClient client = ready(byTheBudget ? settings().with(budget(1, Duration.ofSeconds(20))) : settings());
        if (byTheBudget) {
            time.runUntil(client.create(0));
        } else {
            toWrites.add(SimulatedTransport.turnedAway(Duration.ofSeconds(20)));
        }
        List<CompletableFuture<Segment>> writes = creates(client, 1);
        time.runFor(LATENCY);

        for (int second = 0; second < 19; second++) {
            Instant asked = time.now();
            CompletableFuture<Segment> read = client.get(17);
            time.runUntil(read);
            assertThat(read).isCompleted();
            assertThat(Duration.between(asked, time.now())).isEqualTo(LATENCY);
            time.runFor(Duration.ofSeconds(1).minus(LATENCY));
        }

        assertThat(writes.get(0)).isNotDone();
        runUntilAllAreOver(writes);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    }

    @Test
    void writes_that_the_backend_holds_back_keep_no_permit_that_a_read_needs() {
        SimulatedClient client = ready(settings().with(budget(1_000, Duration.ofMinutes(1))));
        IntStream.range(0, 15).forEach(i -> toWrites.add(SimulatedTransport.turnedAway(Duration.ofSeconds(8))));
        List<CompletableFuture<Segment>> writes = creates(client, 20);
        time.runFor(Duration.ofSeconds(1));

        Instant asked = time.now();
        CompletableFuture<Segment> read = client.get(17);
        time.runUntil(read);
        assertThat(Duration.between(asked, time.now())).isEqualTo(LATENCY);

        runUntilAllAreOver(writes);
        assertThat(writes).allMatch(write -> !write.isCompletedExceptionally());
    }

    @Test
    void a_permit_that_comes_while_the_backend_holds_back_is_not_kept() {
        CompletableFuture<RequestBudget.Permit> late = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger givenBack = new AtomicInteger();
        RequestBudget.Permit permit = givenBack::incrementAndGet;
        SimulatedClient client = ready(settings()
                .with(kind -> asked.incrementAndGet() == 3 ? late : CompletableFuture.completedFuture(permit)));
        toWrites.add(SimulatedTransport.turnedAway(Duration.ofSeconds(9)));
        List<CompletableFuture<Segment>> writes = creates(client, 2);
        time.runFor(LATENCY);
        assertThat(givenBack).hasValue(2);

        late.complete(permit);

        assertThat(givenBack).hasValue(3);
        runUntilAllAreOver(writes);
        assertThat(writes).allMatch(write -> !write.isCompletedExceptionally());
    }

    @Test
    void a_request_that_found_no_connection_does_not_count_as_one_that_was_let_pass() {
        AtomicBoolean isCut = new AtomicBoolean();
        Transport cut = (call, token, allowed, whenSent, carrier) -> isCut.get()
                ? CompletableFuture.failedFuture(new Transport.SendException(new IOException("no connection"), false))
                : transport.send(call, token, allowed, whenSent, carrier);
        SimulatedClient client =
                ready(SimulatedClient.Settings.of(time, cut).within(DEADLINE).withRetriedShare(0));
        toWrites.add(SimulatedTransport.turnedAway(Duration.ofSeconds(9)));
        CompletableFuture<Segment> first = client.create(0);
        time.runFor(LATENCY);
        isCut.set(true);
        time.runUntil(first);
        assertThat(first).isCompletedExceptionally();
        isCut.set(false);
        int before = writesSent().size();

        List<CompletableFuture<Segment>> next = creates(client, 3);

        assertThat(writesSent()).hasSize(before + 1);
        runUntilAllAreOver(next);
    }

    @Test
    void writes_that_wait_for_a_permit_keep_no_place_that_a_read_needs() {
        SimulatedClient client =
                ready(settings().with(budget(1, Duration.ofSeconds(20))).withPlaces(1));
        time.runUntil(client.create(0));
        List<CompletableFuture<Segment>> writes = creates(client, 1);
        time.runFor(LATENCY);

        Instant asked = time.now();
        time.runUntil(client.get(17));
        assertThat(Duration.between(asked, time.now())).isEqualTo(LATENCY);

        runUntilAllAreOver(writes);
        assertThat(writes.get(0)).isCompleted();
    }

    @Test
    void an_hour_that_one_answer_names_is_told_at_once_to_all_who_have_less_and_is_over_after_an_hour() {
        SimulatedClient client = ready(settings().withPlaces(3));
        toWrites.add(SimulatedTransport.turnedAway(Duration.ofHours(1)));
        List<CompletableFuture<Segment>> creates = creates(client, 100);

        time.runFor(Duration.ofSeconds(1));

        assertThat(transport.written()).isEqualTo(words(IntStream.of(1, 2)));
        creates.subList(3, 100).forEach(waiting -> assertThat(failure(waiting))
                .isInstanceOfSatisfying(RateLimitedException.class, why -> assertThat(why.retryAfter())
                        .isEqualTo(Duration.ofHours(1)))
                .hasMessageEndingWith(
                        "not sent within PT30S, because the backend holds requests back; try again after" + " PT1H"));
        assertThat(client.create(100)).isCompletedExceptionally();
        time.runUntil(client.get(17));
        time.runFor(Duration.ofHours(1));
        time.runUntil(client.create(101));
        assertThat(transport.written()).isEqualTo(words(IntStream.of(1, 2, 101)));
    }

    @Test
    void who_waits_behind_others_until_the_deadline_is_told_so_then() {
        SimulatedTransport never = new SimulatedTransport(time, (call, number) -> new CompletableFuture<>());
        SimulatedClient client = SimulatedClient.Settings.of(time, never)
                .within(DEADLINE)
                .withPlaces(1)
                .client();
        List<CompletableFuture<Segment>> creates = creates(client, 2);

        time.runFor(DEADLINE.minusNanos(1));
        assertThat(creates.get(1)).isNotDone();
        time.runFor(Duration.ofNanos(1));

        assertThat(failure(creates.get(1)))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("create segment \"1\": not sent within PT30S, because of the requests before it; allow more"
                        + " time");
    }

    @Test
    void who_waits_until_the_deadline_while_the_backend_holds_back_is_told_until_when() {
        SimulatedClient client = ready(settings());
        // always another few seconds, so that nobody is without hope
        for (int i = 0; i < 1_000; i++) {
            toWrites.add(SimulatedTransport.turnedAway(Duration.ofSeconds(7)));
        }
        List<CompletableFuture<Segment>> creates = creates(client, 40);

        time.runFor(DEADLINE);

        assertThat(creates).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(creates).allSatisfy(create -> assertThat(failure(create))
                .isInstanceOfSatisfying(RateLimitedException.class, why -> assertThat(why.retryAfter())
                        .isBetween(Duration.ofNanos(1), Duration.ofSeconds(7))));
        assertThat(time.pending()).isLessThanOrEqualTo(1);
    }

    @Test
    void who_waits_for_the_budget_until_the_deadline_is_told_so_then() {
        SimulatedClient client = ready(settings().with(budget(1, Duration.ofSeconds(40))));
        List<CompletableFuture<Segment>> creates = creates(client, 2);

        time.runFor(DEADLINE);

        assertThat(creates.get(0)).isCompleted();
        assertThat(failure(creates.get(1)))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("create segment \"1\": not sent within PT30S, because the request budget had no permit for"
                        + " it; allow more time");
    }

    @Test
    void nobody_fails_for_a_number_that_was_only_learnt_the_backend_is_asked_instead() {
        Duration minute = Duration.ofMinutes(1);
        CountingBackend five = new CountingBackend(time, Limit.fixed(5, minute), () -> LATENCY, () -> 0.5);
        SimulatedTransport counting = SimulatedTransport.counting(time, five, true);
        SimulatedClient client =
                SimulatedClient.Settings.of(time, counting).within(DEADLINE).client();
        for (int window = 0; window < 3; window++) {
            assertThat(passedOf(client, 7)).isEqualTo(5);
            time.runFor(minute);
        }
        five.change(Limit.fixed(100, minute));

        assertThat(passedOf(client, 40)).isEqualTo(40);
        time.runFor(minute);
        assertThat(passedOf(client, 110)).isEqualTo(100);
        // two windows cost a refusal, in the third one was tried in spite of what was learnt, and in the last
        assertThat(five.refused()).isEqualTo(4);
    }

    /** How many of so many creates, one after the other, are carried out; the others fail without a wait. */
    private int passedOf(SimulatedClient client, int many) {
        int passed = 0;
        for (int i = 0; i < many; i++) {
            Instant asked = time.now();
            CompletableFuture<Segment> create = client.create(i);
            if (!create.isDone()) {
                time.runUntil(create);
            }
            assertThat(Duration.between(asked, time.now())).isLessThan(Duration.ofSeconds(1));
            passed += create.isCompletedExceptionally() ? 0 : 1;
        }
        return passed;
    }

    @Test
    void twenty_thousand_that_wait_and_fail_one_after_the_other_need_no_deep_stack() {
        transport.onLogin(Duration.ofSeconds(1), SimulatedTransport.refused("UNAUTH"));
        List<CompletableFuture<Segment>> creates =
                new ArrayList<>(creates(settings().client(), 20_000));

        time.runFor(Duration.ofSeconds(1));

        assertThat(creates).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(failure(creates.get(19_999))).isInstanceOf(LoginRefusedException.class);
        assertThat(transport.sent(Call.Kind.LOGIN)).hasSize(1);
        assertThat(writesSent()).isEmpty();
    }
}
