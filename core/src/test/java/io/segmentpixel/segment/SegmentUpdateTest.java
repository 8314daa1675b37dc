package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentUpdateTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final MemberId MEMBER = MemberId.of(958);
    private static final PiggybackPixel FIRST = PiggybackPixel.javaScript("https://a.example/1.js");
    private static final PiggybackPixel SECOND = PiggybackPixel.javaScript("https://a.example/2.js");

    private final Segment full = Segment.of(ID, MEMBER, "cart")
            .withCode(SegmentCode.of("cart"))
            .withDescription("in the cart")
            .atAdvertiserLevel(AdvertiserId.of(71))
            .withMaxUsersyncPixels(3)
            .withPiggyback(List.of(FIRST));

    @Test
    void what_is_not_named_stays() {
        assertThat(SegmentUpdate.of(ID).appliedTo(full)).isEqualTo(full);
        assertThat(SegmentUpdate.of(ID).rename("basket").appliedTo(full)).isEqualTo(full.withShortName("basket"));
    }

    @Test
    void what_is_cleared_is_gone() {
        SegmentUpdate clearing = SegmentUpdate.of(ID)
                .withoutCode()
                .withoutDescription()
                .withoutMaxUsersyncPixels()
                .replacePiggyback()
                .toMemberLevel(MEMBER);

        assertThat(clearing.appliedTo(full)).isEqualTo(Segment.of(ID, MEMBER, "cart"));
        assertThat(clearing)
                .hasToString("SegmentUpdate[id=17, code=cleared, description=cleared, max usersync pixels=cleared,"
                        + " piggyback=replaced by [], to member level=958]");
    }

    @Test
    void pixels_are_replaced_or_appended() {
        SegmentUpdate replacing = SegmentUpdate.of(ID).replacePiggyback(SECOND);
        SegmentUpdate appending = SegmentUpdate.of(ID).appendPiggyback(SECOND);

        assertThat(replacing.appliedTo(full).piggybackPixels()).containsExactly(SECOND);
        assertThat(replacing.appends()).isFalse();
        assertThat(appending.appliedTo(full).piggybackPixels()).containsExactly(FIRST, SECOND);
        assertThat(appending.appends()).isTrue();
        assertThat(replacing.appendPiggyback(FIRST))
                .isEqualTo(SegmentUpdate.of(ID).replacePiggyback(SECOND, FIRST));
    }

    @Test
    void an_update_that_does_not_append_can_be_applied_twice() {
        SegmentUpdate update =
                SegmentUpdate.of(ID).rename("x").withoutCode().deactivate().replacePiggyback(SECOND);

        assertThat(update.appliedTo(update.appliedTo(full))).isEqualTo(update.appliedTo(full));
    }

    @Test
    void a_segment_does_not_follow_the_list_that_it_was_made_of() {
        List<PiggybackPixel> pixels = new ArrayList<>(List.of(FIRST));
        PiggybackPixel[] array = {FIRST};
        Segment segment = Segment.of(ID, MEMBER, "x").withPiggyback(pixels);
        NewSegment created = NewSegment.named("x").withPiggyback(array);

        pixels.clear();
        Arrays.fill(array, SECOND);

        assertThat(segment.piggybackPixels()).containsExactly(FIRST);
        assertThat(created.piggybackPixels()).containsExactly(FIRST);
        assertThatThrownBy(() -> segment.piggybackPixels().add(SECOND))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** The platform's {@code append=true} would append to the lists of the query string too. */
    @Test
    void piggybacks_are_not_appended_in_the_update_that_changes_a_query_string() {
        SegmentUpdate appending = SegmentUpdate.of(ID).appendPiggyback(SECOND);
        SegmentUpdate triggering = SegmentUpdate.of(ID)
                .withTrigger(SegmentTrigger.queryString("colour").withTextValues("red"));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        appending.withTrigger(SegmentTrigger.queryString("size").numeric()))
                .withMessageContaining("append");
        assertThatIllegalArgumentException().isThrownBy(() -> triggering.appendPiggyback(SECOND));
        assertThat(triggering.replacePiggyback(SECOND).appendPiggyback(FIRST).appends())
                .isFalse();
        assertThat(appending.withTrigger(SegmentTrigger.keyValue("k", "v")).appends())
                .isTrue();
    }
}
