package io.segmentpixel.examples;

import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.report.AuditReports;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an audit is reported. */
enum ReportForm {
    /** For a terminal. */
    TEXT,
    /** For programs. */
    JSON,
    /** For what shows findings beside code. */
    SARIF,
    /** For a browser. */
    HTML;

    /**
     * The one of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static ReportForm named(String name) {
        return Arrays.stream(values())
                .filter(form -> form.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--report " + name + ": must be "
                        + Arrays.stream(values()).map(ReportForm::toString).collect(Collectors.joining(", "))));
    }

    AuditReport on(Appendable out) {
        return switch (this) {
            case TEXT -> AuditReports.text(out);
            case JSON -> AuditReports.json(out);
            case SARIF -> AuditReports.sarif(out);
            case HTML -> AuditReports.html(out);
        };
    }

    /** Whether nobody wants to read it on a terminal. */
    boolean needsFile() {
        return this == HTML;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
