package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.ClientOperation;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An interrupt ends a create or an update of many as it ends a single call, and what became of each segment is said. */
class InterruptManyTest extends InterruptStage {
    @Test
    void before_a_create_of_many_nothing_is_sent() {
        Caller caller = Caller.interruptedBefore(() -> client.createAll(news(5)));

        assertThat(caller.ended()).isInstanceOfSatisfying(BulkCreateException.class, partly -> {
            assertThat(partly.requests(CreateOutcome.Status.NOT_SENT)).isEqualTo(news(5));
            assertThat(partly).hasCauseInstanceOf(CallInterruptedException.class);
        });
        assertThat(watch.sent()).isEmpty();
        all_places_are_free_for(this::write);
    }

    @Test
    void before_an_update_of_many_nothing_is_sent() {
        List<SegmentUpdate> updates = updates(150);
        Caller caller = Caller.interruptedBefore(() -> client.updateAll(updates));

        assertThat(caller.ended()).isInstanceOfSatisfying(BulkUpdateException.class, partly -> {
            assertThat(partly.updates(BulkUpdateException.Status.NOT_SENT)).isEqualTo(updates);
            assertThat(partly).hasCauseInstanceOf(CallInterruptedException.class);
        });
        assertThat(watch.sent()).isEmpty();
    }

    @Test
    void while_many_are_created() {
        client.get(id);
        sandbox.faults().on(Operation.CREATE).every(3, Fault.slowHeader(MINUTE));
        Caller caller = Caller.of(() -> client.createAll(news(10)));
        Received.until(sandbox, 9, Operation.CREATE);
        watch.untilAnswered(6, ClientOperation.CREATE);

        assertThat(caller.interrupted()).isInstanceOfSatisfying(BulkCreateException.class, partly -> {
            assertThat(partly.requests(CreateOutcome.Status.CREATED)).hasSize(6);
            assertThat(partly.requests(CreateOutcome.Status.UNKNOWN)).hasSize(3);
            assertThat(partly.requests(CreateOutcome.Status.NOT_SENT)).containsExactly(news(10).get(9));
            assertThat(partly).hasCauseInstanceOf(CallInterruptedException.class);
        });
        sandbox.faults().clear();
        assertThat(client.createAll(news(10))).hasSize(10);
        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(11);
        all_places_are_free_for(this::write);
    }

    @Test
    void while_the_supplier_of_the_credentials_takes_its_time_for_a_create_of_many() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Credentials> later = new CompletableFuture<>();
        try (SegmentClient slow = client().credentials(() -> {
                    asked.countDown();
                    return later.join();
                })
                .build()) {
            Caller caller = Caller.of(() -> slow.createAll(news(5)));
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

            assertThat(caller.interrupted()).isInstanceOfSatisfying(BulkCreateException.class, none -> assertThat(
                            none.requests(CreateOutcome.Status.NOT_SENT))
                    .isEqualTo(news(5)));
        }
        later.completeExceptionally(new IllegalStateException("too late"));
        assertThat(watch.sent()).isEmpty();
    }

    @Test
    void while_a_create_of_many_looks_for_what_stands_there() {
        sandbox.faults().on(Operation.LIST).next(Fault.slowHeader(MINUTE));
        Caller caller = Caller.of(() -> client.createAll(news(20)));
        watch.untilSent(1, ClientOperation.LIST);

        assertThat(caller.interrupted()).isInstanceOfSatisfying(BulkCreateException.class, partly -> assertThat(
                        partly.requests(CreateOutcome.Status.NOT_SENT))
                .isEqualTo(news(20)));
        all_places_are_free_for(this::write);
    }

    @Test
    void while_a_create_of_few_looks_each_up() {
        sandbox.faults().on(Operation.READ).every(1, Fault.slowHeader(MINUTE));
        Caller caller = Caller.of(() -> client.createAll(news(3)));
        watch.untilSent(3, ClientOperation.FIND);

        assertThat(caller.interrupted()).isInstanceOfSatisfying(BulkCreateException.class, partly -> assertThat(
                        partly.requests(CreateOutcome.Status.NOT_SENT))
                .isEqualTo(news(3)));
        sandbox.faults().clear();
        all_places_are_free_for(this::write);
    }

    @Test
    void while_many_are_updated() {
        List<SegmentUpdate> updates = updates(250);
        client.get(id);
        sandbox.faults().on(Operation.UPDATE_SEVERAL).every(2, Fault.slowHeader(MINUTE));
        Caller caller = Caller.of(() -> client.updateAll(updates));
        Received.until(sandbox, 2, Operation.UPDATE_SEVERAL);

        assertThat(caller.interrupted()).isInstanceOfSatisfying(BulkUpdateException.class, partly -> {
            assertThat(partly.updates(BulkUpdateException.Status.DONE)).isEqualTo(updates.subList(0, 100));
            assertThat(partly.updates(BulkUpdateException.Status.UNKNOWN)).isEqualTo(updates.subList(100, 200));
            assertThat(partly.updates(BulkUpdateException.Status.NOT_SENT)).isEqualTo(updates.subList(200, 250));
        });
        all_places_are_free_for(this::write);
    }

    @Test
    void while_an_update_of_many_is_held_back() {
        List<SegmentUpdate> updates = updates(150);
        sandbox.faults().on(Operation.UPDATE_SEVERAL).next(Fault.tooManyRequests(MINUTE));
        Caller caller = Caller.of(() -> client.updateAll(updates));
        watch.untilAnswered(1, ClientOperation.UPDATE_SEVERAL);

        assertThat(caller.untilItWaits().interrupted())
                .isInstanceOfSatisfying(BulkUpdateException.class, partly -> assertThat(
                                partly.updates(BulkUpdateException.Status.NOT_SENT))
                        .isEqualTo(updates));
        all_places_are_free_for(this::read);
    }

    private static List<NewSegment> news(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> NewSegment.named("new " + i).withCode("new_" + i))
                .toList();
    }

    private List<SegmentUpdate> updates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> sandbox.segments().create(NewSegment.named("old " + i)))
                .map(Segment::id)
                .map(old -> SegmentUpdate.of(old).rename("changed"))
                .toList();
    }
}
