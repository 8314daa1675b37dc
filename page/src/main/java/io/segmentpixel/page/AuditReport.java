package io.segmentpixel.page;

import java.io.IOException;

/**
 * Takes an audit page by page, and at the end the totals.
 *
 * <pre>{@code
 * AuditSummary summary = SiteAudit.on(PageContext.https()).directory(root, AuditReports.html(out));
 * }</pre>
 *
 * <p>It is called by one thread at a time, in the order of the pages, and needs to hold none of them.
 */
public interface AuditReport {
    /**
     * The next page.
     *
     * @param page what was found on it
     * @throws IOException if the report cannot be written, which ends the audit
     */
    void page(AuditedPage page) throws IOException;

    /**
     * The totals, when there are no more pages. It is called once, and the report is whole then; what it writes to is flushed
     * and not closed.
     *
     * @param summary what there was on all pages
     * @throws IOException if the report cannot be written
     */
    void end(AuditSummary summary) throws IOException;
}
