package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteDryRunTest {
    private static final SitePlacer PLACER = SitePlacer.of(Sites.FUNNEL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path site() throws IOException {
        Path root = Files.createDirectories(directory.resolve("site"));
        Sites.write(root, 40, 3_000);
        Sites.write(root.resolve("cart/a b.html"), "<p>in one line");
        Sites.write(root.resolve("cart/quoted \"x\" 100%25.html"), "<html><body>\r<p>a</p>\r</body></html>");
        Sites.write(root.resolve("cart/sub/open.html"), "<html><body><!-- open");
        if (Sites.canName("größe")) {
            Sites.write(root.resolve("cart/größe.html"), "<body>\nGröße\n</body>");
        }
        Files.write(root.resolve("cart/bytes.html"), new byte[] {'<', 'p', '>', (byte) 0xff, (byte) 0xe9, '\n', 'x'});
        return root;
    }

    @Test
    void writes_nothing_and_says_what_a_run_does() throws IOException {
        Path root = site();
        Map<String, String> before = Sites.hashes(root);
        ByteArrayOutputStream diff = new ByteArrayOutputStream();

        SiteReport dry = PLACER.dryRun(root, diff);

        assertThat(Sites.hashes(root)).isEqualTo(before);
        assertThat(diff.size()).isPositive();
        assertThat(PLACER.place(root).pages()).isEqualTo(dry.pages());
        diff.reset();
        assertThat(PLACER.dryRun(root, diff).count(PageOutcome.CHANGED)).isZero();
        assertThat(diff.size()).isZero();
    }

    @Test
    void is_in_the_order_of_the_paths_and_flushed() throws IOException {
        ByteArrayOutputStream diff = new ByteArrayOutputStream();

        SiteReport dry = PLACER.withThreads(8).dryRun(site(), new BufferedOutputStream(diff, 1_000_000));

        assertThat(diff.toString(StandardCharsets.ISO_8859_1).lines().filter(line -> line.startsWith("--- ")))
                .hasSize(dry.count(PageOutcome.CHANGED))
                .startsWith("--- a/cart/12.html", "--- a/cart/15.HTM", "--- a/cart/18.html");
    }

    /** Of placing, of replacing and removing, and of taking all out again. */
    @Test
    void patch_makes_of_it_what_a_run_makes() throws Exception {
        Patching.assumeInstalled();
        Path root = site();
        Funnel changed = Funnel.named("Shop")
                .step(Sites.HOME.asImage(), PageRule.path("**"))
                .step(Sites.CART, PageRule.path("cart/?.html"))
                .step(other(), PageRule.path("shop/**"));
        for (Funnel funnel : new Funnel[] {Sites.FUNNEL, changed, Sites.FUNNEL.step(other(), PageRule.path("none"))}) {
            Path patched = Files.createDirectory(directory.resolve("patched"));
            Sites.copyInto(root, patched);
            ByteArrayOutputStream diff = new ByteArrayOutputStream();
            SitePlacer.of(funnel).dryRun(root, diff);

            SitePlacer.of(funnel).place(root);
            Patching.patch(patched, diff.toByteArray());

            assertThat(diff.size()).isPositive();
            assertThat(Sites.hashes(patched)).isEqualTo(Sites.hashes(root));
            Sites.delete(patched);
        }
    }

    private static PixelExport other() {
        return Sites.export(99, "Gr\u00f6\u00dfe -- \u4e2d");
    }
}
