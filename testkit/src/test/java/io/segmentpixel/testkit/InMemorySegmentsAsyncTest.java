package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceAsync;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The service in memory with futures; all else is in the contract that it keeps. */
class InMemorySegmentsAsyncTest {
    private final InMemorySegments segments = new InMemorySegments();
    private final SegmentServiceAsync async = segments.async();

    @Test
    void both_forms_have_the_same_segments() {
        Segment cart = async.create(NewSegment.named("cart")).join();
        Segment paid = segments.create(NewSegment.named("paid"));

        assertThat(segments.get(cart.id())).isEqualTo(cart);
        assertThat(async.get(paid.id())).isCompletedWithValue(paid);
    }

    @Test
    void a_call_is_over_when_it_has_its_future() {
        Segment cart = segments.create(NewSegment.named("cart"));
        List<Segment> seen = new ArrayList<>();

        CompletableFuture<Void> listing = async.list(SegmentQuery.all(), seen::add);

        assertThat(listing).isCompleted();
        assertThat(seen).containsExactly(cart);
        assertThat(async.update(SegmentUpdate.of(cart.id()).rename("basket"))).isCompleted();
        assertThat(segments.get(cart.id()).shortName()).isEqualTo("basket");
    }

    @Test
    void what_goes_wrong_with_the_one_goes_wrong_with_the_other() {
        segments.faults().next(Operation.READ, () -> new BackendUnavailableException("down", BackendAnswer.NONE, null));
        Segment cart = segments.create(NewSegment.named("cart"));

        CompletableFuture<Segment> failed = async.get(cart.id());

        assertThatThrownBy(failed::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(BackendUnavailableException.class);
        assertThat(async.get(cart.id())).isCompletedWithValue(cart);
    }
}
