package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionCallTest {
    private static final ConversionCall CALL = ConversionCall.of(ConversionId.of(7313));
    private static final List<UnaryOperator<ConversionCall>> OPTIONS = List.of(
            call -> call.adding(SegmentId.of(12)),
            call -> call.adding(Calls.MEMBER, SegmentCode.of("a")),
            call -> call.removing(SegmentId.of(13)),
            call -> call.removing(Calls.MEMBER, SegmentCode.of("b")),
            call -> call.withOrderId("A/1"),
            call -> call.withRevenue(new BigDecimal("1E+2")),
            call -> call.withOther("o"),
            call -> call.withPrivacy(Privacy.none().withGdpr(true, "CO.x").withUsPrivacy("1YNN")),
            call -> call.redirectingTo("https://a.example/"));

    @Provide
    Arbitrary<ConversionCall> calls() {
        return Calls.conversions();
    }

    @Test
    void writes_all_parts_in_one_order() {
        ConversionCall call = CALL;
        for (UnaryOperator<ConversionCall> option : OPTIONS) {
            call = option.apply(call);
        }

        assertThat(call.url(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE))
                .isEqualTo("https://secure.adnxs.com/px?id=7313&seg=12&seg_code=a&remove=13&remove_code=b&member=958"
                        + "&order_id=A%2F1&value=100&other=o&gdpr=1&gdpr_consent=CO.x&us_privacy=1YNN"
                        + "&redir=https%3A%2F%2Fa.example%2F&t=2");
        assertThat(call).hasToString("/px?" + call.query());
    }

    @Property(seed = "42")
    void is_read_back_from_its_address(@ForAll("calls") ConversionCall call, @ForAll PixelType type) {
        ParsedCall parsed =
                PixelCall.parse(call.url(Scheme.HTTPS, PixelHost.IB, type)).orElseThrow();

        assertThat(parsed.remarks()).isEmpty();
        assertThat(parsed.call()).contains(call);
        assertThat(parsed.type()).contains(type);
        ConversionCall read = (ConversionCall) parsed.call().orElseThrow();
        assertThat(read).hasSameHashCodeAs(call).hasToString(call.toString());
        assertThat(read.orderId()).isEqualTo(call.orderId());
        assertThat(read.revenue()).isEqualTo(call.revenue());
        assertThat(read.privacy()).isEqualTo(call.privacy());
        assertThat(read.added()).isEqualTo(call.added());
        assertThat(read.removed()).isEqualTo(call.removed());
        assertThat(read.member()).isEqualTo(call.member());
        assertThat(read.other()).isEqualTo(call.other());
        assertThat(read.redirect()).isEqualTo(call.redirect());
    }

    @Property(seed = "42")
    void does_not_depend_on_the_order_of_options(@ForAll Random random) {
        List<UnaryOperator<ConversionCall>> shuffled = new ArrayList<>(OPTIONS);
        Collections.shuffle(shuffled, random);
        ConversionCall inOrder = CALL;
        ConversionCall mixed = CALL;
        for (int at = 0; at < OPTIONS.size(); at++) {
            inOrder = OPTIONS.get(at).apply(inOrder);
            mixed = shuffled.get(at).apply(mixed);
        }

        assertThat(mixed).isEqualTo(inOrder).hasSameHashCodeAs(inOrder).hasToString(inOrder.toString());
    }

    @Test
    void says_codes_in_place_of_ids() {
        PixelCall coded = CALL.adding(SegmentId.of(12), SegmentId.of(13))
                .removing(SegmentId.of(14))
                .withCodes(
                        Calls.MEMBER,
                        Map.of(SegmentId.of(12), SegmentCode.of("a"), SegmentId.of(14), SegmentCode.of("b")));

        assertThat(coded.query()).isEqualTo("id=7313&seg=13&seg_code=a&remove_code=b&member=958");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coded.withCodes(MemberId.of(7), Map.of()))
                .withMessage("member 7: must be 958, which owns the other codes of the call");
    }

    @Test
    void names_its_parts() {
        ConversionCall call = CALL;
        for (UnaryOperator<ConversionCall> option : OPTIONS) {
            call = option.apply(call);
        }

        assertThat(call.added()).containsExactly(SegmentId.of(12), SegmentCode.of("a"));
        assertThat(call.removed()).containsExactly(SegmentId.of(13), SegmentCode.of("b"));
        assertThat(call.member()).contains(Calls.MEMBER);
        assertThat(call.orderId()).contains("A/1");
        assertThat(call.revenue()).contains("100");
        assertThat(call.other()).contains("o");
        assertThat(call).isNotEqualTo(CALL).doesNotHaveSameHashCodeAs(CALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1E+29", "123456789012345678901234567890", "1E-30", "0.10"})
    void takes_thirty_digits_of_revenue(String revenue) {
        assertThat(CALL.withRevenue(new BigDecimal(revenue)).revenue())
                .contains(new BigDecimal(revenue).toPlainString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1E+30", "1234567890123456789012345678901", "1E-31"})
    void refuses_other_revenue(String revenue) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALL.withRevenue(new BigDecimal(revenue)))
                .withMessageContaining("must be 0 or greater, of at most 30 digits");
    }

    @Test
    void refuses_one_code_for_two_ids() {
        Map<SegmentId, SegmentCode> same =
                Map.of(SegmentId.of(12), SegmentCode.of("a"), SegmentId.of(13), SegmentCode.of("a"));

        for (ConversionCall call : List.of(
                CALL.adding(SegmentId.of(12), SegmentId.of(13)), CALL.removing(SegmentId.of(12), SegmentId.of(13)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.withCodes(Calls.MEMBER, same))
                    .withMessage("code a: must name one segment, names 12 and 13");
        }
    }

    @Test
    void takes_a_macro_for_what_differs_with_each_visit() {
        assertThat(CALL.withOrderIdMacro("{{Order Id}}")
                        .withRevenueMacro("${TOTAL}")
                        .query())
                .isEqualTo("id=7313&order_id={{Order Id}}&value=${TOTAL}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALL.withOrderId("[x]"))
                .withMessage("order id \"[x]\": is a macro, which withOrderIdMacro takes");
    }
}
