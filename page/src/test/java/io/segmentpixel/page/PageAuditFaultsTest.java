package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.AuditScenes.Scene;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On generated pages whose faults are known, an audit finds these, where they stand, and no others. */
class PageAuditFaultsTest {
    private static final int FAULTY = 300;
    private static final int CLEAN = 100;

    static Stream<Scene> faulty() {
        return LongStream.range(0, FAULTY)
                .mapToObj(seed -> seed % 30 == 0 ? new AuditScenes(seed).amp() : new AuditScenes(seed).faulty());
    }

    @Test
    void every_fault_is_found_where_it_stands_and_none_is_invented() {
        assertThat(faulty()).hasSize(FAULTY).allSatisfy(scene -> assertThat(
                        AuditScenes.found(PageAudit.of(scene.html(), scene.context())))
                .as(scene.html())
                .isEqualTo(scene.expected()));
    }

    @Test
    void on_clean_pages_nothing_is_found() {
        assertThat(LongStream.range(0, CLEAN).mapToObj(seed -> new AuditScenes(1_000 + seed).clean()))
                .hasSize(CLEAN)
                .allSatisfy(scene -> {
                    assertThat(scene.expected()).isEmpty();
                    assertThat(PageAudit.of(scene.html(), scene.context()).findings())
                            .as(scene.html())
                            .isEmpty();
                });
    }

    @Test
    void the_faults_are_of_every_code_that_a_single_page_can_have() {
        Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
        faulty().flatMap(scene -> scene.expected().stream())
                .map(expected -> FindingCode.of(expected.substring(expected.indexOf(' ') + 1))
                        .orElseThrow())
                .forEach(codes::add);
        codes.addAll(List.of(FindingCode.MISSING_FROM_FUNNEL, FindingCode.UNREADABLE));
        assertThat(codes).containsExactlyInAnyOrder(FindingCode.values());
    }

    @Test
    void what_can_be_mended_is_gone_afterwards_and_nothing_else_is_changed() {
        assertThat(faulty()).allSatisfy(scene -> {
            PageAudit before = PageAudit.of(scene.html(), scene.context());
            MendedPage mended = before.mended();
            PageAudit after = PageAudit.of(mended.html(), scene.context());
            assertThat(after.findings()).isEqualTo(mended.left()).noneMatch(Finding::isMendable);
            assertThat(codes(after.findings()))
                    .containsExactlyElementsOf(codes(before.findings().stream()
                            .filter(finding -> !finding.isMendable())
                            .toList()));
            assertThat(after.mended().html()).isEqualTo(mended.html());
        });
    }

    private static List<FindingCode> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }
}
