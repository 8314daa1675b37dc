package io.segmentpixel.benchmarks;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.SiteAudit;
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
 * Audits of whole sites of pages of 100 kB, each with one tag, in 256 MB of memory: the time a page on 10,000 pages (1 GB) is at most
 * 1.3 of that on 1,000, and two threads do at least 1.6 times as much as one.
 */
public final class AuditSiteBenchmark {
    private static final int ROUNDS = 5;
    private static final int PAGES = 1_000;
    private static final int MANY_PAGES = 10_000;
    private static final int BYTES = 100_000;

    private AuditSiteBenchmark() {}

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
            try (OwnJvm jvm = OwnJvm.running(AuditSiteBenchmark.class, List.of("-Xmx256m"), folder.toString())) {
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
        timePerPage(small, 2);
        timePerPage(small, 1);
        List<Double> twoAgainstOne = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            twoAgainstOne.add(timePerPage(small, 1) / timePerPage(small, 2));
        }
        System.out.println(Aim.atLeast(1.6).verdict("audit, two threads against one", twoAgainstOne));
        List<Double> manyAgainstFew = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            manyAgainstFew.add(timePerPage(large, 2) / timePerPage(small, 2));
        }
        System.out.println(Aim.atMost(1.3).verdict("audit, a page of 10,000 against one of 1,000", manyAgainstFew));
    }

    private static double timePerPage(Path site, int threads) throws IOException {
        SiteAudit audit = SiteAudit.on(PageContext.https()).withThreads(threads);
        long start = System.nanoTime();
        AuditSummary summary = audit.directory(site);
        long time = System.nanoTime() - start;
        if (summary.pixels() != summary.pages() || !summary.findings().isEmpty()) {
            throw new IllegalStateException("there should be one pixel on each page, and no finding: " + summary);
        }
        return (double) time / summary.pages();
    }

    private static void write(Path site, int pages) throws IOException {
        Segment cart = Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart");
        String tag = ExportFormats.htmlTag().render(PixelExport.of(cart));
        String page = ShopPage.of(BYTES).replace("</main>", tag + "</main>");
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
