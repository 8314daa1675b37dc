package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteThreadsTest {
    private static final SitePlacer PLACER = SitePlacer.of(Sites.FUNNEL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path site(String name) throws IOException {
        Path root = directory.resolve(name);
        Sites.write(root, 60, 4_000);
        Sites.write(root.resolve("cart/open.html"), "<html><body><!-- open");
        return root;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void the_number_of_threads_changes_nothing(int threads) throws IOException {
        Path alone = site("alone");
        Path together = site("together");
        ByteArrayOutputStream diffAlone = new ByteArrayOutputStream();
        ByteArrayOutputStream diffTogether = new ByteArrayOutputStream();
        PLACER.withThreads(1).dryRun(alone, diffAlone);
        PLACER.withThreads(threads).dryRun(together, diffTogether);

        SiteReport reportAlone = PLACER.withThreads(1).place(alone);
        SiteReport reportTogether = PLACER.withThreads(threads).place(together);

        assertThat(diffTogether.toByteArray()).isEqualTo(diffAlone.toByteArray());
        assertThat(reportTogether.pages()).isEqualTo(reportAlone.pages());
        assertThat(reportTogether).hasToString(reportAlone.toString());
        assertThat(Sites.hashes(together)).isEqualTo(Sites.hashes(alone));
    }

    /** Each of the two pages waits for the other one. */
    @Test
    void two_threads_work_at_the_same_time() throws IOException {
        Sites.write(directory.resolve("a.html"), "<p>a</p>");
        Sites.write(directory.resolve("b.html"), "<p>b</p>");
        CyclicBarrier both = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        HtmlFormat waiting = export -> {
            if (!Thread.currentThread().equals(caller)) {
                meet(both);
            }
            return ExportFormats.htmlTag().render(export);
        };

        SiteReport report = SitePlacer.of(Funnel.named("x").step(Sites.CART, PageRule.path("**")))
                .withThreads(2)
                .withFormat(waiting)
                .place(directory);

        assertThat(report.count(PageOutcome.CHANGED)).as(report.toString()).isEqualTo(2);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the other page is not at work", alone);
        }
    }

    @Test
    void a_page_after_the_other_is_the_order_of_their_paths() throws IOException {
        SiteReport report = PLACER.withThreads(8).place(site("site"));

        assertThat(report.pages().stream()
                        .map(page -> SitePage.slashed(page.path()))
                        .toList())
                .hasSize(61)
                .isSorted();
    }

    @Test
    void a_listener_that_throws_ends_the_run_and_leaves_whole_pages() throws IOException {
        Path root = site("site");
        Path placed = site("placed");
        Map<String, String> before = Sites.hashes(root);
        PLACER.place(placed);
        Map<String, String> after = Sites.hashes(placed);
        SitePlacer failing = PLACER.withListener((done, of, page) -> {
            if (done == 5) {
                throw new IllegalStateException("enough");
            }
        });

        assertThatThrownBy(() -> failing.place(root)).hasMessage("enough");

        Map<String, String> now = Sites.hashes(root);
        assertThat(now).hasSameSizeAs(before).isNotEqualTo(before).isNotEqualTo(after);
        now.forEach((path, hash) -> assertThat(hash).isIn(before.get(path), after.get(path)));
    }

    @Test
    void an_interrupt_ends_the_run_and_the_report_says_which_pages_were_not_reached() throws IOException {
        Path root = directory.resolve("site");
        Sites.write(root, 300, 300);
        List<PageResult> told = new ArrayList<>();

        SiteReport report = PLACER.withThreads(2)
                .withListener((done, of, page) -> {
                    told.add(page);
                    if (done == 5) {
                        Thread.currentThread().interrupt();
                    }
                })
                .place(root);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.pages()).hasSize(300).startsWith(told.toArray(PageResult[]::new));
        assertThat(report.count(PageOutcome.NOT_REACHED)).isBetween(200, 295).isEqualTo(300 - told.size());
        assertThat(report.toString()).contains("not reached");
        for (PageResult page : report.pages(PageOutcome.NOT_REACHED)) {
            assertThat(Files.readString(root.resolve(page.path()))).doesNotContain("adnxs");
        }
        assertThat(PLACER.place(root).isComplete()).isTrue();
    }

    @Test
    void its_threads_end_with_the_call() throws IOException {
        PLACER.withThreads(4).place(site("site"));

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("segment-pixel-page"));
    }
}
