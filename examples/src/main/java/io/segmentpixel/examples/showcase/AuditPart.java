package io.segmentpixel.examples.showcase;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.MendedPage;
import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.pixel.PixelCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Audits a page that somebody pastes. */
final class AuditPart extends Part {
    private static final int LINES_AROUND = 2;

    private final ShownSegments shown;
    private final String example;
    private String audited = "";
    private Optional<PageAudit> audit = Optional.empty();

    /**
     * The part.
     *
     * @param example the page that stands in the form before somebody pastes one
     */
    AuditPart(ShownSegments shown, String example) {
        super("audit", "page");
        this.shown = shown;
        this.example = example;
    }

    @Override
    String carryOut(String action, WebRequest request) {
        PageContext context = request.isTicked("https") ? PageContext.https() : PageContext.http();
        if (request.isTicked("consent")) {
            context = context.requiringConsent();
        }
        if (request.isTicked("known")) {
            context = context.knowing(shown.all());
        }
        audited = request.fields().getOrDefault("html", ""); // with the blank lines that it begins with
        PageAudit done = PageAudit.of(audited, context);
        audit = Optional.of(done);
        return "Pixels: " + done.placed().size() + ". Findings: "
                + done.findings().size() + ". Mended without a guess: "
                + done.mended().mended().size() + ".";
    }

    @Override
    void fill(Document page) {
        Typed.into(page, "/audit/page", Map.of("html", example, "https", "on"));
        Element part = Elements.byId(page, "findings");
        audit.ifPresent(done -> {
            pixels(part, done.placed());
            findings(part, done.findings());
            mended(part, done.mended());
        });
    }

    private static void pixels(Element part, List<PlacedPixel> pixels) {
        if (!pixels.isEmpty()) {
            Element rows = Elements.table(part, "Pixels", "Place", "Element", "Fires", "Call", "Name");
            pixels.forEach(pixel -> Elements.row(
                    rows,
                    pixel.region().toString(),
                    pixel.element(),
                    words(pixel.fires()),
                    pixel.call().map(PixelCall::query).orElse(pixel.address()),
                    pixel.name().orElse("")));
        }
    }

    private static void findings(Element part, List<Finding> findings) {
        if (!findings.isEmpty()) {
            Element rows = Elements.table(part, "Findings", "Place", "Severity", "Finding");
            findings.forEach(finding -> finding(rows, finding));
        }
    }

    private static void finding(Element rows, Finding finding) {
        Element row = Elements.row(rows, finding.region().toString());
        String severity = words(finding.severity());
        row.appendElement("td")
                .appendElement("span")
                .addClass("badge")
                .addClass(severity)
                .text(severity);
        Element cell = row.appendElement("td");
        cell.appendElement("b").text(finding.code().title());
        cell.appendElement("p").text(finding.explanation());
        cell.appendElement("p").addClass("quiet").text(finding.remedy());
    }

    private void mended(Element part, MendedPage mended) {
        List<String> before = audited.lines().toList();
        List<String> changes = UnifiedDiffUtils.generateUnifiedDiff(
                "page",
                "page, mended",
                before,
                DiffUtils.diff(before, mended.html().lines().toList()),
                LINES_AROUND);
        if (!changes.isEmpty()) {
            part.appendElement("h3").text("Mended without a guess");
            Elements.diff(part, changes);
        }
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
