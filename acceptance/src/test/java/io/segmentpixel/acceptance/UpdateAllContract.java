package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.BulkUpdateException.Status;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link SegmentService#updateAll} does. */
abstract class UpdateAllContract extends ContractPart {
    UpdateAllContract(SegmentServiceContract contract) {
        super(contract);
    }

    @Test
    void all_are_changed_and_come_back_in_the_order_of_the_updates() {
        List<Segment> created =
                IntStream.range(0, 250).mapToObj(i -> create("segment " + i)).toList();
        List<SegmentUpdate> updates = new ArrayList<>();
        for (int i = created.size() - 1; i >= 0; i--) {
            SegmentUpdate update = SegmentUpdate.of(created.get(i).id()).rename("renamed " + i);
            updates.add(i % 90 == 0 ? update.appendPiggyback(SCRIPT) : update);
        }

        List<Segment> updated = segments().updateAll(updates);

        assertThat(updated)
                .extracting(Segment::id)
                .isEqualTo(updates.stream().map(SegmentUpdate::id).toList());
        assertThat(updated)
                .extracting(Segment::shortName)
                .startsWith("renamed 249")
                .endsWith("renamed 0");
        assertThat(updated)
                .filteredOn(segment -> !segment.piggybackPixels().isEmpty())
                .hasSize(3);
        assertThat(listed(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(updated);
    }

    @Test
    void each_of_several_that_append_keeps_what_it_had() {
        Segment one = segments().create(NewSegment.named("one").withPiggyback(THIRD_SCRIPT));
        Segment replaced = segments().create(NewSegment.named("replaced").withPiggyback(SCRIPT));
        Segment other = segments().create(NewSegment.named("other").withPiggyback(SECOND_SCRIPT));

        List<Segment> updated = segments()
                .updateAll(List.of(
                        SegmentUpdate.of(one.id()).appendPiggyback(SCRIPT, SECOND_SCRIPT),
                        SegmentUpdate.of(replaced.id()).replacePiggyback(SECOND_SCRIPT),
                        SegmentUpdate.of(other.id()).appendPiggyback(SCRIPT)));

        assertThat(updated)
                .extracting(Segment::piggybackPixels)
                .containsExactly(
                        List.of(THIRD_SCRIPT, SCRIPT, SECOND_SCRIPT),
                        List.of(SECOND_SCRIPT),
                        List.of(SECOND_SCRIPT, SCRIPT));
        assertThat(listed(SegmentQuery.all())).isEqualTo(updated);
    }

    @Test
    void one_that_cannot_append_keeps_those_from_appending_that_share_its_call() {
        Segment script = segments().create(NewSegment.named("script").withPiggyback(SCRIPT));
        Segment image = segments().create(NewSegment.named("image").withPiggyback(IMAGE));

        BulkUpdateException refused = catchThrowableOfType(BulkUpdateException.class, () -> segments()
                .updateAll(List.of(
                        SegmentUpdate.of(script.id()).appendPiggyback(SECOND_SCRIPT),
                        SegmentUpdate.of(image.id()).appendPiggyback(SECOND_SCRIPT))));

        assertThat(refused).isNotNull().hasCauseInstanceOf(RequestRefusedException.class);
        assertThat(refused.updates(Status.REFUSED)).hasSize(2);
        assertThat(listed(SegmentQuery.all())).containsExactly(script, image);
    }

    @Test
    void nothing_to_change_changes_nothing() {
        assertThat(segments().updateAll(List.of())).isEmpty();
    }

    @Test
    void an_id_named_twice_is_refused_before_anything_is_changed() {
        Segment segment = create("once");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> segments()
                        .updateAll(List.of(
                                SegmentUpdate.of(segment.id()).rename("a"),
                                SegmentUpdate.of(segment.id()).rename("b"))))
                .withMessageContaining(segment.id().toString());
        assertThat(segments().get(segment.id())).isEqualTo(segment);
    }

    @Test
    void a_call_with_a_missing_id_changes_nothing_and_says_so_of_each_update() {
        Segment moved = segments().create(NewSegment.named("moved").atAdvertiserLevel(AdvertiserId.of(77)));
        Segment plain = create("plain");
        Segment last = create("last");

        BulkUpdateException partly = catchThrowableOfType(BulkUpdateException.class, () -> segments()
                .updateAll(List.of(
                        SegmentUpdate.of(moved.id()).toMemberLevel(MEMBER),
                        SegmentUpdate.of(plain.id()).rename("changed"),
                        SegmentUpdate.of(MISSING).rename("changed"),
                        SegmentUpdate.of(last.id()).appendPiggyback(SCRIPT))));

        assertThat(partly).isNotNull().hasCauseInstanceOf(SegmentNotFoundException.class);
        assertThat(partly.outcomes())
                .extracting(BulkUpdateException.Outcome::status)
                .containsExactly(Status.DONE, Status.REFUSED, Status.REFUSED, Status.NOT_SENT);
        assertThat(segments().get(moved.id()).advertiserId()).isEmpty();
        assertThat(segments().get(plain.id())).isEqualTo(plain);
        assertThat(segments().get(last.id())).isEqualTo(last);
    }

    @Test
    void a_call_with_a_code_that_is_taken_changes_nothing() {
        segments().create(NewSegment.named("owner").withCode("taken"));
        Segment plain = create("plain");
        Segment other = create("other");

        assertThatThrownBy(() -> segments()
                        .updateAll(List.of(
                                SegmentUpdate.of(plain.id()).rename("changed"),
                                SegmentUpdate.of(other.id()).withCode("TAKEN"))))
                .isInstanceOf(BulkUpdateException.class)
                .hasCauseInstanceOf(SegmentConflictException.class);
        assertThat(segments().get(plain.id())).isEqualTo(plain);
    }
}
