package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteMemoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private static SiteOptions options(OptionalLong largest) {
        return new SiteOptions(
                Sites.FUNNEL,
                PagePlacer.atEndOfBody(),
                ExportFormats.htmlTag(),
                SiteOptions.USUAL_PAGES,
                Optional.empty(),
                1,
                largest,
                (done, of, page) -> {});
    }

    @Test
    void a_page_of_too_many_tags_is_refused_unless_somebody_allowed_it() {
        PageMemory memory = new PageMemory(1_500_000);
        long need = PageMemory.need("<b>".repeat(1_001));

        assertThat(new SiteLimits(OptionalLong.empty())
                        .tooManyTags(need, memory)
                        .orElseThrow())
                .isEqualTo(
                        "too many tags: they take about 1,501,500 bytes of memory, and there are 1,499,136; give Java more"
                                + " (-Xmx2m), or say withLargestPage");
        assertThat(new SiteLimits(OptionalLong.of(1)).tooManyTags(need, memory)).isEmpty();
        assertThat(new SiteLimits(OptionalLong.empty()).tooManyTags(PageMemory.need("<b>".repeat(999)), memory))
                .isEmpty();
    }

    @Test
    void the_limit_of_a_page_is_a_hundredth_of_the_memory_unless_somebody_said_another() {
        long hundredth = Runtime.getRuntime().maxMemory() / 100;

        assertThat(new SiteLimits(OptionalLong.empty()).largestPage())
                .isEqualTo(Math.min(hundredth, Integer.MAX_VALUE - 64));
        assertThat(new SiteLimits(OptionalLong.of(7)).largestPage()).isEqualTo(7);
        assertThat(new SiteLimits(OptionalLong.of(7)).budget()).isEqualTo(hundredth);
        assertThat(new SiteLimits(OptionalLong.of(Long.MAX_VALUE)).largestPage())
                .isEqualTo(Integer.MAX_VALUE - 64);
    }

    /** While one page is at work, the other one's thread waits. */
    @Test
    void a_page_at_work_holds_the_memory_that_it_needs() throws IOException, InterruptedException {
        Sites.write(root.resolve("index.html"), "<p>a</p>".repeat(100));
        PageMemory memory = new PageMemory(1_024);
        List<Thread.State> seen = new ArrayList<>();
        Thread second = new Thread(() -> work(options(OptionalLong.of(10_000)), memory));
        HtmlFormat first = export -> {
            second.start();
            while (second.getState() != Thread.State.WAITING && second.isAlive()) {
                Thread.onSpinWait();
            }
            seen.add(second.getState());
            throw new PlacementException("not today");
        };

        PageWork.Done done = work(options(OptionalLong.of(10_000)).with(first), memory);
        second.join();

        assertThat(done.result().outcome()).isEqualTo(PageOutcome.REFUSED);
        assertThat(seen).first().isEqualTo(Thread.State.WAITING);
        assertThat(root.resolve("index.html")).content().contains("add=528335");
    }

    private PageWork.Done work(SiteOptions options, PageMemory memory) {
        return new PageWork(options, root, SiteAim.PLACE, true, memory, SiteEntry.page(Path.of("index.html"), 800))
                .done();
    }

    @Test
    void pages_that_need_more_than_there_is_take_turns() throws InterruptedException {
        PageMemory memory = new PageMemory(10_000);
        int[] atWork = {0, 0};
        Thread[] threads = IntStream.range(0, 8)
                .mapToObj(number -> new Thread(() -> {
                    for (int page = 0; page < 500; page++) {
                        memory.take(20_000);
                        atWork[0]++;
                        atWork[1] = Math.max(atWork[0], atWork[1]);
                        atWork[0]--;
                        memory.giveBack(20_000);
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(atWork).containsExactly(0, 1);
    }
}
