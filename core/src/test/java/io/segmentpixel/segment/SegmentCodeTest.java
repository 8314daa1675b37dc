package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SegmentCodeTest {
    @Property(seed = "17")
    void letters_digits_underscores_and_hyphens_are_a_code(
            @ForAll @AlphaChars @NumericChars @Chars({'_', '-'}) @StringLength(min = 1, max = 50) String text) {
        SegmentCode code = SegmentCode.of(text);

        assertThat(code.value()).isEqualTo(text);
        assertThat(code.isUsableInCalls()).isTrue();
        assertThat(code.isSameAs(SegmentCode.of(text.toUpperCase(Locale.ROOT)))).isTrue();
        assertThat(SegmentCode.existing(text)).isEqualTo(code).hasSameHashCodeAs(code);
    }

    @Property(seed = "17")
    void what_stands_at_a_backend_is_taken_as_it_is(@ForAll @StringLength(min = 1, max = 60) String text) {
        SegmentCode code = SegmentCode.existing(text);

        assertThat(code).hasToString(text);
        assertThat(code.isUsableInCalls()).isEqualTo(text.matches("[A-Za-z0-9_-]{1,50}"));
    }

    @Property(seed = "17")
    void are_in_the_order_of_their_texts(
            @ForAll @StringLength(min = 1, max = 3) @Chars({'a', 'A', 'b'}) String one,
            @ForAll @StringLength(min = 1, max = 3) @Chars({'a', 'A', 'b'}) String other) {
        SegmentCode code = SegmentCode.of(one);

        assertThat(code.compareTo(SegmentCode.of(other))).isEqualTo(one.compareTo(other));
        assertThat(code.compareTo(SegmentCode.of(other)) == 0).isEqualTo(code.equals(SegmentCode.of(other)));
    }

    @Test
    void makes_visible_what_would_turn_a_line_around() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentCode.of("ab\u202e"))
                .withMessageStartingWith("code \"abU+202E\": U+202E at 2; ");
    }

    @Test
    void codes_that_differ_in_case_are_the_same_to_the_backend_and_two_in_a_call() {
        SegmentCode lower = SegmentCode.of("cart");
        SegmentCode upper = SegmentCode.of("Cart");

        assertThat(lower.isSameAs(upper)).isTrue();
        assertThat(lower).isNotEqualTo(upper);
    }
}
