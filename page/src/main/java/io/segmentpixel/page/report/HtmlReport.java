package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.page.Severity;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For people: one page that holds all it needs. The totals stand on top, in the text too and not by style alone, so the pages
 * wait in temporary files until they are known.
 */
final class HtmlReport implements AuditReport {
    /** So many findings, and pixels, are shown each, as nobody reads more, and browsers get slow; all are counted. */
    static final int MOST = 5_000;

    private final Destination out;
    private final String title;
    private @Nullable Spool findings;
    private @Nullable Spool pixels;
    private int findingsLeft = MOST;
    private int pixelsLeft = MOST;

    HtmlReport(Destination out, String title) {
        this.out = out;
        this.title = title;
    }

    @Override
    public void page(AuditedPage page) throws IOException {
        try {
            findings = findings == null ? Spool.open() : findings;
            pixels = pixels == null ? Spool.open() : pixels;
            List<Finding> shown = first(page.findings(), findingsLeft);
            if (!shown.isEmpty()) {
                findings.append(HtmlFindings.article(page, shown));
                findingsLeft -= shown.size();
            }
            List<PlacedPixel> placed = first(page.placed(), pixelsLeft);
            if (!placed.isEmpty()) {
                pixels.append(HtmlPixels.details(page, placed));
                pixelsLeft -= placed.size();
            }
        } catch (IOException full) {
            forget();
            throw full;
        }
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    @Override
    public void end(AuditSummary summary) throws IOException {
        try {
            write(summary, new HtmlTotals(summary));
        } finally {
            forget();
        }
    }

    private void write(AuditSummary summary, HtmlTotals totals) throws IOException {
        out.append(Frame.head(title));
        out.append(header(totals));
        out.append("<main>\n" + section("totals", "Totals") + totals.cards() + totals.chart() + "</section>\n");
        out.append(section("findings", "Findings"));
        out.append(summary.findings().isEmpty() ? "<p>There are none.</p>\n" : HtmlFindings.filter(summary));
        out.append(cut(summary.count(Severity.NOTE), "findings"));
        copy(findings);
        out.append("</section>\n" + section("segments", "Pixels by segment") + totals.segments() + "</section>\n");
        out.append(totals.segmentsWithoutPages() + totals.stepsWithoutPages());
        out.append(section("pixels", "Pixels by page"));
        out.append(summary.pixels() == 0 ? "<p>There are none.</p>\n" : cut(summary.pixels(), "pixels"));
        copy(pixels);
        out.append("</section>\n</main>\n" + Frame.foot());
        out.flush();
    }

    private String header(HtmlTotals totals) {
        return """
                <a class="skip" href="#findings">Skip to the findings</a>
                <header>
                <h1><bdi>%s</bdi></h1>
                <p class="lead">%s</p>
                <nav aria-label="Parts of this report"><ul><li><a href="#totals">Totals</a></li><li><a href="#findings">Findings</a></li>\
                <li><a href="#segments">Pixels by segment</a></li><li><a href="#pixels">Pixels by page</a></li></ul></nav>
                </header>
                """
                .formatted(Html.line(title), totals.sentence());
    }

    private static String section(String id, String title) {
        return "<section id=\"%1$s\" aria-labelledby=\"%1$s-title\">\n<h2 id=\"%1$s-title\">%2$s</h2>\n"
                .formatted(id, title);
    }

    private static String cut(long count, String what) {
        return count <= MOST
                ? ""
                : "<p>Only the first %s %s are shown here; the totals count all of them.</p>\n"
                        .formatted(Words.number(MOST), what);
    }

    private void copy(@Nullable Spool spool) throws IOException {
        if (spool != null) {
            spool.copyTo(out);
        }
    }

    private void forget() throws IOException {
        close(findings);
        close(pixels);
        findings = null;
        pixels = null;
    }

    private static void close(@Nullable Spool spool) throws IOException {
        if (spool != null) {
            spool.close();
        }
    }
}
