package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.InMemorySegments;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Three ways to test code that uses the library, from the quickest to the truest. */
class HowToTest {
    @Test
    void with_a_mock() {
        SegmentService segments = mock(SegmentService.class);
        Segment cart = Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart");
        when(segments.find(SegmentCode.of("shop_cart"))).thenReturn(Optional.empty());
        when(segments.create(any(NewSegment.class))).thenReturn(cart);

        String tag = new CartPixel(segments).tag();

        assertThat(tag).contains("https://secure.adnxs.com/seg?add=528336&t=1");
        verify(segments).create(NewSegment.named("Shop - in cart").withCode("shop_cart"));
    }

    @Test
    void with_segments_in_memory() {
        SegmentService segments = new InMemorySegments();

        new CartPixel(segments).tag();
        new CartPixel(segments).tag();

        assertThat(segments.list(SegmentQuery.all()))
                .extracting(Segment::shortName)
                .containsExactly("Shop - in cart");
    }

    @AutoClose
    final Sandbox sandbox = Sandbox.start();

    @Test
    void with_a_sandbox_over_http() {
        try (SegmentClient segments = SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .build()) {
            Visitor visitor = sandbox.newVisitor();
            visitor.loads("<html><body>" + new CartPixel(segments).tag() + "</body></html>");

            Segment cart = segments.find(SegmentCode.of("shop_cart")).orElseThrow();
            assertThat(visitor.segments()).containsExactly(cart.id());
        }
    }
}
