package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.SegmentTotal;
import io.segmentpixel.page.Severity;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** For a terminal: a line for each finding, then the totals. */
final class TextReport implements AuditReport {
    private final Destination out;
    private final Severity least;

    TextReport(Destination out, Severity least) {
        this.out = out;
        this.least = least;
    }

    @Override
    public void page(AuditedPage page) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Finding finding : page.findings()) {
            if (finding.severity().compareTo(least) <= 0) {
                lines.append(line(page.name(), finding)).append('\n');
            }
        }
        out.append(lines);
    }

    private static String line(String page, Finding finding) {
        return Visible.line(page) + ":" + finding.region() + ": " + Words.of(finding.severity()) + " " + finding.code()
                + ": " + Visible.line(finding.explanation());
    }

    @Override
    public void end(AuditSummary summary) throws IOException {
        StringBuilder lines = new StringBuilder();
        lines.append(summary.findings().isEmpty() ? "" : "\n");
        lines.append(counts(summary)).append('\n');
        lines.append(summary.isComplete() ? "" : Words.CUT_SHORT + "\n");
        findings(summary.findings(), lines);
        list("Segments (pages, pixels)", summary.segments(), TextReport::total, lines);
        list("Segments on no page", summary.segmentsWithoutPages(), Words::segment, lines);
        list("Steps without pages", summary.stepsWithoutPages(), step -> Visible.line(step.toString()), lines);
        out.append(lines);
        out.flush();
    }

    private static String counts(AuditSummary summary) {
        return Words.count(summary.pages(), "page") + ", " + Words.count(summary.pixels(), "pixel") + ": "
                + Words.count(Words.findings(summary, Severity.ERROR), "error") + ", "
                + Words.count(Words.findings(summary, Severity.WARNING), "warning") + ", "
                + Words.count(Words.findings(summary, Severity.NOTE), "note");
    }

    /** Each code once, with its remedy, which would say the same under each of its findings. */
    private static void findings(Map<FindingCode, Long> findings, StringBuilder lines) {
        list("Findings", findings.entrySet(), entry -> total(entry.getKey(), entry.getValue()), lines);
    }

    private static String total(FindingCode code, long count) {
        return String.format(
                        Locale.ROOT, "%,7d  %-7s  %s: %s", count, Words.of(code.severity()), code.code(), code.title())
                + "\n           remedy   " + code.remedy();
    }

    private static String total(SegmentTotal total) {
        return String.format(Locale.ROOT, "%,7d  %,7d  %s", total.pages(), total.pixels(), Words.segment(total));
    }

    private static <T> void list(String title, Iterable<T> elements, Function<T, String> line, StringBuilder lines) {
        String heading = "\n" + title + "\n";
        for (T element : elements) {
            lines.append(heading).append("  ").append(line.apply(element)).append('\n');
            heading = "";
        }
    }
}
