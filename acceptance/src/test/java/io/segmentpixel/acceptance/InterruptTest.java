package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.ClientOperation;
import io.segmentpixel.http.RequestBudget;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.http.SessionStore;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * An interrupt ends a call wherever it is, at once and not when what it waits for is over, which in these tests would be a minute;
 * the flag stays set, and nobody else is harmed: afterwards as many calls are under way at once as there are places.
 */
class InterruptTest extends InterruptStage {
    /** The calls that a thread waits in. */
    enum Kind {
        GET(ClientOperation.GET, Operation.READ, (client, id) -> client.get(id)),
        FIND(ClientOperation.FIND, Operation.READ, (client, id) -> client.find(SegmentCode.of("there"))),
        LIST(ClientOperation.LIST, Operation.LIST, (client, id) -> client.list(SegmentQuery.all())
                .forEach(segment -> {})),
        CREATE(ClientOperation.CREATE, Operation.CREATE, (client, id) -> client.create(NewSegment.named("new"))),
        CREATE_WITH_CODE(
                ClientOperation.CREATE,
                Operation.CREATE,
                (client, id) -> client.create(NewSegment.named("new").withCode("new"))),
        UPDATE(
                ClientOperation.UPDATE,
                Operation.UPDATE,
                (client, id) -> client.update(SegmentUpdate.of(id).rename("changed"))),
        DELETE(ClientOperation.DELETE, Operation.DELETE, (client, id) -> client.delete(id));

        private final ClientOperation sent;
        private final Operation received;

        @SuppressWarnings("ImmutableEnumChecker") // none of the functions holds anything
        private final BiConsumer<SegmentClient, SegmentId> call;

        Kind(ClientOperation sent, Operation received, BiConsumer<SegmentClient, SegmentId> call) {
            this.sent = sent;
            this.received = received;
            this.call = call;
        }

        boolean isWrite() {
            return compareTo(CREATE) >= 0;
        }
    }

    /** Where a request stands still once it is sent. */
    enum Stall {
        HEADER(Fault.slowHeader(MINUTE), "Http1ExchangeCodec.readResponseHeaders"),
        BODY(Fault.slowBody(MINUTE), "HttpTransport.bytes"),
        NEVER_ENDING(Fault.neverEnding(), "HttpTransport.bytes");

        @SuppressWarnings("ImmutableEnumChecker") // every fault is immutable
        private final Fault fault;

        private final String where;

        Stall(Fault fault, String where) {
            this.fault = fault;
            this.where = where;
        }
    }

    private Caller calls(Kind kind) {
        return Caller.of(() -> kind.call.accept(client, id));
    }

    @ParameterizedTest
    @EnumSource
    void before_the_call_nothing_is_sent(Kind kind) {
        Caller caller = Caller.interruptedBefore(() -> kind.call.accept(client, id));

        assertThat(caller.ended()).isInstanceOf(CallInterruptedException.class);
        assertThat(watch.sent()).isEmpty();
        all_places_are_free_for(this::read);
    }

    @ParameterizedTest
    @EnumSource
    void while_the_backend_holds_requests_back(Kind kind) {
        sandbox.faults().on(kind.received).next(Fault.tooManyRequests(MINUTE));
        Caller caller = calls(kind);
        watch.untilAnswered(1, kind.sent);

        assertThat(caller.untilItWaits().interrupted())
                .isInstanceOf(CallInterruptedException.class)
                .hasMessageContaining("interrupted");
        all_places_are_free_for(kind.isWrite() ? this::read : this::write);
    }

    @ParameterizedTest
    @EnumSource
    void while_all_places_are_taken(Kind kind) {
        client.get(id);
        sandbox.faults().on(Operation.READ).next(PLACES, Fault.slowHeader(MINUTE));
        List<Caller> stalled =
                Stream.generate(() -> calls(Kind.GET)).limit(PLACES).toList();
        Received.until(sandbox, 1 + PLACES, Operation.READ);
        Caller next = calls(kind).untilItWaits();
        Caller afterIt = Caller.of(this::read).untilItWaits();

        assertThat(next.interrupted()).isInstanceOf(CallInterruptedException.class);

        assertThat(stalled.get(0).interrupted()).isInstanceOf(CallInterruptedException.class);
        afterIt.done();
        stalled.subList(1, PLACES).forEach(Caller::interrupted);
        all_places_are_free_for(this::read);
    }

    @ParameterizedTest
    @EnumSource
    void while_it_logs_in_and_the_next_logs_in_instead(Kind kind) {
        sandbox.faults().on(Operation.LOGIN).next(Fault.slowHeader(MINUTE));
        Caller first = calls(kind);
        Received.until(sandbox, 1, Operation.LOGIN);
        Caller next = calls(Kind.GET).untilItWaits();

        assertThat(first.interrupted()).isInstanceOf(CallInterruptedException.class);

        next.done();
        all_places_are_free_for(this::read);
        assertThat(sandbox.journal().calls(Operation.LOGIN)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void while_another_thread_logs_in(Kind kind) {
        sandbox.faults().on(Operation.LOGIN).next(Fault.slowHeader(MINUTE));
        Caller first = calls(Kind.GET);
        Received.until(sandbox, 1, Operation.LOGIN);
        Caller next = calls(kind).untilItWaits();

        assertThat(next.interrupted()).isInstanceOf(CallInterruptedException.class);

        assertThat(watch.sent()).containsExactly(ClientOperation.LOGIN);
        assertThat(first.interrupted()).isInstanceOf(CallInterruptedException.class);
        all_places_are_free_for(this::read);
    }

    @Test
    void while_another_client_has_the_right_to_log_in() {
        SessionStore store = SessionStore.inMemory();
        String user = sandbox.username() + " at " + sandbox.url() + "/";
        try (SegmentClient sharing = client().sessionStore(store).build()) {
            assertThat(store.lease(user, MINUTE)).isPresent();
            Caller caller = Caller.of(() -> sharing.get(id)).untilItWaits();

            assertThat(caller.interrupted()).isInstanceOf(CallInterruptedException.class);
            assertThat(watch.sent()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void while_a_budget_has_no_permit(Kind kind) {
        CompletableFuture<RequestBudget.Permit> never = new CompletableFuture<>();
        try (SegmentClient poor = client().requestBudget(nothing -> never).build()) {
            Caller caller = Caller.of(() -> kind.call.accept(poor, id)).untilItWaits();

            assertThat(caller.interrupted()).isInstanceOf(CallInterruptedException.class);
            assertThat(never).isCancelled();
            assertThat(watch.sent()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LIST")
    void while_its_header_is_late(Kind kind) {
        while_it_is_sent(kind, Stall.HEADER);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LIST")
    void while_its_body_is_late(Kind kind) {
        while_it_is_sent(kind, Stall.BODY);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LIST")
    void while_its_answer_never_ends(Kind kind) {
        while_it_is_sent(kind, Stall.NEVER_ENDING);
    }

    /** A write has arrived by then, and the caller is told that nobody knows what became of it. */
    private void while_it_is_sent(Kind kind, Stall stall) {
        client.get(id);
        sandbox.journal().clear();
        sandbox.faults().on(kind.received).next(stall.fault);
        Caller caller = calls(kind).until(stall.where);
        Received.until(sandbox, 1, kind.received);

        assertThat(caller.interrupted())
                .isInstanceOf(kind.isWrite() ? OutcomeUnknownException.class : CallInterruptedException.class);
        assertThat(watch.sent()).hasSize(3);
        all_places_are_free_for(this::read);
        all_places_are_free_for(this::write);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void while_a_page_is_late(int pagesBefore) {
        IntStream.range(0, 500).forEach(i -> sandbox.segments().create(NewSegment.named("more " + i)));
        client.get(id);
        AtomicInteger listed = new AtomicInteger();
        Caller caller = Caller.of(() -> {
            if (pagesBefore == 0) {
                sandbox.faults().on(Operation.LIST).every(1, Fault.slowHeader(MINUTE));
            }
            client.list(SegmentQuery.all()).forEach(segment -> {
                if (listed.incrementAndGet() == 100) {
                    sandbox.faults().on(Operation.LIST).every(1, Fault.slowHeader(MINUTE));
                }
            });
        });
        watch.untilSent(pagesBefore == 0 ? 1 : 1 + PLACES, ClientOperation.LIST);
        caller.untilItWaits();

        assertThat(caller.interrupted()).isInstanceOf(CallInterruptedException.class);
        assertThat(listed).hasValue(100 * pagesBefore);
        sandbox.faults().clear();
        all_places_are_free_for(this::read);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CREATE", "CREATE_WITH_CODE"})
    void before_a_repeat(Kind kind) {
        client.get(id);
        watch.untilAnswered(1, ClientOperation.GET);
        sandbox.faults().on(kind.received).next(Fault.unavailable(MINUTE));
        Caller caller = calls(kind);
        watch.untilAnswered(1, kind.sent);

        assertThat(caller.untilItWaits().interrupted())
                .isInstanceOf(kind.isWrite() ? OutcomeUnknownException.class : CallInterruptedException.class);
        assertThat(watch.sent()).hasSize(3);
        all_places_are_free_for(this::read);
        all_places_are_free_for(this::write);
    }

    @ParameterizedTest
    @EnumSource
    void while_it_connects(Kind kind) {
        HangingSockets sockets = new HangingSockets();
        try (SegmentClient connecting = client().httpClient(
                        http.newBuilder().socketFactory(sockets).build())
                .build()) {
            Caller caller = Caller.of(() -> kind.call.accept(connecting, id));
            sockets.untilOneConnects();

            assertThat(caller.interrupted()).isInstanceOf(CallInterruptedException.class);
            sockets.untilAllAreClosed();
            assertThat(watch.sent()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "CREATE_WITH_CODE"})
    void before_a_repeat_of_a_create_that_found_no_connection(Kind kind) {
        client.get(id);
        sandbox.close();
        http.connectionPool().evictAll();
        Caller caller = calls(kind).untilItWaits();

        assertThat(caller.interrupted()).isInstanceOf(CallInterruptedException.class);
    }
}
