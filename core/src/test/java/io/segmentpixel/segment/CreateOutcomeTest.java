package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.CreateOutcome.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CreateOutcomeTest {
    private static final NewSegment CART = NewSegment.named("cart");
    private static final Segment STANDING = Segment.of(SegmentId.of(16), MemberId.of(958), "cart");
    private final SegmentServiceException full = new SegmentLimitException("full", BackendAnswer.NONE, null);

    @ParameterizedTest
    @EnumSource(names = {"CREATED", "FOUND"})
    void what_stands_there_has_a_segment_and_no_reason(Status status) {
        assertThat(new CreateOutcome(CART, status, Optional.of(STANDING), Optional.empty()).isDone())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CreateOutcome(CART, status, Optional.empty(), Optional.empty()))
                .withMessage("segment (none): must be there where the status is " + status);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CreateOutcome(CART, status, Optional.of(STANDING), Optional.of(full)))
                .withMessage("reason " + full + ": must not be there where the status is " + status);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "UNKNOWN", "NOT_SENT"})
    void what_does_not_has_a_reason(Status status) {
        assertThat(new CreateOutcome(CART, status, Optional.empty(), Optional.of(full)).isDone())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CreateOutcome(CART, status, Optional.empty(), Optional.empty()))
                .withMessage("reason (none): must be there where the status is " + status);
    }

    static Stream<SegmentServiceException> faultsOfTheRequest() {
        return Stream.of(
                new RequestRefusedException("refused", BackendAnswer.NONE, null),
                new SegmentConflictException("taken", BackendAnswer.NONE, null),
                new SegmentNotFoundException(SegmentId.of(1)));
    }

    static Stream<SegmentServiceException> faultsOfSomethingElse() {
        return Stream.of(
                new SegmentLimitException("full", BackendAnswer.NONE, null),
                new BackendUnavailableException("away", BackendAnswer.NONE, null),
                new RateLimitedException("too many", Duration.ofSeconds(1), BackendAnswer.NONE),
                new LoginRefusedException("wrong", BackendAnswer.NONE, null),
                new AccessDeniedException("denied", BackendAnswer.NONE, null),
                new UnexpectedAnswerException("a proxy", BackendAnswer.NONE, null),
                new CallInterruptedException("interrupted", BackendAnswer.NONE, null));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheRequest")
    void what_fails_for_what_it_says_is_refused(SegmentServiceException reason) {
        assertThat(CreateOutcome.failed(CART, reason))
                .isEqualTo(new CreateOutcome(CART, Status.REFUSED, Optional.empty(), Optional.of(reason)));
    }

    @ParameterizedTest
    @MethodSource("faultsOfSomethingElse")
    void what_fails_for_something_else_can_be_handed_in_again(SegmentServiceException reason) {
        assertThat(CreateOutcome.failed(CART, reason))
                .isEqualTo(new CreateOutcome(CART, Status.NOT_SENT, Optional.empty(), Optional.of(reason)));
    }

    @Test
    void what_nobody_knows_is_unknown_with_the_segment_that_may_be_it() {
        OutcomeUnknownException unknown = new OutcomeUnknownException("?", BackendAnswer.NONE, null, CART, STANDING);

        assertThat(CreateOutcome.failed(CART, unknown))
                .isEqualTo(new CreateOutcome(CART, Status.UNKNOWN, Optional.of(STANDING), Optional.of(unknown)));
    }
}
