package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link SegmentService#createAll} does. */
abstract class CreateAllContract extends ContractPart {
    private final ToldOutcomes told = new ToldOutcomes();

    CreateAllContract(SegmentServiceContract contract) {
        super(contract);
    }

    @Test
    void makes_what_does_not_stand_there_and_finds_what_does() {
        List<NewSegment> wanted = List.of(
                NewSegment.named("one").withCode("one"),
                NewSegment.named("two"),
                NewSegment.named("three").withCode("three"));
        Segment three = segments().create(wanted.get(2));

        List<Segment> created = forMany().createAll(wanted, told);

        assertThat(created).extracting(Segment::shortName).containsExactly("one", "two", "three");
        assertThat(created).endsWith(three);
        assertThat(listed(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(created);
        assertThat(told.outcomes())
                .extracting(CreateOutcome::request, CreateOutcome::status)
                .containsExactlyInAnyOrder(
                        tuple(wanted.get(0), CreateOutcome.Status.CREATED),
                        tuple(wanted.get(1), CreateOutcome.Status.CREATED),
                        tuple(wanted.get(2), CreateOutcome.Status.FOUND));
    }

    @Test
    void one_that_is_refused_keeps_no_other_and_what_each_became_is_said() {
        Segment standing = segments().create(NewSegment.named("standing").withCode("taken"));
        segments().create(NewSegment.named("in another case").withCode("CASE"));
        List<NewSegment> wanted = List.of(
                NewSegment.named("wanted").withCode("taken"),
                NewSegment.named("in another case").withCode("case"),
                NewSegment.named("free").withCode("free"));

        BulkCreateException partly =
                catchThrowableOfType(BulkCreateException.class, () -> forMany().createAll(wanted, told));

        assertThat(partly).isNotNull().hasCauseInstanceOf(SegmentConflictException.class);
        assertThat(partly.outcomes())
                .extracting(CreateOutcome::status)
                .containsExactly(
                        CreateOutcome.Status.REFUSED, CreateOutcome.Status.REFUSED, CreateOutcome.Status.CREATED);
        assertThat(partly.outcomes().get(0).segment()).contains(standing);
        assertThat(told.outcomes()).containsExactlyInAnyOrderElementsOf(partly.outcomes());
        assertThat(listed(SegmentQuery.all())).hasSize(3);
    }

    @Test
    void a_code_named_twice_is_refused_before_anything_is_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forMany()
                        .createAll(List.of(
                                NewSegment.named("a").withCode("cart"),
                                NewSegment.named("b").withCode("CART"))))
                .withMessage("code \"CART\": must be that of one segment of a member only; the platform ignores case");
        assertThat(listed(SegmentQuery.all())).isEmpty();
    }

    @Test
    void none_is_nothing_to_do() {
        assertThat(forMany().createAll(List.of())).isEmpty();
    }

    @Test
    void what_the_one_throws_who_is_told_changes_nothing() {
        List<Segment> created = forMany().createAll(List.of(NewSegment.named("a"), NewSegment.named("b")), outcome -> {
            throw new IllegalStateException("told");
        });

        assertThat(created).hasSize(2);
    }
}
