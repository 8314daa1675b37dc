package io.segmentpixel.benchmarks;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PageOutcome;
import io.segmentpixel.page.PageRule;
import io.segmentpixel.page.SitePlacer;
import io.segmentpixel.page.SiteReport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whole sites of pages of 100 kB in 256 MB of memory: the time a page on 10,000 pages (1 GB) is at most 1.3 of that on 1,000, and
 * two threads do at least 1.6 times as much as one. By turns the tag goes onto every page and is taken out again, and both are
 * measured, so that no time is lost between; it takes about five minutes.
 */
public final class SiteBenchmark {
    private static final int ROUNDS = 3;
    private static final int PAGES = 1_000;
    private static final int MANY_PAGES = 10_000;
    private static final int BYTES = 100_000;

    private SiteBenchmark() {}

    /**
     * Measures, in a JVM of its own with little memory.
     *
     * @param arguments one, the directory of the sites, if this is that JVM
     * @throws IOException if a site cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            measure(Path.of(arguments[0]));
            return;
        }
        Path folder = Files.createTempDirectory("sites");
        try {
            write(folder.resolve("small"), PAGES);
            write(folder.resolve("large"), MANY_PAGES);
            try (OwnJvm jvm = OwnJvm.running(SiteBenchmark.class, List.of("-Xmx256m"), folder.toString())) {
                for (int line = 0; line < 2; line++) {
                    System.out.println(String.join(" ", jvm.line()));
                }
            }
        } finally {
            delete(folder);
        }
    }

    private static void measure(Path folder) throws IOException {
        Path small = folder.resolve("small");
        Path large = folder.resolve("large");
        timePerPage(small, 2, true);
        timePerPage(small, 2, false);
        List<Double> twoAgainstOne = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double placedByOne = timePerPage(small, 1, true);
            double byTwo = timePerPage(small, 2, false) + timePerPage(small, 2, true);
            twoAgainstOne.add((placedByOne + timePerPage(small, 1, false)) / byTwo);
        }
        System.out.println(Aim.atLeast(1.6).verdict("site, two threads against one", twoAgainstOne));
        List<Double> manyAgainstFew = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean places = round % 2 == 0;
            manyAgainstFew.add(timePerPage(large, 2, places) / timePerPage(small, 2, places));
        }
        System.out.println(Aim.atMost(1.3).verdict("site, a page of 10,000 against one of 1,000", manyAgainstFew));
    }

    private static double timePerPage(Path site, int threads, boolean places) throws IOException {
        Segment cart = Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart");
        SitePlacer placer = SitePlacer.of(Funnel.named("Shop").step(PixelExport.of(cart), PageRule.path("**")))
                .withThreads(threads);
        long start = System.nanoTime();
        SiteReport report = places ? placer.place(site) : placer.remove(site);
        long time = System.nanoTime() - start;
        int pages = report.pages().size();
        if (report.count(PageOutcome.CHANGED) != pages) {
            throw new IllegalStateException("not every page was changed: " + report);
        }
        return (double) time / pages;
    }

    private static void write(Path site, int pages) throws IOException {
        String page = ShopPage.of(BYTES);
        for (int number = 0; number < pages; number++) {
            Path folder = Files.createDirectories(site.resolve("shoes" + number % 50));
            Files.writeString(folder.resolve(number + ".html"), page);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
