package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@link SegmentService#update} does. */
abstract class UpdateContract extends ContractPart {
    UpdateContract(SegmentServiceContract contract) {
        super(contract);
    }

    @Test
    void what_the_update_does_not_name_stays() {
        Segment before = segments().create(complete());
        clock().advance(Duration.ofMinutes(3));

        Segment after = segments().update(SegmentUpdate.of(before.id()).rename("renamed"));

        assertThat(after).isEqualTo(before.withShortName("renamed").withLastModified(clock().instant()));
        assertThat(segments().get(before.id())).isEqualTo(after);
    }

    @Test
    void every_part_can_be_set() {
        Segment before = create("plain");
        SegmentUpdate update = SegmentUpdate.of(before.id())
                .rename("changed")
                .withCode("changed_1")
                .withDescription("new")
                .deactivate()
                .keptFor(Duration.ofMinutes(30))
                .withMaxUsersyncPixels(0)
                .replacePiggyback(SCRIPT);

        Segment after = segments().update(update);

        assertThat(after).isEqualTo(update.appliedTo(before).withLastModified(clock().instant()));
        assertThat(after.code()).contains(SegmentCode.of("changed_1"));
        assertThat(after.maxUsersyncPixels()).hasValue(0);
        assertThat(segments().get(before.id())).isEqualTo(after);
    }

    @Test
    void every_part_that_can_be_cleared_is() {
        Segment before = segments().create(complete());

        Segment after = segments()
                .update(SegmentUpdate.of(before.id())
                        .withoutCode()
                        .withoutDescription()
                        .withRetention(Retention.maximum())
                        .withoutMaxUsersyncPixels()
                        .withRmPiggyback(true)
                        .withTrigger(SegmentTrigger.pixel())
                        .activate()
                        .replacePiggyback());

        assertThat(after)
                .isEqualTo(Segment.of(before.id(), MEMBER, before.shortName()).withLastModified(clock().instant()));
        assertThat(segments().get(before.id())).isEqualTo(after);
    }

    @Test
    void piggybacks_are_replaced_or_appended_as_said() {
        SegmentId id = segments()
                .create(NewSegment.named("sync").withPiggyback(SCRIPT))
                .id();

        assertThat(segments()
                        .update(SegmentUpdate.of(id).appendPiggyback(SECOND_SCRIPT))
                        .piggybackPixels())
                .containsExactly(SCRIPT, SECOND_SCRIPT);
        assertThat(segments()
                        .update(SegmentUpdate.of(id).replacePiggyback(SECOND_SCRIPT))
                        .piggybackPixels())
                .containsExactly(SECOND_SCRIPT);
    }

    @Test
    void a_piggyback_that_does_not_go_with_those_there_is_refused() {
        Segment before = segments().create(NewSegment.named("sync").withPiggyback(IMAGE));

        assertThatThrownBy(() -> segments().update(SegmentUpdate.of(before.id()).appendPiggyback(SCRIPT)))
                .isInstanceOf(RequestRefusedException.class);
        assertThatThrownBy(() -> segments().update(SegmentUpdate.of(before.id()).appendPiggyback(IMAGE)))
                .isInstanceOf(RequestRefusedException.class);
        assertThat(segments().get(before.id())).isEqualTo(before);
    }

    @Test
    void a_segment_moves_from_advertiser_to_member_level() {
        Segment before = segments().create(NewSegment.named("one advertiser's").atAdvertiserLevel(AdvertiserId.of(77)));

        Segment after = segments().update(SegmentUpdate.of(before.id()).toMemberLevel(MEMBER));

        assertThat(after.advertiserId()).isEmpty();
        assertThat(after.memberId()).isEqualTo(MEMBER);
        assertThat(segments().get(before.id())).isEqualTo(after);
    }

    @Test
    void a_code_can_change_its_case_but_not_become_that_of_another() {
        Segment cart = segments().create(NewSegment.named("cart").withCode("cart"));
        segments().create(NewSegment.named("paid").withCode("paid"));

        assertThat(segments()
                        .update(SegmentUpdate.of(cart.id()).withCode("Cart"))
                        .code())
                .contains(SegmentCode.of("Cart"));
        assertThatThrownBy(() -> segments().update(SegmentUpdate.of(cart.id()).withCode("PAID")))
                .isInstanceOf(SegmentConflictException.class);
        assertThat(segments().get(cart.id()).code()).contains(SegmentCode.of("Cart"));
    }

    @Test
    void a_code_that_was_given_up_is_free_again() {
        Segment first = segments().create(NewSegment.named("first").withCode("cart"));
        segments().update(SegmentUpdate.of(first.id()).withoutCode());

        Segment second = segments().create(NewSegment.named("second").withCode("CART"));

        assertThat(segments().find(SegmentCode.of("CART"))).contains(second);
    }

    @Test
    void a_missing_segment_is_named() {
        assertThatThrownBy(() -> segments().update(SegmentUpdate.of(MISSING).rename("x")))
                .isInstanceOfSatisfying(SegmentNotFoundException.class, missing -> assertThat(missing.id())
                        .isEqualTo(MISSING));
    }
}
