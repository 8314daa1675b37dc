package io.segmentpixel.benchmarks;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * How fast a tag is placed, against jsoup's parse with position tracking of the same page in the same run: at least 0.8 of that
 * speed, on pages of 10 kB, 100 kB and 1 MB, without the tag and with it.
 */
public final class PlaceBenchmark {
    private static final int PAIRS = 15;
    private static final int WARM_UP = 5;
    private static final long CHARACTERS_A_ROUND = 20_000_000;
    private static final Aim AIM = Aim.atLeast(0.8);
    private static final PixelExport EXPORT =
            PixelExport.of(Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart"));

    private PlaceBenchmark() {}

    /**
     * Measures, in a JVM of its own whose heap is large enough that the collector does not count.
     *
     * @param arguments one, if this is that JVM
     */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            try (OwnJvm jvm = OwnJvm.running(
                    PlaceBenchmark.class, List.of("-XX:+UseParallelGC", "-Xms4g", "-Xmx4g", "-Xmn3g"), "measure")) {
                for (int line = 0; line < 6; line++) {
                    System.out.println(String.join(" ", jvm.line()));
                }
            }
            return;
        }
        for (int size : List.of(10_000, 100_000, 1_000_000)) {
            String page = ShopPage.of(size);
            String withTag = PagePlacer.atEndOfBody().place(page, EXPORT);
            measure("place, " + size / 1000 + " kB", page);
            measure("place, " + size / 1000 + " kB with the tag", withTag);
        }
    }

    private static void measure(String what, String page) {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < WARM_UP + PAIRS; pair++) {
            double parse =
                    time(page, text -> Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true))
                            .childNodeSize());
            double place = time(
                    page, text -> PagePlacer.atEndOfBody().place(text, EXPORT).length());
            if (pair >= WARM_UP) {
                ratios.add(parse / place);
            }
        }
        System.out.println(AIM.verdict(what, ratios));
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
