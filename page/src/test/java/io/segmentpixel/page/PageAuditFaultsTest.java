package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.AuditScenes.Scene;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On generated pages whose faults are known, an audit finds these, where they stand, and no others. */
class PageAuditFaultsTest {
    private static final int FAULTY = Boolean.getBoolean("segmentpixel.long") ? 10_000 : 300;
    private static final int CLEAN = 100;

    static Stream<Scene> faulty() {
        return LongStream.range(0, FAULTY)
                .mapToObj(seed -> seed % 30 == 0 ? new AuditScenes(seed).amp() : new AuditScenes(seed).faulty());
    }

    private static PageAudit audit(Scene scene) {
        return PageAudit.of(scene.html(), scene.context());
    }

    @Test
    void every_fault_is_found_where_it_stands_and_none_is_invented() {
        assertThat(faulty()).hasSize(FAULTY).allSatisfy(scene -> assertThat(
                        AuditScenes.found(audit(scene).findings()))
                .as(scene.html())
                .isEqualTo(scene.page().expected()));
    }

    @Test
    void on_clean_pages_nothing_is_found() {
        assertThat(LongStream.range(0, CLEAN).mapToObj(seed -> new AuditScenes(1_000 + seed).clean()))
                .hasSize(CLEAN)
                .allSatisfy(scene -> {
                    assertThat(scene.page().expected()).isEmpty();
                    assertThat(audit(scene).findings()).as(scene.html()).isEmpty();
                });
    }

    @Test
    void the_faults_are_of_every_code_that_a_single_page_can_have() {
        Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
        faulty().flatMap(scene -> scene.page().expected().stream())
                .map(expected -> FindingCode.of(expected.substring(expected.indexOf(' ') + 1))
                        .orElseThrow())
                .forEach(codes::add);
        codes.addAll(List.of(FindingCode.MISSING_FROM_FUNNEL, FindingCode.UNREADABLE));
        assertThat(codes).containsExactlyInAnyOrder(FindingCode.values());
    }

    @Test
    void what_can_be_mended_is_mended_and_no_other_character_is_changed() {
        assertThat(faulty()).allSatisfy(scene -> {
            PageAudit audit = audit(scene);
            assertThat(audit.mended().html())
                    .as(scene.html())
                    .isEqualTo(scene.page().mended());
            assertThat(audit.mendedBytes()).isEqualTo(scene.page().mended().getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void a_page_of_bytes_is_mended_like_its_text() {
        assertThat(faulty()).allSatisfy(scene -> assertThat(PageAudit.of(
                                scene.html().getBytes(StandardCharsets.UTF_8),
                                scene.context().withCharset(StandardCharsets.UTF_8))
                        .mendedBytes())
                .isEqualTo(scene.page().mended().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_mended_codes_are_gone_afterwards_and_no_other_finding_stands_there() {
        assertThat(faulty()).allSatisfy(scene -> {
            MendedPage mended = audit(scene).mended();
            PageAudit after = PageAudit.of(mended.html(), scene.context());
            assertThat(AuditScenes.found(mended.mended()))
                    .isEqualTo(scene.page().mendable());
            assertThat(AuditScenes.found(after.findings()))
                    .as(scene.html())
                    .isEqualTo(scene.page().left());
            assertThat(after.findings()).isEqualTo(mended.left()).noneMatch(Finding::isMendable);
            assertThat(after.mended().html()).isEqualTo(mended.html());
        });
    }
}
