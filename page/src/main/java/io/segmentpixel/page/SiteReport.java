package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What became of a site: a result for each page, in the order of their paths.
 *
 * <pre>{@code
 * SiteReport report = SitePlacer.of(funnel).place(root);
 * if (!report.isComplete()) {
 *     System.err.println(report);
 * }
 * }</pre>
 *
 * <p>Files that are no pages by their names are not in it, but what hides pages is: a directory that cannot be read, a
 * symbolic link.
 */
public final class SiteReport {
    /** How many pages of an outcome {@link #toString} names before it only counts them. */
    private static final int SHOWN = 50;

    private final Funnel funnel;
    private final List<PageResult> pages;
    private final List<Funnel.Step> stepsWithoutPages;

    SiteReport(Funnel funnel, List<PageResult> pages, List<Funnel.Step> stepsWithoutPages) {
        this.funnel = funnel;
        this.pages = List.copyOf(pages);
        this.stepsWithoutPages = List.copyOf(stepsWithoutPages);
    }

    /**
     * What became of each page.
     *
     * @return an immutable list, in the order of the paths, compared as texts with {@code /} between directories
     */
    public List<PageResult> pages() {
        return pages;
    }

    /**
     * The pages that something became of.
     *
     * @param outcome what became of them
     * @return an immutable list, in the order of the paths
     */
    public List<PageResult> pages(PageOutcome outcome) {
        return pages.stream().filter(page -> page.outcome() == outcome).toList();
    }

    /**
     * How many pages something became of.
     *
     * @param outcome what became of them
     * @return 0 or more
     */
    public int count(PageOutcome outcome) {
        return Math.toIntExact(
                pages.stream().filter(page -> page.outcome() == outcome).count());
    }

    /**
     * Whether the site is now as the funnel wants it, or in a dry run would be.
     *
     * @return false if a page was refused, failed or was not reached
     */
    public boolean isComplete() {
        return count(PageOutcome.REFUSED) + count(PageOutcome.FAILED) + count(PageOutcome.NOT_REACHED) == 0;
    }

    /**
     * The steps of the funnel whose rule held on no page: mostly a mistake in the rule, or a page that is missing.
     *
     * @return an immutable list, in the order of the funnel; empty when tags were removed, as no rule is asked then
     */
    public List<Funnel.Step> stepsWithoutPages() {
        return stepsWithoutPages;
    }

    /** The pages that are not as they were, or not as they should be, at most 50 of each kind; then the numbers. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        Arrays.stream(PageOutcome.values())
                .filter(outcome -> outcome != PageOutcome.UNCHANGED && outcome != PageOutcome.NOT_REACHED)
                .forEach(outcome -> show(pages(outcome), lines));
        stepsWithoutPages.forEach(step -> lines.add("step " + step + ": held on no page"));
        lines.add(OneLine.of(funnel.name()) + ": " + numbers());
        return String.join("\n", lines);
    }

    private static void show(List<PageResult> some, List<String> lines) {
        some.stream().limit(SHOWN).forEach(page -> lines.add(page.toString()));
        if (some.size() > SHOWN) {
            lines.add("and " + number(some.size() - SHOWN) + " more "
                    + inWords(some.get(0).outcome()));
        }
    }

    private String numbers() {
        return number(pages.size())
                + (pages.size() == 1 ? " page: " : " pages: ")
                + Arrays.stream(PageOutcome.values())
                        .filter(outcome -> count(outcome) > 0 || outcome.compareTo(PageOutcome.UNCHANGED) <= 0)
                        .map(outcome -> number(count(outcome)) + " " + inWords(outcome))
                        .collect(Collectors.joining(", "));
    }

    private static String inWords(PageOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
