package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.SourceRegion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** For code scanning: SARIF 2.1.0, a result a line. */
final class SarifReport implements AuditReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** As {@link SourceRegion} tells lines. */
    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r");

    private static final List<FindingCode> RULES = List.of(FindingCode.values());

    private final Destination out;
    private final Json json = new Json();
    private boolean isBegun;

    SarifReport(Destination out) {
        this.out = out;
    }

    @Override
    public void page(AuditedPage page) throws IOException {
        begin();
        Fingerprints fingerprints = new Fingerprints(page.name());
        String uri = PageUri.of(page.name());
        for (Finding finding : page.findings()) {
            json.line().open('{');
            result(page, finding, uri, fingerprints.next(finding));
            json.close('}');
        }
        json.drainTo(out);
    }

    private void begin() {
        if (!isBegun) {
            json.open('{').member("$schema", SCHEMA).member("version", "2.1.0");
            json.name("runs").open('[').open('{').line();
            json.object("tool", () -> json.object("driver", this::driver));
            json.line().member("columnKind", "utf16CodeUnits");
            strings("newlineSequences", LINE_ENDS, Function.identity());
            json.line();
            json.name("results").open('[');
            isBegun = true;
        }
    }

    private void driver() {
        json.member("name", Tool.NAME).member("version", Tool.version());
        json.objects("rules", RULES, this::rule);
    }

    private void rule(FindingCode code) {
        json.member("id", code.code()).member("name", pascalCase(code));
        text("shortDescription", code.title());
        text("fullDescription", code.title() + ". " + code.remedy());
        text("help", code.remedy() + " More in " + Tool.FINDINGS + "#" + code.code() + ".");
        json.object("defaultConfiguration", () -> json.member("level", Words.of(code.severity())));
    }

    private void text(String name, String text) {
        json.object(name, () -> json.member("text", text));
    }

    private static String pascalCase(FindingCode code) {
        return Arrays.stream(code.code().split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private void result(AuditedPage page, Finding finding, String uri, String fingerprint) {
        json.member("ruleId", finding.code().code())
                .member("ruleIndex", RULES.indexOf(finding.code()))
                .member("level", Words.of(finding.severity()));
        text("message", message(finding.explanation()));
        json.objects("locations", List.of(finding), one -> location(page, one, uri));
        json.object("partialFingerprints", () -> json.member("findingOnPage/v1", fingerprint));
        json.object("properties", () -> properties(finding));
    }

    /** The standard has braces doubled, and makes a link of brackets before parentheses. */
    private static String message(String explanation) {
        return Visible.line(explanation).replace("{", "{{").replace("}", "}}").replace("](", "] (");
    }

    private void location(AuditedPage page, Finding finding, String uri) {
        json.object("physicalLocation", () -> {
            json.object("artifactLocation", () -> json.member("uri", uri));
            json.object("region", () -> region(page, finding));
        });
    }

    /** The standard counts no byte order mark. */
    private void region(AuditedPage page, Finding finding) {
        SourceRegion region = finding.region();
        int mark = page.hasByteOrderMark() ? 1 : 0;
        int start = Math.max(region.offset() - mark, 0);
        int end = Math.max(region.offset() + region.length() - mark, 0);
        json.member("startLine", region.line())
                .member("startColumn", region.column())
                .member("endLine", region.endLine())
                .member("endColumn", region.endColumn())
                .member("charOffset", start)
                .member("charLength", end - start);
        if (isWhole(finding)) {
            text("snippet", finding.source());
        }
    }

    /** Whether the piece is all of its region: a snippet must be. */
    private static boolean isWhole(Finding finding) {
        return !finding.source().isEmpty()
                && finding.source().length() == finding.region().length();
    }

    private void properties(Finding finding) {
        json.member("mendable", finding.isMendable());
        if (!isWhole(finding) && !finding.source().isEmpty()) {
            json.member("source", finding.source());
        }
    }

    @Override
    public void end(AuditSummary summary) throws IOException {
        begin();
        json.lastLine().close(']').line();
        json.name("invocations").open('[').open('{');
        json.member("executionSuccessful", summary.isComplete())
                .close('}')
                .close(']')
                .line();
        json.object("properties", () -> {
            json.member("pages", summary.pages()).member("pixels", summary.pixels());
            strings("segmentsWithoutPages", summary.segmentsWithoutPages(), Words::segment);
            strings("stepsWithoutPages", summary.stepsWithoutPages(), step -> Visible.line(step.toString()));
        });
        json.close('}').close(']').close('}').lastLine().drainTo(out);
        out.flush();
    }

    private <T> void strings(String name, List<T> elements, Function<T, String> words) {
        json.name(name).open('[');
        elements.forEach(element -> json.value(words.apply(element)));
        json.close(']');
    }
}
