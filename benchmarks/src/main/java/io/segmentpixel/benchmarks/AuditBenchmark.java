package io.segmentpixel.benchmarks;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * How fast a page is audited, against jsoup's parse with position tracking of the same page in the same run: at least 0.8 of that
 * speed on pages with pixels, and at least 20 times that speed on pages without any, of 10 kB, 100 kB and 1 MB.
 */
public final class AuditBenchmark {
    private static final int PAIRS = 15;
    private static final int WARM_UP = 5;
    private static final int LINES = 9;
    private static final long CHARACTERS_A_ROUND = 20_000_000;
    private static final Aim WITH_PIXELS = Aim.atLeast(0.8);
    private static final Aim WITHOUT = Aim.atLeast(20);

    private AuditBenchmark() {}

    /**
     * Measures, in a JVM of its own whose heap is so large, and there from the beginning, that neither the collector counts nor
     * the first use of memory.
     *
     * @param arguments one, if this is that JVM
     */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            List<String> heap = List.of("-XX:+UseParallelGC", "-Xms4g", "-Xmx4g", "-Xmn3g", "-XX:+AlwaysPreTouch");
            try (OwnJvm jvm = OwnJvm.running(AuditBenchmark.class, heap, "measure")) {
                for (int line = 0; line < LINES; line++) {
                    System.out.println(String.join(" ", jvm.line()));
                }
            }
            return;
        }
        List<Segment> account = IntStream.range(1, 1_000)
                .mapToObj(id -> Segment.of(SegmentId.of(id), MemberId.of(958), "Shop " + id))
                .toList();
        PageContext context = PageContext.https().knowing(account);
        for (int size : List.of(10_000, 100_000, 1_000_000)) {
            String page = ShopPage.of(size);
            String one = PagePlacer.atEndOfBody().place(page, PixelExport.of(account.get(0)));
            String five = PagePlacer.atStartOfBody()
                    .place(
                            one,
                            account.subList(1, 5).stream().map(PixelExport::of).toList(),
                            ExportFormats.htmlTag());
            measure("audit, " + size / 1000 + " kB without pixels", page, context, 0, WITHOUT);
            measure("audit, " + size / 1000 + " kB with a pixel", one, context, 1, WITH_PIXELS);
            measure("audit, " + size / 1000 + " kB with five pixels", five, context, 5, WITH_PIXELS);
        }
    }

    private static void measure(String what, String page, PageContext context, int pixels, Aim aim) {
        if (PageAudit.of(page, context).placed().size() != pixels) {
            throw new IllegalStateException("not every pixel was found: " + what);
        }
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < WARM_UP + PAIRS; pair++) {
            double parse =
                    time(page, text -> Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true))
                            .childNodeSize());
            double audit =
                    time(page, text -> PageAudit.of(text, context).placed().size() + 1);
            if (pair >= WARM_UP) {
                ratios.add(parse / audit);
            }
        }
        System.out.println(aim.verdict(what, ratios));
    }

    private static double time(String page, ToIntFunction<String> work) {
        long rounds = Math.max(1, CHARACTERS_A_ROUND / page.length());
        long sum = 0;
        long start = System.nanoTime();
        for (long round = 0; round < rounds; round++) {
            sum += work.applyAsInt(page);
        }
        long time = System.nanoTime() - start;
        if (sum <= 0) {
            throw new IllegalStateException("nothing was done");
        }
        return (double) time / rounds;
    }
}
