package io.segmentpixel.examples;

import static io.segmentpixel.testkit.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.InMemorySegments;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.SandboxUser;
import io.segmentpixel.testkit.Visitor;
import io.segmentpixel.testkit.VisitorAssert;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How to test code that uses the library, from the quickest to the truest, and what the sandbox does on command. */
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

    private SegmentClient client() {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .build();
    }

    @Test
    void with_a_fault() {
        try (SegmentClient segments = client()) {
            sandbox.faults().on(Operation.CREATE).next(Fault.resetAfterRequest().butDone());

            NewSegment cart = NewSegment.named("Shop - in cart").withCode("shop_cart");
            Segment created = segments.create(cart); // done, though the answer was lost: looked up by its code

            assertThat(cart.isFoundIn(created)).isTrue();
            assertThat(sandbox.journal().calls(POST)).hasSize(1);
        }
    }

    @Test
    void with_a_limit() {
        sandbox.limits(Limits.documented().withWrites(2, Duration.ofSeconds(1)));
        try (SegmentClient segments = client()) {
            for (int number = 0; number < 3; number++) {
                segments.create(NewSegment.named("Segment " + number)); // the third one waits until it may
            }
            assertThat(sandbox.journal().calls(POST))
                    .extracting(ApiCall::status)
                    .contains(429);
            assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(3);
        }
    }

    @Test
    void with_a_visitor_and_time_that_moves() {
        Segment cart = sandbox.segments().create(NewSegment.named("Cart").keptFor(Duration.ofMinutes(30)));
        String tag = ExportFormats.htmlTag().render(PixelExport.of(cart).withValue(5));

        Visitor visitor = sandbox.newVisitor().loads("<html><body>" + tag + "</body></html>");

        VisitorAssert.assertThat(visitor).isIn(cart).forMinutes(30).withValue(5);
        sandbox.clock().advance(Duration.ofMinutes(31));
        VisitorAssert.assertThat(visitor).isNotIn(cart);
    }

    @Test
    void with_a_service_in_memory_that_fails() {
        InMemorySegments segments = new InMemorySegments();
        segments.faults()
                .next(Operation.CREATE, () -> new BackendUnavailableException("down", BackendAnswer.NONE, null));

        assertThatThrownBy(() -> new CartPixel(segments).tag()).isInstanceOf(BackendUnavailableException.class);
        assertThat(new CartPixel(segments).tag()).contains("Shop - in cart");
    }

    @Test
    void with_a_user_who_may_only_read() {
        sandbox.put(SandboxUser.named("reader")
                .withPassword("secret")
                .ofMember(sandbox.memberId())
                .readOnly());
        try (SegmentClient reader = SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password("reader", "secret"))
                .build()) {
            assertThatThrownBy(() -> reader.create(NewSegment.named("Cart"))).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void with_a_visitor_who_did_not_agree() {
        Segment cart = sandbox.segments().create(NewSegment.named("Cart"));
        String tag = ExportFormats.htmlTag().render(PixelExport.of(cart));

        Visitor european = sandbox.newVisitor().inEurope().loads(tag); // the call says nothing of consent

        VisitorAssert.assertThat(european).fired(1).isNotIn(cart);
    }
}
