package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewSegmentTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final MemberId CREATOR = MemberId.of(958);
    private static final NewSegment CART = NewSegment.named("Shop - in cart")
            .withCode("shop_cart")
            .keptFor(Duration.ofDays(30))
            .withMaxUsersyncPixels(2)
            .withPiggyback(PiggybackPixel.image("https://partner.example/p.gif?uid=${UID}"));

    @Test
    void what_is_created_has_every_part_that_was_asked_for() {
        Segment created = CART.createdAs(ID, CREATOR);

        assertThat(created.id()).isEqualTo(ID);
        assertThat(created.memberId()).isEqualTo(CREATOR);
        assertThat(created.code()).contains(SegmentCode.of("shop_cart"));
        assertThat(created.retention()).isEqualTo(Retention.ofMinutes(43_200));
        assertThat(created.maxUsersyncPixels()).hasValue(2);
        assertThat(created.piggybackPixels()).isEqualTo(CART.piggybackPixels());
        assertThat(CART.isFoundIn(created)).isTrue();
    }

    @Test
    void the_member_that_was_asked_for_owns_it() {
        assertThat(CART.withMember(MemberId.of(7)).createdAs(ID, CREATOR).memberId())
                .isEqualTo(MemberId.of(7));
    }

    @Test
    void a_part_that_was_never_set_is_left_to_the_backend() {
        Segment byTheBackend = NewSegment.named("x")
                .createdAs(ID, CREATOR)
                .withRetention(Retention.ofMinutes(5))
                .withState(SegmentState.INACTIVE)
                .withDescription("set by the console")
                .withLastModified(Instant.EPOCH);

        assertThat(NewSegment.named("x").isFoundIn(byTheBackend)).isTrue();
    }

    @Test
    void one_part_that_differs_is_not_what_was_asked_for() {
        Segment created = CART.createdAs(ID, CREATOR);

        assertThat(List.of(
                        created.withShortName("Shop"),
                        created.withCode(SegmentCode.of("Shop_Cart")),
                        created.withoutCode(),
                        created.atAdvertiserLevel(AdvertiserId.of(71)),
                        created.withRetention(Retention.maximum()),
                        created.withoutMaxUsersyncPixels(),
                        created.withPiggyback(List.of())))
                .noneMatch(CART::isFoundIn);
    }

    @Test
    void a_description_an_owner_or_a_state_that_differs_is_not_what_was_asked_for() {
        NewSegment asked =
                NewSegment.named("x").withDescription("d").withMember(CREATOR).withState(SegmentState.ACTIVE);
        Segment created = asked.createdAs(ID, CREATOR);

        assertThat(asked.isFoundIn(created)).isTrue();
        assertThat(List.of(
                        created.withDescription("D"),
                        created.withoutDescription(),
                        asked.withMember(MemberId.of(7)).createdAs(ID, CREATOR),
                        created.withState(SegmentState.INACTIVE),
                        created.withState(SegmentState.UNKNOWN)))
                .noneMatch(asked::isFoundIn);
    }

    @Test
    void it_is_shown_with_the_parts_that_were_set() {
        assertThat(NewSegment.named("x")).hasToString("NewSegment[name=x]");
        assertThat(NewSegment.named("x").withCode("c").withMember(CREATOR))
                .hasToString("NewSegment[name=x, code=c, member=958]");
    }
}
