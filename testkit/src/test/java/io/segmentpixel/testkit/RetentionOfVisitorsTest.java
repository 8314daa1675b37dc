package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RetentionOfVisitorsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final Visitor visitor = sandbox.newVisitor();

    private SegmentId create(Retention retention) {
        return sandbox.segments()
                .create(NewSegment.named("cart").withRetention(retention))
                .id();
    }

    private void enter(SegmentId id) {
        visitor.fires(sandbox.pixelUrl() + "?add=" + id);
    }

    @Test
    void a_visitor_leaves_when_the_time_is_over() {
        SegmentId id = create(Retention.ofMinutes(30));
        enter(id);

        clock.advance(Duration.ofMinutes(30).minus(SECOND));
        assertThat(visitor.segments()).containsExactly(id);
        clock.advance(SECOND.multipliedBy(2));
        assertThat(visitor.segments()).isEmpty();
    }

    @Test
    void adding_a_visitor_again_starts_the_time_anew() {
        SegmentId id = create(Retention.ofMinutes(30));
        enter(id);
        clock.advance(Duration.ofMinutes(20));
        enter(id);

        clock.advance(Duration.ofMinutes(30).minus(SECOND));
        assertThat(visitor.segments()).containsExactly(id);
        clock.advance(SECOND.multipliedBy(2));
        assertThat(visitor.segments()).isEmpty();
    }

    @Test
    void a_visitor_who_left_can_enter_again() {
        SegmentId id = create(Retention.ofMinutes(30));
        enter(id);
        clock.advance(Duration.ofHours(1));

        enter(id);

        assertThat(visitor.segments()).containsExactly(id);
    }

    @Test
    void a_segment_for_the_ad_call_only_keeps_nobody() {
        enter(create(Retention.adCallOnly()));

        assertThat(visitor.segments()).isEmpty();
    }

    @Test
    void a_segment_that_names_no_time_keeps_a_visitor_for_180_days() {
        SegmentId id = sandbox.segments().create(NewSegment.named("cart")).id();
        enter(id);

        clock.advance(Duration.ofDays(180).minus(SECOND));
        assertThat(visitor.segments()).containsExactly(id);
        clock.advance(SECOND.multipliedBy(2));
        assertThat(visitor.segments()).isEmpty();
    }

    @Test
    void a_segment_whose_time_is_changed_keeps_its_visitors_as_long_as_before() {
        SegmentId id = create(Retention.ofMinutes(30));
        enter(id);
        sandbox.segments().update(SegmentUpdate.of(id).withRetention(Retention.ofMinutes(10)));

        clock.advance(Duration.ofMinutes(20));
        assertThat(visitor.segments()).containsExactly(id);
        enter(id);
        clock.advance(Duration.ofMinutes(11));
        assertThat(visitor.segments()).isEmpty();
    }

    @Test
    void each_segment_has_its_own_time() {
        SegmentId shorter = create(Retention.ofMinutes(10));
        SegmentId longer = create(Retention.ofMinutes(30));
        visitor.fires(sandbox.pixelUrl() + "?add=" + longer + "," + shorter);

        assertThat(visitor.segments()).containsExactly(shorter, longer);
        clock.advance(Duration.ofMinutes(20));
        assertThat(visitor.segments()).containsExactly(longer);
    }

    @Test
    void a_deleted_segment_is_gone_from_its_visitors() {
        SegmentId gone = create(Retention.maximum());
        SegmentId kept = create(Retention.maximum());
        visitor.fires(sandbox.pixelUrl() + "?add=" + gone + "," + kept);

        sandbox.segments().delete(gone);

        assertThat(visitor.segments()).containsExactly(kept);
    }
}
