package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.FindingsPage.Piece;
import io.segmentpixel.page.FindingsPage.Section;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pieces of docs/findings.md that only the audit of a site finds are what the page says they are. */
class FindingsPageSitesTest {
    private static final Segment CART = Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop, in cart");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Section section(FindingCode code) {
        return FindingsPage.read().sections().stream()
                .filter(section -> section.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private Path page() throws IOException {
        return Files.createDirectories(folder.resolve("site")).resolve("cart.html");
    }

    private AuditSummary audit() throws IOException {
        Funnel shop = Funnel.named("Shop").step(PixelExport.of(CART), PageRule.path("cart.html"));
        return SiteAudit.on(PageContext.https()).withFunnel(shop).directory(folder.resolve("site"));
    }

    @Test
    void a_page_of_the_funnel_lacks_its_pixel_and_the_mended_one_has_it() throws IOException {
        Section section = section(FindingCode.MISSING_FROM_FUNNEL);
        assertThat(section.faulty().language()).isEqualTo("html");
        assertThat(section.mended().language()).isEqualTo("html");

        Files.writeString(page(), section.faulty().code());
        assertThat(audit().findings()).containsOnlyKeys(FindingCode.MISSING_FROM_FUNNEL);

        Files.writeString(page(), section.mended().code());
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void the_commands_take_the_right_to_read_a_page_and_give_it_back() throws Exception {
        Section section = section(FindingCode.UNREADABLE);
        Files.writeString(
                page(), section(FindingCode.MISSING_FROM_FUNNEL).mended().code());

        run(section.faulty());
        assertThat(rights()).doesNotContain("OWNER_READ", "GROUP_READ", "OTHERS_READ");
        boolean isRoot = Files.isReadable(page());
        if (!isRoot) {
            assertThat(audit().findings()).containsKey(FindingCode.UNREADABLE);
        }

        run(section.mended());
        assertThat(rights()).contains("OWNER_READ", "GROUP_READ", "OTHERS_READ");
        assertThat(audit().findings()).isEmpty();
    }

    private String rights() throws IOException {
        return Files.getPosixFilePermissions(page()).toString();
    }

    private void run(Piece command) throws IOException, InterruptedException {
        assertThat(command.language()).isEqualTo("sh");
        int code = new ProcessBuilder("sh", "-c", command.code())
                .directory(folder.toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
