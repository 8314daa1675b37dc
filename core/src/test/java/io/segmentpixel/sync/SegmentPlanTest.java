package io.segmentpixel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentPlanTest {
    private static final MemberId MEMBER = MemberId.of(958);
    private static final NewSegment CART = NewSegment.named("In cart").withCode("shop_cart");
    private static final Segment STANDING =
            Segment.of(SegmentId.of(13), MEMBER, "In cart").withCode(SegmentCode.of("shop_cart"));

    private static SegmentPlan plan(NewSegment desired, Segment... existing) {
        return SegmentPlan.between(List.of(desired), Stream.of(existing));
    }

    @Test
    void prints_like_a_diff() {
        SegmentPlan plan = SegmentPlan.between(
                List.of(
                        CART.keptFor(Duration.ofDays(30)),
                        NewSegment.named("Bought\u200b").withCode("shop_bought"),
                        NewSegment.named("VIP").withCode("VIP")),
                Stream.of(
                        STANDING,
                        Segment.of(SegmentId.of(14), MEMBER, "Vip").withCode(SegmentCode.of("vip")),
                        Segment.of(SegmentId.of(15), MEMBER, "old\n")));

        assertThat(plan.removingOthers())
                .hasToString(
                        """
                        ~ 13 shop_cart "In cart"
                            retention: 259200 minutes -> 43200 minutes
                        + shop_bought "BoughtU+200B"
                        ! 14 vip "Vip": code VIP: stands there as vip, and changing it would break live tags
                        - 15 "oldU+000A"
                        1 to create, 1 to change, 1 to delete, 0 as they are, 1 in conflict, 1 unmanaged""");
        assertThat(plan.deletes()).isEmpty();
        assertThat(plan.unmanaged()).hasSize(1);
    }

    @Test
    void leaves_alone_what_was_not_set() {
        Segment standing = STANDING.withDescription("by hand")
                .withRetention(Retention.adCallOnly())
                .withMaxUsersyncPixels(3);

        assertThat(plan(CART, standing).isEmpty()).isTrue();
        assertThat(plan(CART, standing).unchanged()).containsExactly(standing);
    }

    @Test
    void takes_the_maximum_for_no_retention_and_no_usersync_pixels_for_none() {
        assertThat(plan(CART.withRetention(Retention.maximum()).withMaxUsersyncPixels(0), STANDING)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void names_only_the_parts_that_differ() {
        NewSegment desired =
                CART.keptFor(Duration.ofDays(1)).withDescription("d").withTrigger(SegmentTrigger.key("k"));

        assertThat(plan(desired, STANDING.withDescription("d")).updates())
                .containsExactly(SegmentUpdate.of(SegmentId.of(13))
                        .keptFor(Duration.ofDays(1))
                        .withTrigger(SegmentTrigger.key("k")));
    }

    @Test
    void takes_piggybacks_away_only_where_none_are_wanted() {
        Segment standing = STANDING.withPiggyback(List.of(PiggybackPixel.image("https://partner.example/p.gif")));

        assertThat(plan(CART, standing).isEmpty()).isTrue();
        assertThat(plan(CART.withPiggyback(), standing).updates())
                .containsExactly(SegmentUpdate.of(SegmentId.of(13)).replacePiggyback());
        assertThat(plan(CART.withPiggyback(), STANDING).isEmpty()).isTrue();
    }

    @Test
    void takes_an_empty_value_of_a_key_for_none() {
        assertThat(plan(
                                CART.withTrigger(SegmentTrigger.keyValue("k", "")),
                                STANDING.withTrigger(SegmentTrigger.key("K")))
                        .isEmpty())
                .isTrue();
        assertThat(plan(
                                CART.withTrigger(SegmentTrigger.keyValue("color", "red")),
                                STANDING.withTrigger(SegmentTrigger.keyValue("Color", "Red")))
                        .isEmpty())
                .isTrue();
        assertThat(plan(
                                CART.withTrigger(SegmentTrigger.keyValue("color", "red")),
                                STANDING.withTrigger(SegmentTrigger.keyValue("color", "blue")))
                        .updates())
                .hasSize(1);
    }

    @Test
    void takes_query_string_values_in_another_order_and_case_for_the_same() {
        SegmentTrigger.QueryString wanted = SegmentTrigger.QueryString.of("color")
                .withTextValues("Red", "blue")
                .onSites(7, 8);
        SegmentTrigger standing = SegmentTrigger.QueryString.existing("color", "text", List.of("blue", "red"))
                .onSites(8, 7);

        assertThat(plan(CART.withTrigger(wanted), STANDING.withTrigger(standing))
                        .isEmpty())
                .isTrue();
        assertThat(plan(CART.withTrigger(wanted.onSites(7)), STANDING.withTrigger(standing))
                        .updates())
                .hasSize(1);
    }

    @Test
    void matches_by_member_and_by_code_alone_where_none_is_named() {
        Segment ofAnother =
                Segment.of(SegmentId.of(20), MemberId.of(7), "In cart").withCode(SegmentCode.of("shop_cart"));

        assertThat(plan(CART.withMember(MEMBER), ofAnother).creates()).hasSize(1);
        assertThat(plan(CART.withMember(MEMBER), ofAnother, STANDING).unchanged())
                .containsExactly(STANDING);
        assertThat(plan(CART, ofAnother).unchanged()).containsExactly(ofAnother);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(CART, ofAnother, STANDING))
                .withMessage(
                        "segment \"In cart\": code shop_cart stands at members [7, 958]; say which, by withMember");
    }

    @Test
    void prefers_the_code_that_is_the_same_in_case() {
        Segment upper = Segment.of(SegmentId.of(20), MEMBER, "In cart").withCode(SegmentCode.of("SHOP_CART"));

        assertThat(plan(CART, upper, STANDING).unchanged()).containsExactly(STANDING);
        assertThat(plan(CART, upper, STANDING).unmanaged()).containsExactly(upper);
    }

    @Test
    void compares_every_part() {
        PiggybackPixel pixel = PiggybackPixel.image("https://partner.example/p.gif");
        NewSegment desired = NewSegment.named("Cart")
                .withCode("shop_cart")
                .withDescription("d")
                .withState(SegmentState.INACTIVE)
                .withRetention(Retention.adCallOnly())
                .withMaxUsersyncPixels(2)
                .withPiggyback(pixel)
                .withRmPiggyback(false)
                .atMemberLevel();
        SegmentPlan plan = plan(desired, STANDING.atAdvertiserLevel(AdvertiserId.of(71)));

        assertThat(plan.updates())
                .containsExactly(SegmentUpdate.of(SegmentId.of(13))
                        .rename("Cart")
                        .withDescription("d")
                        .deactivate()
                        .withRetention(Retention.adCallOnly())
                        .withMaxUsersyncPixels(2)
                        .replacePiggyback(pixel)
                        .withRmPiggyback(false)
                        .toMemberLevel(MEMBER));
        assertThat(plan.toString().lines().map(String::strip))
                .contains(
                        "name: In cart -> Cart",
                        "description:  -> d",
                        "max usersync pixels: 0 -> 2",
                        "level: advertiser 71 -> member 958");
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void is_empty_only_if_there_is_nothing_to_do() {
        Segment other = Segment.of(SegmentId.of(15), MEMBER, "old");

        assertThat(plan(CART).isEmpty()).isFalse();
        assertThat(plan(CART, STANDING, other).isEmpty()).isTrue();
        assertThat(plan(CART, STANDING, other).removingOthers().isEmpty()).isFalse();
    }

    @Test
    void is_a_value() {
        Segment other = Segment.of(SegmentId.of(15), MEMBER, "old");
        SegmentPlan plan = plan(CART, STANDING, other);

        assertThat(plan)
                .isEqualTo(plan(CART, STANDING, other))
                .hasSameHashCodeAs(plan(CART, STANDING, other))
                .isNotEqualTo(plan(CART, STANDING))
                .isNotEqualTo(plan(CART, other))
                .isNotEqualTo(plan.removingOthers())
                .isNotEqualTo(plan(CART.withDescription("d"), STANDING, other));
        assertThat(plan).doesNotHaveSameHashCodeAs(plan.removingOthers());
    }

    @Test
    void takes_a_segment_that_is_listed_twice_for_one() {
        Segment old = Segment.of(SegmentId.of(15), MEMBER, "old");

        assertThat(plan(CART, STANDING, old, STANDING, old).removingOthers().deletes())
                .containsExactly(old);
    }

    @Test
    void moves_to_member_level_and_to_no_other() {
        Segment atAdvertiser = STANDING.atAdvertiserLevel(AdvertiserId.of(71));

        assertThat(plan(CART, atAdvertiser).isEmpty()).isTrue();
        assertThat(plan(CART.atMemberLevel(), atAdvertiser).updates())
                .containsExactly(SegmentUpdate.of(SegmentId.of(13)).toMemberLevel(MEMBER));
        assertThat(plan(CART.atAdvertiserLevel(AdvertiserId.of(71)), atAdvertiser)
                        .isEmpty())
                .isTrue();
        assertThat(plan(CART.atAdvertiserLevel(AdvertiserId.of(72)), atAdvertiser)
                        .conflicts())
                .singleElement()
                .extracting(SegmentPlan.Conflict::reason)
                .asString()
                .startsWith("advertiser 72: the segment stands at the level of advertiser 71");
        assertThat(plan(CART.atAdvertiserLevel(AdvertiserId.of(72)), STANDING).conflicts())
                .hasSize(1);
    }

    @Test
    void what_contradicts_a_part_that_stands_there_is_a_conflict() {
        Segment synced = STANDING.withMaxUsersyncPixels(2);

        SegmentPlan plan = plan(CART.withTrigger(SegmentTrigger.key("k")), synced);

        assertThat(plan.updates()).isEmpty();
        assertThat(plan.conflicts())
                .singleElement()
                .extracting(SegmentPlan.Conflict::reason)
                .asString()
                .contains("max usersync pixels 2: must be 0");
        assertThat(plan.removingOthers().deletes()).isEmpty();
    }

    @Test
    void refuses_segments_that_cannot_be_found_again() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(NewSegment.named("no code")))
                .withMessage("segment \"no code\": must have a code, by which it is found again");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentPlan.between(
                        List.of(CART, NewSegment.named("again").withCode("SHOP_cart")), Stream.of()))
                .withMessage("segment \"again\": code SHOP_cart must not be wanted twice; case is ignored");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentPlan.between(List.of(CART.withMember(MEMBER), CART), Stream.of()));
    }

    @Test
    void wants_the_same_code_of_two_members() {
        assertThat(SegmentPlan.between(List.of(CART.withMember(MEMBER), CART.withMember(MemberId.of(7))), Stream.of())
                        .creates())
                .hasSize(2);
    }

    @Test
    void closes_the_listing() {
        AtomicBoolean closed = new AtomicBoolean();

        SegmentPlan.between(List.of(), Stream.<Segment>of().onClose(() -> closed.set(true)));

        assertThat(closed).isTrue();
    }
}
