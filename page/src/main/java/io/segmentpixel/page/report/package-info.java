/**
 * Reports of audits: for a terminal, for programs, for code scanning, and for people.
 *
 * <pre>{@code
 * AuditReport report = AuditReports.html(out);
 * report.page(AuditedPage.of("cart/index.html", PageAudit.of(html)));
 * report.end(summary);
 * }</pre>
 *
 * <p>A report is written page by page and holds none of them. What pages say (their names, the names in comments, addresses,
 * pieces of source) is hostile text everywhere: it comes out as text, whatever it holds.
 */
@NullMarked
package io.segmentpixel.page.report;

import org.jspecify.annotations.NullMarked;
