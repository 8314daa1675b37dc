package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.segment.CreateOutcome.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a service that creates one at a time makes of many, where one fails. */
class CreatesInTurnTest {
    private static final List<NewSegment> WANTED =
            List.of(NewSegment.named("a"), NewSegment.named("b"), NewSegment.named("c"));

    /** Creates all but one. */
    private record Failing(String name, SegmentServiceException reason, List<NewSegment> sent)
            implements SegmentService {
        Failing(String name, SegmentServiceException reason) {
            this(name, reason, new ArrayList<>());
        }

        @Override
        public Segment create(NewSegment segment) {
            sent.add(segment);
            if (segment.name().equals(name)) {
                throw reason;
            }
            return segment.createdAs(SegmentId.of(sent.size()), MemberId.of(958));
        }

        @Override
        public Optional<Segment> find(SegmentCode code) {
            throw reason;
        }

        @Override
        public Segment get(SegmentId id) {
            throw reason;
        }

        @Override
        public Stream<Segment> list(SegmentQuery query) {
            throw reason;
        }

        @Override
        public Segment update(SegmentUpdate update) {
            throw reason;
        }

        @Override
        public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
            throw reason;
        }

        @Override
        public void delete(SegmentId id) {
            throw reason;
        }
    }

    private static BulkCreateException failureOf(SegmentService segments, List<NewSegment> wanted) {
        BulkCreateException partly = catchThrowableOfType(BulkCreateException.class, () -> segments.createAll(wanted));
        assertThat(partly).isNotNull();
        return partly;
    }

    @Test
    void after_one_that_was_turned_away_no_further_one_is_sent() {
        SegmentServiceException full = new SegmentLimitException("full", BackendAnswer.NONE, null);
        Failing segments = new Failing("b", full);

        BulkCreateException partly = failureOf(segments, WANTED);

        assertThat(segments.sent).isEqualTo(WANTED.subList(0, 2));
        assertThat(partly).hasCause(full);
        assertThat(partly.requests(Status.CREATED)).isEqualTo(WANTED.subList(0, 1));
        assertThat(partly.requests(Status.NOT_SENT)).isEqualTo(WANTED.subList(1, 3));
        assertThat(partly.outcomes()).last().isEqualTo(CreateOutcome.failed(WANTED.get(2), full));
    }

    @Test
    void after_one_that_was_refused_or_of_which_nobody_knows_the_others_are_sent() {
        for (SegmentServiceException reason : List.of(
                new RequestRefusedException("refused", BackendAnswer.NONE, null),
                new OutcomeUnknownException("?", BackendAnswer.NONE, null))) {
            Failing segments = new Failing("b", reason);

            BulkCreateException partly = failureOf(segments, WANTED);

            assertThat(segments.sent).isEqualTo(WANTED);
            assertThat(partly).hasCause(reason);
            assertThat(partly.requests(Status.CREATED)).containsExactly(WANTED.get(0), WANTED.get(2));
            assertThat(partly.outcomes().get(1)).isEqualTo(CreateOutcome.failed(WANTED.get(1), reason));
        }
    }

    @Test
    void a_conflict_that_cannot_be_looked_up_is_refused() {
        SegmentConflictException taken = new SegmentConflictException("taken", BackendAnswer.NONE, null);
        NewSegment coded = NewSegment.named("b").withCode("b");

        BulkCreateException none = failureOf(new Failing("b", taken), List.of(coded));

        assertThat(none.requests(Status.REFUSED)).containsExactly(coded);
    }

    @Test
    void one_code_may_be_that_of_two_members() {
        List<NewSegment> wanted = List.of(
                NewSegment.named("a").withCode("code").withMember(MemberId.of(1)),
                NewSegment.named("a").withCode("code").withMember(MemberId.of(2)));
        SegmentServiceException never = new SegmentLimitException("full", BackendAnswer.NONE, null);

        assertThat(new Failing("none", never).createAll(wanted)).hasSize(2);
    }
}
