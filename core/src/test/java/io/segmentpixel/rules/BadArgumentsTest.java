package io.segmentpixel.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in refuses what breaks a rule, and says which field, which value and which rule. */
class BadArgumentsTest {
    static Stream<Bad> badArguments() {
        return Stream.of(BadSegments.rows(), BadTriggers.rows(), BadCalls.rows(), BadExports.rows())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("badArguments")
    void a_bad_argument_is_refused_by_field_value_and_rule(Bad bad) {
        assertThat(bad.rule()).isNotBlank();
        assertThatThrownBy(bad.made())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(bad.fieldAndValue())
                .hasMessageContaining(": ")
                .hasMessageContaining(bad.rule());
    }

    @Test
    void no_row_stands_twice() {
        List<String> calls = badArguments().map(Bad::call).toList();

        assertThat(calls).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
    }
}
