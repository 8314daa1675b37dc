package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.FindingsPage.Section;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pieces of docs/findings.md are what the page says they are. */
class FindingsPageExamplesTest {
    static List<Section> sections() {
        return FindingsPage.read().sections().stream()
                .filter(section -> !section.isOfSite())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void the_first_piece_has_the_fault_and_the_mended_one_has_not(Section section) {
        assertThat(section.faulty().audit().findings())
                .extracting(Finding::code)
                .contains(section.code());
        assertThat(section.mended().audit().findings())
                .extracting(Finding::code)
                .doesNotContain(section.code());
    }

    @ParameterizedTest
    @MethodSource("sections")
    void a_mended_piece_has_no_other_fault_either(Section section) {
        assertThat(section.mended().audit().findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void a_fault_is_mended_by_the_audit_where_the_section_says_so(Section section) {
        PageAudit audit = section.faulty().audit();

        assertThat(audit.findings())
                .filteredOn(finding -> finding.code() == section.code())
                .isNotEmpty()
                .extracting(Finding::isMendable)
                .containsOnly(section.isMended());
        assertThat(audit.mended().left().stream().noneMatch(finding -> finding.code() == section.code()))
                .isEqualTo(section.isMended());
    }
}
