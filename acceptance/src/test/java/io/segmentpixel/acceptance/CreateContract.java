package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link SegmentService#create} does. */
abstract class CreateContract extends ContractPart {
    CreateContract(SegmentServiceContract contract) {
        super(contract);
    }

    @Test
    void a_name_alone_makes_an_active_segment_at_member_level_kept_for_the_maximum() {
        Segment created = create("Shop - visited");

        assertThat(created)
                .isEqualTo(Segment.of(created.id(), MEMBER, "Shop - visited").withLastModified(clock().instant()));
        assertThat(created.retention()).isEqualTo(Retention.maximum());
        assertThat(created.state()).isEqualTo(SegmentState.ACTIVE);
        assertThat(created.advertiserId()).isEmpty();
        assertThat(created.maxUsersyncPixels()).isEmpty();
    }

    @Test
    void every_part_at_member_level_reads_back_as_it_was_said() {
        Segment created = segments().create(complete());

        assertThat(created).isEqualTo(complete().createdAs(created.id(), MEMBER).withLastModified(clock().instant()));
        assertThat(segments().get(created.id())).isEqualTo(created);
        assertThat(complete().isFoundIn(created)).isTrue();
    }

    @Test
    void every_part_at_advertiser_level_reads_back_as_it_was_said() {
        NewSegment atAdvertiser =
                complete().atAdvertiserLevel(AdvertiserId.of(77)).withPiggyback(IMAGE);

        Segment created = segments().create(atAdvertiser);

        assertThat(created.advertiserId()).contains(AdvertiserId.of(77));
        assertThat(created.piggybackPixels()).containsExactly(IMAGE);
        assertThat(segments().get(created.id())).isEqualTo(created);
    }

    @Test
    void each_trigger_reads_back_as_it_was_said_and_can_be_changed_and_taken_away() {
        for (SegmentTrigger trigger : List.of(
                COLOUR,
                SegmentTrigger.queryString("age").numeric().onPublishers(3),
                SegmentTrigger.queryString("sale").withoutValue(),
                SegmentTrigger.queryString("size").customValues(),
                SegmentTrigger.keyValue("utm_source", "newsletter*"),
                SegmentTrigger.key("vip"))) {
            Segment created = segments().create(NewSegment.named("triggered").withTrigger(trigger));
            assertThat(created.trigger()).isEqualTo(trigger);
            assertThat(segments().get(created.id()).trigger()).isEqualTo(trigger);

            Segment changed = segments().update(SegmentUpdate.of(created.id()).withTrigger(SegmentTrigger.key("b")));
            assertThat(changed.trigger()).isEqualTo(SegmentTrigger.key("b"));
            segments()
                    .update(SegmentUpdate.of(created.id()).withTrigger(trigger).withRmPiggyback(false));
            assertThat(segments().get(created.id()).trigger()).isEqualTo(trigger);
            assertThat(segments().get(created.id()).rmPiggyback()).isFalse();

            segments().update(SegmentUpdate.of(created.id()).withTrigger(SegmentTrigger.pixel()));
            assertThat(segments().get(created.id()).trigger()).isEqualTo(SegmentTrigger.pixel());
        }
    }

    @Test
    void usersync_pixels_and_a_key_value_trigger_do_not_come_together_by_an_update() {
        Segment created = segments().create(NewSegment.named("synced").withMaxUsersyncPixels(2));

        assertThatThrownBy(
                        () -> segments().update(SegmentUpdate.of(created.id()).withTrigger(SegmentTrigger.key("a"))))
                .isInstanceOf(RequestRefusedException.class);
        assertThat(segments().get(created.id())).isEqualTo(created);
    }

    @Test
    void each_retention_reads_back_as_it_was_said() {
        for (Retention retention : List.of(
                Retention.adCallOnly(), Retention.ofMinutes(1), Retention.ofMinutes(259_199), Retention.maximum())) {
            Segment created = segments().create(NewSegment.named("kept").withRetention(retention));

            assertThat(segments().get(created.id()).retention()).isEqualTo(retention);
        }
    }

    @Test
    void ids_are_new_each_time_even_for_the_same_name() {
        assertThat(create("twice").id()).isNotEqualTo(create("twice").id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart", "CART", "Cart"})
    void a_code_that_is_taken_is_refused_whatever_its_case(String code) {
        segments().create(NewSegment.named("first").withCode("cart"));

        assertThatThrownBy(() -> segments().create(NewSegment.named("second").withCode(code)))
                .isInstanceOf(SegmentConflictException.class);
        assertThat(listed(SegmentQuery.all())).extracting(Segment::shortName).containsExactly("first");
    }

    @Test
    void a_segment_of_another_member_is_refused() {
        assertThatThrownBy(() -> segments().create(NewSegment.named("theirs").withMember(MemberId.of(31))))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(listed(SegmentQuery.all())).isEmpty();
    }
}
