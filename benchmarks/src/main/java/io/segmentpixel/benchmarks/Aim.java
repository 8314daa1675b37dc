package io.segmentpixel.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What a figure has to be.
 *
 * @param isMost whether it may be at most the bound, or at least
 * @param bound the bound
 */
record Aim(boolean isMost, double bound) {
    static Aim atMost(double bound) {
        return new Aim(true, bound);
    }

    static Aim atLeast(double bound) {
        return new Aim(false, bound);
    }

    /** The line that says whether the median of some figures is as it has to be. */
    String verdict(String what, List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        return String.format(
                Locale.ROOT,
                "%s: %.3f (%.3f to %.3f); aim at %s %.2f: %s",
                what,
                median,
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                isMost ? "most" : "least",
                bound,
                isMetBy(median) ? "met" : "MISSED");
    }

    private boolean isMetBy(double figure) {
        return isMost ? figure <= bound : figure >= bound;
    }
}
