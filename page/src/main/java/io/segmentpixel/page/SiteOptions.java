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

    SiteLimits limits() {
        return new SiteLimits(largest);
    }
}
