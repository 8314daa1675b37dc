package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.sync.SegmentPlan;
import io.segmentpixel.testkit.InMemorySegments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the segments that are wanted come to stand at the backend. */
class SyncHowToTest {
    private final InMemorySegments segments = new InMemorySegments();

    @Test
    void a_plan() {
        segments.create(NewSegment.named("Shop - visited").withCode("shop_visited"));
        segments.create(NewSegment.named("Shop - cart").withCode("shop_cart").keptFor(Duration.ofDays(7)));
        segments.create(NewSegment.named("An experiment").withCode("test_17"));
        List<String> log = new ArrayList<>();

        List<NewSegment> wanted = List.of(
                NewSegment.named("Shop - visited").withCode("shop_visited"),
                NewSegment.named("Shop - in cart").withCode("shop_cart").keptFor(Duration.ofDays(30)),
                NewSegment.named("Shop - bought").withCode("shop_bought"));
        SegmentPlan plan =
                SegmentPlan.between(wanted, segments.list(SegmentQuery.all().ownOnly()));
        String shown = plan.toString(); // nothing is changed yet

        assertThat(shown)
                .isEqualTo(
                        """
                ~ 528337 shop_cart "Shop - cart"
                    name: Shop - cart -> Shop - in cart
                    retention: 10080 minutes -> 43200 minutes
                + shop_bought "Shop - bought"
                1 to create, 1 to change, 0 to delete, 1 as they are, 0 in conflict, 1 unmanaged""");

        List<Segment> standing = plan.applyTo(segments, (step, segment) -> log.add(step + " " + segment.shortName()));

        assertThat(standing)
                .extracting(Segment::shortName)
                .containsExactly("Shop - visited", "Shop - in cart", "Shop - bought");
        assertThat(log).containsExactly("CREATED Shop - bought", "UPDATED Shop - in cart");
    }
}
