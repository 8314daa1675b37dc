package io.segmentpixel.page;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was said about how a site is audited.
 *
 * @param context what is known of all pages
 * @param funnel which pixels should stand on which pages
 * @param servedAt the address of the root, with a slash at its end
 * @param pages which files are pages
 * @param threads how many pages are at work at one time
 * @param largest how many bytes a page may have at most, if somebody said so
 * @param listener is told of each page
 */
record AuditOptions(
        PageContext context,
        Optional<Funnel> funnel,
        Optional<String> servedAt,
        String pages,
        int threads,
        OptionalLong largest,
        AuditListener listener) {
    /** Globs tell upper from lower case, so that both are written down. */
    static final String USUAL_PAGES =
            "**.{[hH][tT][mM],[hH][tT][mM][lL],[hH][tT][mM].[gG][zZ],[hH][tT][mM][lL].[gG][zZ]}";

    AuditOptions with(Funnel changed) {
        return new AuditOptions(context, Optional.of(changed), servedAt, pages, threads, largest, listener);
    }

    AuditOptions servedAt(String changed) {
        return new AuditOptions(context, funnel, Optional.of(changed), pages, threads, largest, listener);
    }

    AuditOptions withPages(String changed) {
        return new AuditOptions(context, funnel, servedAt, changed, threads, largest, listener);
    }

    AuditOptions withThreads(int changed) {
        return new AuditOptions(context, funnel, servedAt, pages, changed, largest, listener);
    }

    AuditOptions withLargest(long changed) {
        return new AuditOptions(context, funnel, servedAt, pages, threads, OptionalLong.of(changed), listener);
    }

    AuditOptions with(AuditListener changed) {
        return new AuditOptions(context, funnel, servedAt, pages, threads, largest, changed);
    }

    SiteLimits limits() {
        return new SiteLimits(largest);
    }

    /** What is known of a file: served as the context says, else as the site's address does. */
    PageContext contextOfFiles() {
        return servedAt.filter(unsaid -> context.isSecure().isEmpty())
                .map(address -> context.with(address.startsWith("https:")))
                .orElse(context);
    }
}
