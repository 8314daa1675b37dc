package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.AuditScenes.Scene;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** Whatever is done to a page, its audit keeps its laws. */
class AuditFuzzTest {
    private static final int PAGES = Boolean.getBoolean("segmentpixel.long") ? 100_000 : 500;

    @Test
    void damaged_pages_keep_the_laws() {
        int mended = 0;
        for (long seed = 0; seed < PAGES; seed++) {
            mended += holds(seed);
        }
        assertThat(mended).as("pages with something to mend").isGreaterThan(PAGES / 10);
    }

    /** Checks one page; gives 1 if something on it was mended. */
    private static int holds(long seed) {
        Scene scene = new AuditScenes(seed).faulty();
        Damage damage = new Damage(seed);
        String whole = seed % 3 == 0 ? damage.one(AwkwardPages.all()).html() + scene.html() : scene.html();
        String html = damage.damaged(damage.damaged(whole));
        PageContext context = seed % 2 == 0 ? scene.context() : scene.context().requiringConsent();
        PageAudit audit = PageAudit.of(html, context);
        String page = html;
        assertThat(audit.findings())
                .as("seed %s", seed)
                .isSortedAccordingTo(
                        Comparator.comparing(finding -> finding.region().offset()))
                .allSatisfy(finding -> {
                    assertThat(finding.explanation()).endsWith(".").doesNotContain("\n");
                    assertThat(finding.source()).isEqualTo(piece(page, finding));
                });
        assertThat(audit.placed())
                .isSortedAccordingTo(
                        Comparator.comparing(pixel -> pixel.region().offset()))
                .allSatisfy(pixel -> assertThat(
                                pixel.region().offset() + pixel.region().length())
                        .isBetween(pixel.region().offset(), page.length()));
        MendedPage mended = audit.mended();
        assertThat(mended.left()).as("seed %s", seed).noneMatch(Finding::isMendable);
        assertThat(PageAudit.of(mended.html(), context).findings()).isEqualTo(mended.left());
        if (mended.mended().isEmpty()) {
            assertThat(mended.html()).isEqualTo(html);
        }
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        if (new String(bytes, StandardCharsets.UTF_8).equals(html)
                && PageCharset.of(bytes, context).text().equals(html)) {
            assertThat(PageAudit.of(bytes, context).findings())
                    .as("seed %s", seed)
                    .isEqualTo(audit.findings());
        }
        return mended.mended().isEmpty() ? 0 : 1;
    }

    private static String piece(String page, Finding finding) {
        int start = finding.region().offset();
        return page.substring(start, start + Math.min(finding.region().length(), Finding.LONGEST_SOURCE));
    }
}
