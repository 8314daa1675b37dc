package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.FindingsPage.Part;
import io.segmentpixel.page.FindingsPage.Row;
import io.segmentpixel.page.FindingsPage.Section;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code of a finding has its section in docs/findings.md, and nothing else has. */
class FindingsPageTest {
    private static final Set<FindingCode> OF_SITES =
            EnumSet.of(FindingCode.MISSING_FROM_FUNNEL, FindingCode.UNREADABLE);
    private static final Set<FindingCode> MENDED = EnumSet.of(
            FindingCode.DUPLICATE,
            FindingCode.MANGLED_AMPERSAND,
            FindingCode.NON_SECURE,
            FindingCode.GLUED_CACHEBUSTER);

    private static final FindingsPage PAGE = FindingsPage.read();

    static List<Section> sections() {
        return PAGE.sections();
    }

    private static List<String> codes() {
        return Stream.of(FindingCode.values()).map(FindingCode::code).toList();
    }

    @Test
    void each_code_has_one_section_in_the_order_of_the_codes() {
        assertThat(PAGE.sections()).extracting(Section::title).containsExactlyElementsOf(codes());
    }

    @Test
    void the_index_names_each_code_with_its_severity_and_one_line() {
        assertThat(PAGE.index()).extracting(Row::code).containsExactlyElementsOf(codes());
        assertThat(PAGE.index()).allSatisfy(row -> {
            assertThat(row.anchor()).isEqualTo(row.code());
            assertThat(row.severity())
                    .isEqualTo(FindingsPage.name(
                            FindingCode.of(row.code()).orElseThrow().severity()));
            assertThat(row.line()).hasSizeBetween(15, 80).doesNotEndWith(".");
        });
    }

    @ParameterizedTest
    @MethodSource("sections")
    void a_section_says_its_severity_and_whether_it_is_mended(Section section) {
        assertThat(section.severity())
                .isEqualTo(FindingsPage.name(section.code().severity()));
        assertThat(section.isMended()).isEqualTo(MENDED.contains(section.code()));
        assertThat(section.isOfSite()).isEqualTo(OF_SITES.contains(section.code()));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void a_section_has_three_parts_with_text_and_a_piece_where_one_belongs(Section section) {
        assertThat(section.parts())
                .extracting(Part::title)
                .containsExactly("What it looks like", "Why it matters", "How to mend it");
        assertThat(section.parts()).allSatisfy(part -> assertThat(part.prose()).hasSizeGreaterThan(20));
        assertThat(section.parts()).extracting(part -> part.pieces().size()).containsExactly(1, 0, 1);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void the_mended_piece_is_another_one_or_stands_in_another_context(Section section) {
        assertThat(section.mended()).isNotEqualTo(section.faulty());
        if (!section.isOfSite()) {
            assertThat(section.faulty().language()).isEqualTo("html");
            assertThat(section.mended().language()).isEqualTo("html");
        }
    }

    @ParameterizedTest
    @MethodSource("sections")
    void the_context_of_a_piece_can_be_read(Section section) {
        if (!section.isOfSite()) {
            assertThat(section.faulty().audit()).isNotNull();
            assertThat(section.mended().audit()).isNotNull();
        }
    }

    @Test
    void no_block_stands_elsewhere_than_in_the_parts_of_sections() {
        assertThat(PAGE.fences()).isEqualTo(2L * PAGE.pieces().size());
        assertThat(PAGE.pieces()).hasSize(2 * codes().size());
        assertThat(PAGE.indented()).isEmpty();
    }
}
