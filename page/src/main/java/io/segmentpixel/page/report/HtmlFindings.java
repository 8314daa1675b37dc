package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.Severity;
import java.util.List;

/** The findings in HTML: a table for each page, and what filters them. */
final class HtmlFindings {
    private HtmlFindings() {}

    /** A page with some of its findings, or all. */
    static String article(AuditedPage page, List<Finding> findings) {
        StringBuilder html = new StringBuilder("<article>\n<div class=\"head\"><h3><bdi>")
                .append(Html.line(page.name()))
                .append("</bdi></h3><p class=\"quiet\">")
                .append(Words.count(page.findings().size(), "finding"))
                .append(", ")
                .append(Words.count(page.placed().size(), "pixel"))
                .append("</p></div>\n<table class=\"findings\"><thead><tr><th scope=\"col\">Place</th>")
                .append("<th scope=\"col\">Severity</th><th scope=\"col\">Finding</th></tr></thead><tbody>\n");
        findings.forEach(finding -> row(finding, html));
        return html.append("</tbody></table>\n</article>\n").toString();
    }

    private static void row(Finding finding, StringBuilder html) {
        String severity = Words.of(finding.severity());
        html.append(
                "<tr data-code=\"%1$s\" data-severity=\"%2$s\"><th scope=\"row\" class=\"place\">%3$s</th><td>%4$s</td>"
                        .formatted(finding.code(), severity, finding.region(), badge(finding.severity())));
        html.append("<td><p><strong>%s</strong> <code>%s</code></p><p><bdi>%s</bdi></p>"
                .formatted(Html.line(finding.code().title()), finding.code(), Html.line(finding.explanation())));
        if (!finding.source().isEmpty()) {
            html.append("<pre><code>").append(Html.lines(finding.source())).append("</code></pre>");
        }
        html.append("<p class=\"remedy\"><b>Remedy:</b> ").append(Html.line(finding.remedy()));
        html.append(finding.isMendable() ? " It can be mended without a guess." : "")
                .append("</p></td></tr>\n");
    }

    static String badge(Severity severity) {
        return "<span class=\"badge %1$s\">%1$s</span>".formatted(Words.of(severity));
    }

    /** Hidden until the script that it works by is there. */
    static String filter(AuditSummary summary) {
        StringBuilder html = new StringBuilder("<form id=\"filter\" hidden role=\"search\" aria-label=\"Findings\">\n")
                .append("<div class=\"field text\"><label for=\"text\">Words, on a page or in a finding</label>")
                .append(
                        "<input type=\"search\" id=\"text\" name=\"text\" autocomplete=\"off\" spellcheck=\"false\"></div>\n")
                .append("<div class=\"field\"><label for=\"code\">Finding</label><select id=\"code\" name=\"code\">")
                .append("<option value=\"\">all</option>");
        summary.findings()
                .keySet()
                .forEach(code ->
                        html.append("<option value=\"%s\">%s</option>".formatted(code, Html.line(code.title()))));
        html.append("</select></div>\n<fieldset><legend>Severity</legend>");
        for (Severity severity : Severity.values()) {
            html.append("<label><input type=\"checkbox\" name=\"severity\" value=\"%1$s\" checked>%1$ss</label>"
                    .formatted(Words.of(severity)));
        }
        return html.append("</fieldset>\n<button type=\"reset\">Show all</button>\n</form>\n")
                .append("<p id=\"shown\" class=\"quiet\" role=\"status\"></p>\n")
                .toString();
    }
}
