package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SegmentCallTest {
    private static final SegmentId VISITED = SegmentId.of(12);
    private static final SegmentId CART = SegmentId.of(13);
    private static final MemberId MEMBER = MemberId.of(958);
    private static final SegmentCode CODE = SegmentCode.of("shop_cart");

    @Test
    void names_segments_in_the_order_in_which_they_were_said() {
        assertThat(SegmentCall.adding(CART, VISITED).query()).isEqualTo("add=13,12");
        assertThat(SegmentCall.adding(CART).andAdding(VISITED).query()).isEqualTo("add=13,12");
    }

    @Test
    void writes_parameters_in_one_order_whatever_was_said_first() {
        SegmentCall call = SegmentCall.removing(MEMBER, SegmentCode.of("old"))
                .redirectingTo("https://partner.example/sync?uid=${UID}&x=ü")
                .withOther("a b")
                .andRemoving(SegmentId.of(14))
                .andAdding(MEMBER, CODE)
                .andAdding(VISITED)
                .withValue(7);

        assertThat(call.query())
                .isEqualTo("add=12:7&add_code=shop_cart:7&remove=14&remove_code=old&member=958&other=a%20b"
                        + "&redir=https%3A%2F%2Fpartner.example%2Fsync%3Fuid%3D%24%7BUID%7D%26x%3D%C3%BC");
    }

    @Test
    void writes_the_whole_address() {
        SegmentCall call = SegmentCall.adding(VISITED);

        assertThat(call.url(Scheme.HTTPS, PixelHost.SECURE, PixelType.JAVASCRIPT))
                .isEqualTo("https://secure.adnxs.com/seg?add=12&t=1");
        assertThat(call.url(Scheme.INHERITED, PixelHost.IB, PixelType.IMAGE))
                .isEqualTo("//ib.adnxs.com/seg?add=12&t=2");
    }

    @Test
    void gives_a_value_to_all_that_have_none_of_their_own() {
        SegmentCall call =
                SegmentCall.adding(VISITED).withValue(VISITED, 5).withValue(0).andAdding(CART);

        assertThat(call.query()).isEqualTo("add=12:5,13:0");
        assertThat(call.valueOf(CART)).contains(SegmentValue.of(0));
        assertThat(call.valueOf(SegmentId.of(99))).isEmpty();
    }

    @Test
    void encodes_all_but_what_no_address_needs_to() {
        String plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        for (char character = 0; character < 256; character++) {
            String written = SegmentCall.adding(SegmentId.of(1))
                    .withOther(Character.toString(character))
                    .query()
                    .substring("add=1&other=".length());

            assertThat(written)
                    .isEqualTo(
                            plain.indexOf(character) >= 0
                                    ? Character.toString(character)
                                    : URLEncoder.encode(Character.toString(character), StandardCharsets.UTF_8)
                                            .replace("+", "%20")
                                            .replace("*", "%2A"));
        }
    }

    @Test
    void writes_a_macro_as_it_is() {
        SegmentCall call = SegmentCall.adding(VISITED, CART)
                .withValue(SegmentValue.macro("{{Cart Total}}"))
                .withValue(CART, SegmentValue.macro("%%AB%%"));

        assertThat(call.query()).isEqualTo("add=12:{{Cart Total}},13:%%AB%%");
    }

    @Test
    void counts_a_segment_that_is_named_twice_once() {
        assertThat(SegmentCall.adding(VISITED, CART, VISITED).andAdding(CART))
                .isEqualTo(SegmentCall.adding(VISITED, CART));
    }

    @Test
    void lists_ids_before_codes() {
        SegmentCall call = SegmentCall.adding(MEMBER, CODE).andAdding(CART).andRemoving(VISITED);

        assertThat(call.added()).containsExactly(CART, CODE);
        assertThat(call.removed()).containsExactly(VISITED);
        assertThat(call.member()).contains(MEMBER);
    }

    @Test
    void takes_no_segment_at_all_when_it_goes_on() {
        SegmentCall call = SegmentCall.adding(VISITED);

        assertThat(call.andAdding()).isEqualTo(call);
        assertThat(call.andRemoving(MEMBER).member()).isEmpty();
    }

    @Test
    void refuses_a_call_without_segments() {
        assertThatIllegalArgumentException()
                .isThrownBy(SegmentCall::adding)
                .withMessage("segments []: a call must name at least 1 segment");
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentCall.removing(MEMBER));
    }

    @Test
    void refuses_a_segment_that_is_added_and_removed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentCall.adding(VISITED).andRemoving(CART, VISITED))
                .withMessage("segment 12: must not be both added and removed by one call");
    }

    @Test
    void refuses_a_second_member() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentCall.adding(MEMBER, CODE).andRemoving(MemberId.of(959), SegmentCode.of("b")))
                .withMessage("code \"b\": must be of member 958 like the other codes of the call, is of member 959");
    }

    @Test
    void refuses_a_code_that_cannot_stand_in_a_call() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentCall.adding(MEMBER, SegmentCode.existing("cart,24")))
                .withMessage("code \"cart,24\": cannot stand in a call; allowed are A-Z a-z 0-9 _ -, 1 to 50 of them");
    }

    @Test
    void refuses_a_value_for_what_is_not_added() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentCall.adding(VISITED).andRemoving(CART).withValue(CART, 5))
                .withMessage("segment 13: must be added by the call to have a value; the call adds [12]");
    }

    @Test
    void refuses_options_that_break_a_rule() {
        SegmentCall call = SegmentCall.adding(VISITED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.withValue(-1))
                .withMessage("segment value -1: must be 0 or greater");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.withOther(""))
                .withMessage("other \"\": must have at least 1 character and no lone surrogates");
        assertThatIllegalArgumentException().isThrownBy(() -> call.withOther("\uD800"));
        assertThatIllegalArgumentException().isThrownBy(() -> call.redirectingTo("javascript:alert(1)"));
    }

    @Test
    void is_equal_where_the_query_is() {
        SegmentCall forEach = SegmentCall.adding(VISITED).withValue(VISITED, 5);
        SegmentCall forAll = SegmentCall.adding(VISITED).withValue(5);

        assertThat(forEach).isEqualTo(forAll).hasSameHashCodeAs(forAll).hasToString("/seg?add=12:5");
        assertThat(forEach).isNotEqualTo(SegmentCall.adding(VISITED));
    }
}
