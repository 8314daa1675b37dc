package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.SegmentTotal;
import io.segmentpixel.page.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The totals in HTML: cards, a chart, and tables by segment. */
final class HtmlTotals {
    private final AuditSummary summary;

    HtmlTotals(AuditSummary summary) {
        this.summary = summary;
    }

    /** In one sentence. */
    String sentence() {
        return Words.count(summary.pixels(), "pixel") + " on " + Words.count(summary.pages(), "page") + ": "
                + severities() + "." + (summary.isComplete() ? "" : " " + Words.CUT_SHORT);
    }

    private String severities() {
        return count(Severity.ERROR) + ", " + count(Severity.WARNING) + " and " + count(Severity.NOTE);
    }

    private String count(Severity severity) {
        return Words.count(Words.findings(summary, severity), Words.of(severity));
    }

    String cards() {
        StringBuilder html = new StringBuilder("<dl class=\"cards\">\n");
        card("", "Pages", summary.pages(), html);
        card("", "Pixels", summary.pixels(), html);
        for (Severity severity : Severity.values()) {
            String word = Words.of(severity);
            String title = Character.toUpperCase(word.charAt(0)) + word.substring(1) + "s";
            card(word, title, Words.findings(summary, severity), html);
        }
        card("", "Segments found", summary.segments().size(), html);
        card("", "Segments on no page", summary.segmentsWithoutPages().size(), html);
        return html.append("</dl>\n").toString();
    }

    private static void card(String kind, String title, long number, StringBuilder html) {
        html.append("<div class=\"%s\"><dt>%s</dt><dd>%s</dd></div>\n".formatted(kind, title, Words.number(number)));
    }

    /** A bar for each code, the gravest first; the numbers stand beside the bars, so that nobody has to see these. */
    String chart() {
        if (summary.findings().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<figure>\n<figcaption>Findings by kind</figcaption>\n")
                .append(allInOneBar())
                .append(
                        "<table class=\"chart\"><thead><tr><th scope=\"col\">Finding</th><th scope=\"col\">Severity</th>")
                .append("<th scope=\"col\" class=\"number\">How many</th>")
                .append("<th scope=\"col\"><span class=\"hidden\">As a bar</span></th></tr></thead><tbody>\n");
        long most = summary.findings().values().stream()
                .max(Comparator.naturalOrder())
                .orElse(1L);
        summary.findings().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<FindingCode, Long> entry) ->
                                entry.getKey().severity())
                        .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
                .forEach(entry -> bar(entry.getKey(), entry.getValue(), most, html));
        return html.append("</tbody></table>\n</figure>\n").toString();
    }

    private String allInOneBar() {
        double all = Math.max(1, summary.count(Severity.NOTE));
        StringBuilder html = new StringBuilder(
                "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 100 2\" height=\"14\" preserveAspectRatio=\"none\">"
                        .formatted(severities()));
        double start = 0;
        for (Severity severity : Severity.values()) {
            double width = 100 * Words.findings(summary, severity) / all;
            html.append(rect(severity, start, width));
            start += width;
        }
        return html.append("</svg>\n").toString();
    }

    private static String rect(Severity severity, double start, double width) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" height=\"2\"></rect>",
                Words.of(severity),
                start,
                width);
    }

    private static void bar(FindingCode code, long count, long most, StringBuilder html) {
        html.append("<tr><th scope=\"row\"><a href=\"#findings\" data-code=\"%s\">%s</a></th><td>%s</td>"
                .formatted(code, Html.line(code.title()), HtmlFindings.badge(code.severity())));
        html.append("<td class=\"number\">").append(Words.number(count)).append("</td><td>");
        html.append("<svg aria-hidden=\"true\" viewBox=\"0 0 100 2\" height=\"14\" preserveAspectRatio=\"none\">");
        html.append(rect(code.severity(), 0, Math.max(0.5, 100.0 * count / most)))
                .append("</svg></td></tr>\n");
    }

    String segments() {
        if (summary.segments().isEmpty()) {
            return "<p>No pixel names a segment.</p>\n";
        }
        StringBuilder html = new StringBuilder("<div class=\"sheet\"><table><thead><tr><th scope=\"col\">Segment</th>")
                .append("<th scope=\"col\">Name</th><th scope=\"col\" class=\"number\">Pages</th>")
                .append("<th scope=\"col\" class=\"number\">Pixels</th></tr></thead><tbody>\n");
        summary.segments().forEach(total -> segment(total, html));
        return html.append("</tbody></table></div>\n").toString();
    }

    private static void segment(SegmentTotal total, StringBuilder html) {
        html.append("<tr><th scope=\"row\">").append(Html.line(Words.segment(total.segment(), total.member())));
        html.append("</th><td><bdi>")
                .append(total.name().map(Html::line).orElse(""))
                .append("</bdi></td>");
        html.append("<td class=\"number\">%s</td><td class=\"number\">%s</td></tr>\n"
                .formatted(Words.number(total.pages()), Words.number(total.pixels())));
    }

    String segmentsWithoutPages() {
        return list("nowhere", "Segments on no page", summary.segmentsWithoutPages(), Words::segment);
    }

    String stepsWithoutPages() {
        return list("steps", "Steps of the funnel without pages", summary.stepsWithoutPages(), Object::toString);
    }

    private static <T> String list(String id, String title, List<T> elements, Function<T, String> words) {
        if (elements.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(
                "<section aria-labelledby=\"%1$s\">\n<h2 id=\"%1$s\">%2$s</h2>\n<ul>\n".formatted(id, title));
        elements.forEach(element ->
                html.append("<li><bdi>").append(Html.line(words.apply(element))).append("</bdi></li>\n"));
        return html.append("</ul>\n</section>\n").toString();
    }
}
