package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was said about how a site is worked on.
 *
 * @param funnel which tags go on which pages
 * @param placer where on a page they go
 * @param format how they are written
 * @param pages which files are pages
 * @param servedAt the address of the root, with a slash at its end
 * @param threads how many pages are at work at one time
 * @param largest how many bytes a page may have at most, if somebody said so
 * @param listener is told of each page
 */
record SiteOptions(
        Funnel funnel,
        PagePlacer placer,
        HtmlFormat format,
        String pages,
        Optional<String> servedAt,
        int threads,
        OptionalLong largest,
        SiteListener listener) {
    /** Globs tell upper from lower case, so that both are written down. */
    static final String USUAL_PAGES = "**.{[hH][tT][mM],[hH][tT][mM][lL]}";

    /**
     * The memory that a page takes, as a multiple of its size: its tree with all positions has about 42 times its bytes, and
     * there are two of them where the changed page is parsed again.
     */
    private static final long MEMORY_FOR_A_BYTE = 100;

    SiteOptions with(PagePlacer changed) {
        return new SiteOptions(funnel, changed, format, pages, servedAt, threads, largest, listener);
    }

    SiteOptions with(HtmlFormat changed) {
        return new SiteOptions(funnel, placer, changed, pages, servedAt, threads, largest, listener);
    }

    SiteOptions withPages(String changed) {
        return new SiteOptions(funnel, placer, format, changed, servedAt, threads, largest, listener);
    }

    SiteOptions servedAt(String changed) {
        return new SiteOptions(funnel, placer, format, pages, Optional.of(changed), threads, largest, listener);
    }

    SiteOptions withThreads(int changed) {
        return new SiteOptions(funnel, placer, format, pages, servedAt, changed, largest, listener);
    }

    SiteOptions withLargest(long changed) {
        return new SiteOptions(funnel, placer, format, pages, servedAt, threads, OptionalLong.of(changed), listener);
    }

    SiteOptions with(SiteListener changed) {
        return new SiteOptions(funnel, placer, format, pages, servedAt, threads, largest, changed);
    }

    /** With the console's tags in place of those that the format cannot carry. */
    SiteOptions withFormatForAll() {
        return with((HtmlFormat) export -> format.refusal(export).isEmpty()
                ? format.render(export)
                : ExportFormats.htmlTag().render(export));
    }

    /**
     * Whether a look shows that a page may hold a tag of the funnel. It shows none of a format that hides the call, say in a
     * script that puts the address together.
     *
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry one of the exports
     */
    boolean showsCalls() {
        List<String> tags = funnel.exports().stream().map(format::render).toList();
        return tags.stream().allMatch(PageLook::mayMakeCalls);
    }

    private static long memory() {
        return Runtime.getRuntime().maxMemory();
    }

    /** How many bytes a page may have at most. */
    long largestPage() {
        return Math.min(largest.orElse(memory() / MEMORY_FOR_A_BYTE), Integer.MAX_VALUE - 64);
    }

    /** How many bytes the pages that are at work at one time may have together. */
    long budget() {
        return Math.max(memory() / MEMORY_FOR_A_BYTE, largestPage());
    }

    /** The memory that the trees of the pages at work may take together: what Java may take, but for some room beside them. */
    static PageMemory memoryForTrees() {
        return new PageMemory(memory() / 100 * 85);
    }

    /** Why a page of few bytes takes too much memory all the same, empty if it does not, or somebody said that it may. */
    Optional<String> tooManyTags(long need, PageMemory memory) {
        return largest.isPresent() || need <= memory.bytes()
                ? Optional.empty()
                : Optional.of(String.format(
                        "too many tags: they take about %,d bytes of memory, and there are %,d; give Java more (-Xmx%dm), or"
                                + " say withLargestPage",
                        need, memory.bytes(), need / 85 * 100 / (1 << 20) + 1));
    }

    /** Why a page is too large, with both figures and what to do. */
    String tooLarge(long size) {
        String figures = String.format("too large: %,d bytes, and a page may have %,d at most", size, largestPage());
        return largest.isPresent()
                ? figures + ", as withLargestPage says; allow more there"
                : figures
                        + String.format(
                                ", a hundredth of the memory that Java may take; give it more (-Xmx%dm), or say"
                                        + " withLargestPage",
                                size * MEMORY_FOR_A_BYTE / (1 << 20) + 1);
    }
}
