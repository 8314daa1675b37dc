package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentValueTest {
    @Test
    void is_a_number() {
        assertThat(SegmentValue.of(Integer.MAX_VALUE).number()).hasValue(Integer.MAX_VALUE);
        assertThat(SegmentValue.of(0)).hasToString("0").isEqualTo(SegmentValue.of(0));
        assertThat(SegmentValue.of(0).isMacro()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${CART_TOTAL}", "{{Cart Total}}", "[cart.total]", "%%cart-total%%", "%%20%%"})
    void is_a_macro(String macro) {
        SegmentValue value = SegmentValue.macro(macro);

        assertThat(value).hasToString(macro);
        assertThat(value.isMacro()).isTrue();
        assertThat(value.number()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "cart",
                "${}",
                "${a",
                "{{a}",
                "[a]]",
                "%%a%",
                "${a\"b}",
                "${a<b}",
                "[a,b]",
                "[a:b]",
                "[a&b]",
                "${ä}",
                "${a}\n",
                "${a}${b}",
                "%%a%%%%b%%"
            })
    void refuses_what_is_no_macro(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentValue.macro(text))
                .withMessageStartingWith("segment value macro \"")
                .withMessageEndingWith(
                        "must be ${…}, {{…}}, […] or %%…%%, with A-Z a-z 0-9 . _ - and blanks between the marks");
    }
}
