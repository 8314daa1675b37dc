package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.InMemorySegments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What segments are made of, and what can be done with them. */
class SegmentsHowToTest {
    private final InMemorySegments segments = new InMemorySegments();

    @Test
    void a_life() {
        Segment cart = segments.create(NewSegment.named("Shop - in cart")
                .withCode("shop_cart")
                .withDescription("Visitors who put something into the cart")
                .keptFor(Duration.ofDays(30))
                .withPiggyback(PiggybackPixel.image("https://www.shop.example/p.gif")));

        Segment found = segments.find(SegmentCode.of("shop_cart")).orElseThrow();
        Segment changed = segments.update(
                SegmentUpdate.of(found.id()).rename("Shop - cart").withRetention(Retention.maximum()));
        segments.delete(changed.id());

        assertThat(found).isEqualTo(cart);
        assertThat(changed.shortName()).isEqualTo("Shop - cart");
        assertThat(changed.retention().isMaximum()).isTrue();
        assertThat(segments.list(SegmentQuery.all())).isEmpty();
    }

    @Test
    void many() {
        Segment cart = segments.create(NewSegment.named("Shop - in cart"));
        Segment other = segments.create(NewSegment.named("Magazine - luxury cars"));

        List<SegmentUpdate> updates = new ArrayList<>();
        try (Stream<Segment> ours = segments.list(SegmentQuery.all().ownOnly().search("shop"))) {
            ours.forEach(segment -> updates.add(SegmentUpdate.of(segment.id()).deactivate()));
        }
        List<Segment> off = segments.updateAll(updates); // 100 in a call

        assertThat(off).extracting(Segment::id).containsExactly(cart.id());
        assertThat(off).extracting(Segment::state).containsExactly(SegmentState.INACTIVE);
        assertThat(segments.get(other.id()).state()).isEqualTo(SegmentState.ACTIVE);
    }

    @Test
    void without_a_pixel() {
        NewSegment seen = NewSegment.named("Looks at luxury cars")
                .withTrigger(SegmentTrigger.queryString("brand")
                        .withTextValues("maybach", "bentley*") // * stands for any further characters
                        .onSites(17));
        NewSegment came = NewSegment.named("From the newsletter")
                .withTrigger(SegmentTrigger.keyValue("utm_source", "newsletter"));

        assertThat(segments.create(seen).trigger().isSameAs(seen.trigger().orElseThrow()))
                .isTrue();
        assertThat(segments.create(came).id()).isNotEqualTo(SegmentId.of(1));
    }
}
