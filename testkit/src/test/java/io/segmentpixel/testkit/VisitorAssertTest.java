package io.segmentpixel.testkit;

import static io.segmentpixel.testkit.VisitorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class VisitorAssertTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final Segment cart =
            sandbox.segments().create(NewSegment.named("cart").keptFor(Duration.ofMinutes(30)));
    private final Segment paid = sandbox.segments().create(NewSegment.named("paid"));
    private final Visitor visitor = sandbox.newVisitor().fires("https://secure.adnxs.com/seg?add=" + cart.id() + ":5");

    private void fails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("secure.adnxs.com/seg?add=" + cart.id() + ":5 added [" + cart.id() + "]");
    }

    @Test
    void what_is_so_passes() {
        assertThat(visitor)
                .isIn(cart)
                .forMinutes(30)
                .withValue(5)
                .isNotIn(paid)
                .isInOnly(cart)
                .fired(1);
        assertThat(sandbox.newVisitor()).isInOnly().isNotIn(cart).fired(0);
        visitor.fires("https://secure.adnxs.com/seg?add=" + paid.id());
        assertThat(visitor).isInOnly(paid, cart).isIn(paid.id()).withoutValue();
    }

    @Test
    void what_is_not_so_fails_and_shows_what_fired() {
        fails(() -> assertThat(visitor).isIn(paid), "to be in segment " + paid.id());
        fails(() -> assertThat(visitor).isNotIn(cart), "not to be in segment " + cart.id());
        fails(() -> assertThat(visitor).isIn(cart).forMinutes(29), "for 29 minutes", "for 30");
        fails(() -> assertThat(visitor).isIn(cart).withValue(6), "with value 6", "with value 5");
        fails(() -> assertThat(visitor).isIn(cart).withoutValue(), "with no value");
        fails(() -> assertThat(visitor).isInOnly(), "in segments [] only");
        fails(() -> assertThat(visitor).isInOnly(cart, paid), paid.id().toString());
        fails(() -> assertThat(visitor).fired(2), "fired 2 calls");
    }

    @Test
    void a_visitor_who_fired_nothing_is_shown_so() {
        assertThatThrownBy(() -> assertThat(sandbox.newVisitor()).isIn(cart))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("; it is in [], and fired nothing that the journal knows");
    }

    @Test
    void a_stay_that_is_over_is_told() {
        sandbox.clock().advance(Duration.ofMinutes(30));

        fails(() -> assertThat(visitor).isIn(cart), "it is in [], and was in\n  " + cart.id() + " until ");
    }

    @Test
    void a_description_of_ones_own_comes_first() {
        assertThatThrownBy(() -> assertThat(visitor).as("after the purchase").isIn(paid))
                .hasMessageStartingWith("[after the purchase]");
    }

    @Test
    void a_stay_must_have_been_spoken_of() {
        assertThatThrownBy(() -> assertThat(visitor).forMinutes(30)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> assertThat(visitor).isIn(cart).isNotIn(paid).withValue(5))
                .isInstanceOf(IllegalStateException.class);
    }
}
