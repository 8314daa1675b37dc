package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Any text of 1 to 255 characters is a name, but for control characters and lone surrogates. */
class NamesLawTest {
    @Provide
    Arbitrary<String> goodNames() {
        Arbitrary<Integer> characters = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(' ', '~')),
                Tuple.of(4, Arbitraries.integers().between(0xA0, 0xD7FF)),
                Tuple.of(1, Arbitraries.integers().between(0xE000, 0xFFFF)),
                Tuple.of(2, Arbitraries.integers().between(0x10000, 0x10FFFF)),
                Tuple.of(1, Arbitraries.of((int) '<', (int) '>', (int) '-', (int) '"', (int) '\'', (int) '\\')));
        return characters.list().ofMinSize(1).ofMaxSize(255).map(list -> {
            StringBuilder name = new StringBuilder();
            list.forEach(name::appendCodePoint);
            return name.toString();
        });
    }

    @Property(seed = "17")
    void a_good_name_is_taken_as_it_is(@ForAll("goodNames") String name) {
        SegmentId id = SegmentId.of(1);

        assertThat(NewSegment.named(name).name()).isEqualTo(name);
        assertThat(SegmentUpdate.of(id).rename(name).shortName()).contains(name);
        assertThat(NewSegment.named(name).createdAs(id, MemberId.of(1)).shortName())
                .isEqualTo(name);
    }

    @Property(seed = "17")
    void one_character_of_a_wrong_kind_spoils_it_wherever_it_stands(
            @ForAll("goodNames") String name, @ForAll("wrong") String wrong, @ForAll @IntRange(max = 600) int place) {
        String whole =
                name.substring(0, name.offsetByCodePoints(0, Math.min(200, name.codePointCount(0, name.length()))));
        int at = whole.offsetByCodePoints(0, place % (whole.codePointCount(0, whole.length()) + 1));
        String spoilt = whole.substring(0, at) + wrong + whole.substring(at);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewSegment.named(spoilt))
                .withMessageStartingWith("name \"")
                .withMessageContaining(String.format("U+%04X at %d; must hold no", (int) wrong.charAt(0), at));
    }

    @Provide
    Arbitrary<String> wrong() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0x1F),
                        Arbitraries.integers().between(0x7F, 0x9F),
                        Arbitraries.integers().between(0xD800, 0xDFFF))
                .map(character -> Character.toString((char) character.intValue()));
    }

    @Property(seed = "17")
    void a_name_that_is_too_long_is_refused_by_its_length(
            @ForAll("goodNames") String name, @ForAll @IntRange(min = 256, max = 600) int length) {
        StringBuilder longer = new StringBuilder();
        while (longer.codePointCount(0, longer.length()) < length) {
            longer.append(name);
        }
        String tooLong = longer.toString();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentUpdate.of(SegmentId.of(1)).rename(tooLong))
                .withMessageContaining(
                        "must have 1 to 255 characters, has " + tooLong.codePointCount(0, tooLong.length()));
    }
}
