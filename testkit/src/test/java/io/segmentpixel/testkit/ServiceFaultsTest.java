package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of the service in memory. */
class ServiceFaultsTest {
    private static SegmentServiceException down() {
        return new BackendUnavailableException("down", BackendAnswer.NONE, null);
    }

    private final InMemorySegments segments = new InMemorySegments();
    private final Segment cart = segments.create(NewSegment.named("cart").withCode("cart"));

    private final Segment paid = segments.create(NewSegment.named("paid"));

    private final Map<Operation, ThrowingCallable> calls = Map.of(
            Operation.CREATE, () -> segments.create(NewSegment.named("late")),
            Operation.READ, () -> segments.get(cart.id()),
            Operation.LIST, () -> segments.list(SegmentQuery.all()).count(),
            Operation.UPDATE, () -> segments.update(SegmentUpdate.of(cart.id()).rename("late")),
            Operation.UPDATE_SEVERAL,
                    () -> segments.updateAll(List.of(
                            SegmentUpdate.of(cart.id()).rename("late"),
                            SegmentUpdate.of(paid.id()).rename("late"))),
            Operation.DELETE, () -> segments.delete(cart.id()));

    private ThrowingCallable call(Operation operation) {
        return Objects.requireNonNull(calls.get(operation));
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "READ", "LIST", "UPDATE", "UPDATE_SEVERAL", "DELETE"})
    void the_next_calls_of_an_operation_fail_and_are_not_carried_out(Operation operation) {
        segments.faults().next(2, operation, ServiceFaultsTest::down);

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(call(operation))
                    .isInstanceOfAny(BackendUnavailableException.class, BulkUpdateException.class);
        }
        calls.keySet().stream()
                .filter(other -> other == Operation.READ || other == Operation.LIST)
                .forEach(other -> assertThatCode(call(other)).doesNotThrowAnyException());
        assertThat(segments.list(SegmentQuery.all())).containsExactly(cart, paid);
        assertThatCode(call(operation)).doesNotThrowAnyException();
    }

    @Test
    void a_code_is_looked_up_by_a_read() {
        segments.faults().next(Operation.READ, ServiceFaultsTest::down);

        assertThatThrownBy(() -> segments.find(SegmentCode.of("cart"))).hasMessage("down");
    }

    @Test
    void a_call_can_be_done_and_fail_all_the_same() {
        segments.faults().nextButDone(Operation.CREATE, ServiceFaultsTest::down);

        assertThatThrownBy(() -> segments.create(NewSegment.named("done"))).hasMessage("down");
        assertThat(segments.list(SegmentQuery.all()))
                .extracting(Segment::shortName)
                .containsExactly("cart", "paid", "done");
    }

    @Test
    void failures_come_in_the_order_in_which_they_were_said_until_they_are_cleared() {
        segments.faults().next(Operation.READ, ServiceFaultsTest::down);
        segments.faults()
                .next(Operation.READ, () -> new BackendUnavailableException("later", BackendAnswer.NONE, null));
        segments.faults().next(Operation.READ, ServiceFaultsTest::down);

        assertThatThrownBy(() -> segments.get(cart.id())).hasMessage("down");
        assertThatThrownBy(() -> segments.get(cart.id())).hasMessage("later");
        segments.faults().clear();
        assertThat(segments.get(cart.id())).isEqualTo(cart);
    }

    @Test
    void several_updates_of_which_one_call_carries_one_fail_as_the_update_of_one() {
        segments.faults().next(Operation.UPDATE, ServiceFaultsTest::down);

        assertThatThrownBy(() ->
                        segments.updateAll(List.of(SegmentUpdate.of(cart.id()).rename("late"))))
                .isInstanceOf(BulkUpdateException.class);
        assertThat(segments.get(cart.id())).isEqualTo(cart);
    }

    @Test
    void a_listing_fails_when_it_is_read() {
        Stream<Segment> listing = segments.list(SegmentQuery.all());
        segments.faults().next(Operation.LIST, ServiceFaultsTest::down);

        assertThatThrownBy(listing::count).hasMessage("down");
    }

    @ParameterizedTest
    @CsvSource({"99, false", "100, false", "101, true"})
    void a_further_page_is_read_only_if_there_is_one_and_fails_alone(int count, boolean isThere) {
        IntStream.range(2, count).forEach(more -> segments.create(NewSegment.named("more")));
        Iterator<Segment> listing = segments.list(SegmentQuery.all()).iterator();
        IntStream.range(0, Math.min(count, 100)).forEach(read -> listing.next());
        segments.faults().next(Operation.LIST, ServiceFaultsTest::down);

        if (isThere) {
            assertThatThrownBy(listing::hasNext).hasMessage("down");
        }
        assertThat(listing.hasNext()).isEqualTo(isThere);
    }

    @Test
    void more_failures_than_memory_holds_can_be_said() {
        segments.faults().next(Integer.MAX_VALUE, Operation.READ, ServiceFaultsTest::down);

        assertThatThrownBy(call(Operation.READ)).hasMessage("down");
        assertThatThrownBy(call(Operation.READ)).hasMessage("down");
    }

    @Test
    @SuppressWarnings("NullAway") // it is what the test is about
    void an_exception_that_is_not_made_is_said_when_it_is_wanted() {
        segments.faults().next(Operation.READ, () -> null);
        segments.faults().nextButDone(Operation.CREATE, () -> null);

        assertThatNullPointerException()
                .isThrownBy(call(Operation.READ))
                .withMessage("why: gave null, and must give the exception to be thrown");
        assertThatNullPointerException().isThrownBy(call(Operation.CREATE)).withMessageContaining("why");
        assertThat(segments.list(SegmentQuery.all())).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGIN", "FIRE", "OTHER"})
    void an_operation_that_a_service_has_not_is_refused(Operation operation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> segments.faults().next(operation, ServiceFaultsTest::down))
                .withMessageContaining(operation.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> segments.faults().next(0, Operation.READ, ServiceFaultsTest::down));
    }
}
