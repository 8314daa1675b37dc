package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.Severity;
import java.util.Objects;

/**
 * The kinds of report that an audit can write.
 *
 * <pre>{@code
 * try (Writer out = Files.newBufferedWriter(Path.of("audit.html"))) {
 *     SiteAudit.on(PageContext.https()).directory(root, AuditReports.html(out));
 * }
 * }</pre>
 *
 * <p>Each report is for one audit and holds no page longer than it takes to write it. What it writes to is flushed at the end and
 * never closed; whatever that throws ends the audit. A report is not for several threads at once.
 */
public final class AuditReports {
    private AuditReports() {}

    /**
     * For a terminal: each finding on a line of its own, then totals by finding, each with its remedy, and by segment, the
     * account's segments that stand on no page, and the steps of the funnel without pages.
     *
     * <pre>{@code
     * cart/index.html:57:5: warning duplicate: The call add=528336 is made on line 12 already.
     * }</pre>
     *
     * <p>Characters that a terminal would act on, or that nobody would see, are written as their numbers, as in {@code U+001B}.
     *
     * @param out where it goes
     * @return a report
     */
    public static AuditReport text(Appendable out) {
        return text(out, Severity.NOTE);
    }

    /**
     * For a terminal, without a line for each finding that matters less. The totals count all of them.
     *
     * @param out where it goes
     * @param least how much a finding matters at least that gets a line
     * @return a report
     */
    public static AuditReport text(Appendable out, Severity least) {
        return new TextReport(destination(out), Objects.requireNonNull(least, "least"));
    }

    /**
     * For programs: JSON with every value of every pixel and finding. It is ASCII, whatever the pages hold, so the charset of what
     * it is written to does not matter. Each page stands on a line.
     *
     * <pre>{@code
     * {"tool": {"name": "Segment Pixel", "version": "1.0.0"},
     *  "pages": [
     *   {"name": "cart/index.html",
     *    "placed": [
     *     {"element": "img",
     *      "fires": "on-load",          // or without-scripts, perhaps, on-demand, never
     *      "address": "https://secure.adnxs.com/seg?add=528336&t=2",
     *      "call": "add=528336",        // null where the platform makes nothing of it
     *      "scheme": "https",           // or http, inherited
     *      "host": "secure.adnxs.com",
     *      "type": "image",             // or javascript; null where the address says something else
     *      "parameters": [{"name": "add", "value": "528336"}, {"name": "t", "value": "2"}],
     *      "remarks": [],               // sentences
     *      "name": "Shop - in cart",    // null where no comment names it
     *      "region": {"offset": 1690, "length": 76, "line": 57, "column": 5, "endLine": 57, "endColumn": 81}}],
     *    "findings": [
     *     {"code": "duplicate",
     *      "severity": "warning",       // or error, note
     *      "explanation": "The call add=528336 is made on line 12 already.",
     *      "remedy": "Delete all but one of the tags.",
     *      "region": { as above },
     *      "source": "<img src=\"https://secure.adnxs.com/seg?add=528336&t=2\" width=\"1\" height=\"1\" />",
     *      "mendable": true}]}],
     *  "summary": {
     *   "complete": true,               // false where the audit was interrupted
     *   "pages": 1, "pixels": 2,
     *   "errors": 0, "warnings": 1, "notes": 0,
     *   "findings": {"duplicate": 1},
     *   "segments": [                   // "code" and "member" in place of "id" where the calls name it so
     *    {"id": 528336, "name": "Shop - in cart", "pages": 1, "pixels": 2}],
     *   "segmentsWithoutPages": [{"id": 528337, "member": 958, "code": null, "name": "Shop - bought"}],
     *   "stepsWithoutPages": [{"name": "Shop - bought", "call": "add=528337", "rule": "path thanks/**"}]}}
     * }</pre>
     *
     * <p>All members are there, but for those of {@code segments}. More may come.
     *
     * @param out where it goes
     * @return a report
     */
    public static AuditReport json(Appendable out) {
        return new JsonReport(destination(out));
    }

    /**
     * For code scanning: SARIF 2.1.0, as OASIS has it. A rule for each code, a result for each finding, in ASCII.
     *
     * <p>A page's name is its address as it stands, or a path that is percent-encoded. Lines, columns and offsets are those of
     * {@link io.segmentpixel.page.SourceRegion}. The fingerprint {@code findingOnPage/v1} stays the same when lines move. A piece
     * of source that was cut is in {@code properties.source}, and no snippet then. An audit that was interrupted was not
     * {@code executionSuccessful}. The run's {@code properties} say how many pages
     * and pixels there were, which segments stand on no page, and which steps of the funnel have none.
     *
     * @param out where it goes
     * @return a report
     */
    public static AuditReport sarif(Appendable out) {
        return new SarifReport(destination(out));
    }

    /**
     * For people: one page in HTML, called <em>Pixel audit</em>.
     *
     * @param out where it goes
     * @return a report
     */
    public static AuditReport html(Appendable out) {
        return html(out, "Pixel audit");
    }

    /**
     * For people: one page in HTML with totals, a chart, the findings of each page with their pieces of source, which can be
     * filtered, and the pixels by segment and by page. It can be read without scripts, by keyboard, on paper, by light and by dark.
     *
     * <p>The page asks nobody for anything: style and script are in it, and its own content security policy allows nothing else.
     * It is ASCII, whatever the pages hold. The totals stand on top, so the rest waits in the directory for temporary files until
     * the end. The first 5,000 findings and the first 5,000 pixels are shown, and all are counted; {@link #json} has all of them.
     *
     * @param out where it goes
     * @param title what the page is called; any text
     * @return a report
     */
    public static AuditReport html(Appendable out, String title) {
        return new HtmlReport(destination(out), Objects.requireNonNull(title, "title"));
    }

    private static Destination destination(Appendable out) {
        return new Destination(Objects.requireNonNull(out, "out"));
    }
}
