package io.segmentpixel.page;

/**
 * Is told how far an audit is, page by page.
 *
 * <pre>{@code
 * AuditListener listener = (progress, page) -> System.err.print("\r" + progress.pages() + " pages");
 * }</pre>
 *
 * <p>It is told on the thread that called, in the order of the pages, when all reports have the page. What it throws ends the
 * audit.
 */
@FunctionalInterface
public interface AuditListener {
    /**
     * A page is done.
     *
     * @param progress how far the audit is, with this page
     * @param page what was found on it
     */
    void pageDone(AuditProgress progress, AuditedPage page);
}
