package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who a visitor is, and whom it talks to. */
class VisitorTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SegmentId cart =
            sandbox.segments().create(NewSegment.named("cart")).id();
    private final SegmentId paid =
            sandbox.segments().create(NewSegment.named("paid")).id();

    private static String call(String parameter, SegmentId id) {
        return "https://secure.adnxs.com/seg?" + parameter + "=" + id;
    }

    @Test
    void a_new_visitor_is_in_no_segment() {
        assertThat(sandbox.newVisitor().segments()).isEmpty();
    }

    @Test
    void a_visitor_stays_who_it_is_from_call_to_call() {
        Visitor visitor = sandbox.newVisitor();

        visitor.loads("<img src=\"" + call("add", paid) + "\">").fires(call("add", cart));
        assertThat(visitor.segments()).containsExactly(cart, paid);

        visitor.fires(call("remove", paid));
        assertThat(visitor.segments()).containsExactly(cart);
    }

    @Test
    void two_visitors_are_two() {
        Visitor one = sandbox.newVisitor().fires(call("add", cart));
        Visitor other = sandbox.newVisitor().fires(call("add", paid));

        one.fires(call("remove", paid));

        assertThat(one.segments()).containsExactly(cart);
        assertThat(other.segments()).containsExactly(paid);
    }

    @Test
    void a_redirect_within_the_platform_puts_into_both_segments() {
        SegmentId synced = sandbox.segments()
                .create(NewSegment.named("sync").withPiggyback(PiggybackPixel.image(call("add", cart))))
                .id();

        Visitor visitor = sandbox.newVisitor().fires(call("add", synced));

        assertThat(visitor.segments()).containsExactly(cart, synced);
    }

    @Test
    void nobody_but_the_sandbox_is_contacted() throws IOException {
        try (MockWebServer bystander = new MockWebServer()) {
            bystander.start();
            String elsewhere = "http://127.0.0.1:" + bystander.getPort() + "/seg?add=" + cart;
            SegmentId synced = sandbox.segments()
                    .create(NewSegment.named("sync").withPiggyback(PiggybackPixel.image(elsewhere)))
                    .id();
            Visitor visitor = sandbox.newVisitor();

            visitor.fires(call("add", synced));
            visitor.loads("<img src=\"" + elsewhere + "\"><script src=\"" + elsewhere + "\"></script>");
            assertThatThrownBy(() -> visitor.fires(elsewhere)).isInstanceOf(IllegalArgumentException.class);

            assertThat(bystander.getRequestCount()).isZero();
            assertThat(visitor.segments()).containsExactly(synced);
        }
    }

    @Test
    void a_visitor_of_a_closed_sandbox_is_not_answered() {
        Visitor visitor = sandbox.newVisitor().fires(call("add", cart));

        sandbox.close();

        assertThatThrownBy(() -> visitor.fires(call("add", paid)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the sandbox does not answer");
    }

    @Test
    void a_visitor_shows_its_segments() {
        Visitor visitor = sandbox.newVisitor().fires(call("add", cart));

        assertThat(visitor).hasToString("Visitor[" + cart + "]");
    }
}
