package io.segmentpixel.acceptance;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.Fires;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.GivenTotals;
import io.segmentpixel.page.PageRule;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.page.SegmentTotal;
import io.segmentpixel.page.SourceRegion;
import io.segmentpixel.page.report.AuditReports;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What an audit may find in a shop of a hundred and twenty pages, as a report in HTML. */
final class ShopAudit {
    static final int PAGES = 120;

    private static final List<String> DEPARTMENTS = List.of("bags", "watches", "shoes", "coats");
    private static final List<Segment> SEGMENTS = List.of(
            segment(528334, "Shop - home"),
            segment(528335, "Shop - looked at a product"),
            segment(528336, "Shop - in cart"),
            segment(528337, "Shop - bought"),
            segment(528338, "Newsletter - signed up"));

    private ShopAudit() {}

    private static Segment segment(int id, String name) {
        return Segment.of(SegmentId.of(id), MemberId.of(958), name);
    }

    static List<AuditedPage> pages() {
        return IntStream.range(0, PAGES).mapToObj(ShopAudit::page).toList();
    }

    private static AuditedPage page(int number) {
        String department = DEPARTMENTS.get(number % DEPARTMENTS.size());
        return page(department + "/" + (number / DEPARTMENTS.size() + 1) + "/index.html", number);
    }

    private static AuditedPage page(String name, int number) {
        List<PlacedPixel> placed = new ArrayList<>(List.of(pixel(SEGMENTS.get(number % 3), 57)));
        List<Finding> findings = new ArrayList<>();
        if (number % 5 == 0) {
            placed.add(pixel(SEGMENTS.get(number % 3), 88));
            findings.add(finding(
                    FindingCode.DUPLICATE,
                    "The call add=" + (528334 + number % 3) + " is made on line 57 too.",
                    "<img src=\"https://secure.adnxs.com/seg?add=" + (528334 + number % 3)
                            + "&t=2\" width=\"1\" height=\"1\" />",
                    88));
        }
        if (number % 11 == 3) {
            findings.add(finding(
                    FindingCode.NON_SECURE,
                    "The call is by http, and the page by https: browsers do not make it.",
                    "<script src=\"http://ib.adnxs.com/seg?add=528335&t=1\" type=\"text/javascript\"></script>",
                    12));
        }
        if (number % 17 == 4) {
            findings.add(finding(
                    FindingCode.GLUED_CACHEBUSTER,
                    "\"?cb=839201\" is glued to the parameter t.",
                    "<img\n  src=\"https://secure.adnxs.com/seg?add=528336&t=2?cb=839201\"\n  width=\"1\" height=\"1\">",
                    60));
        }
        if (number % 29 == 6) {
            findings.add(finding(
                    FindingCode.NO_PRIVACY_SIGNAL,
                    "The call says neither gdpr with gdpr_consent nor consent, so that the platform does not process it.",
                    "https://secure.adnxs.com/seg?add=528336&t=2",
                    31));
        }
        findings.addAll(rareFindings(number));
        return new AuditedPage(name, placed, findings);
    }

    private static List<Finding> rareFindings(int number) {
        List<Finding> findings = new ArrayList<>();
        if (number % 40 == 9) {
            findings.add(finding(
                    FindingCode.RECENTLY_CHANGED,
                    "The segment 528336 (\"Shop - in cart\") was changed at 2026-11-25T10:00:00Z, and some pixel servers may not know it yet.",
                    "seg?add=528336",
                    31));
        }
        return findings;
    }

    static Finding finding(FindingCode code, String explanation, String source, int line) {
        SourceRegion region = new SourceRegion(line * 40, source.length(), line, 3, line, 3 + source.length());
        return new Finding(code, explanation, region, source, code == FindingCode.DUPLICATE);
    }

    static PlacedPixel pixel(Segment segment, int line) {
        String address = "https://secure.adnxs.com/seg?add=" + segment.id() + "&t=2";
        SourceRegion region = new SourceRegion(line * 40, 76, line, 3, line, 79);
        return new PlacedPixel(
                "img",
                Fires.ON_LOAD,
                address,
                PixelCall.parse(address).orElseThrow(),
                Optional.of(segment.shortName()),
                region);
    }

    private static AuditSummary summary(List<AuditedPage> pages) {
        List<SegmentTotal> totals = IntStream.range(0, 3)
                .mapToObj(number -> SEGMENTS.get(number))
                .map(segment -> new SegmentTotal(
                        segment.id(), Optional.empty(), Optional.of(segment.shortName()), PAGES / 3, PAGES / 3 + 8))
                .toList();
        PixelExport bought = PixelExport.of(SEGMENTS.get(3)).asImage();
        return GivenTotals.of(
                pages, totals, SEGMENTS.subList(3, 5), List.of(new Funnel.Step(bought, PageRule.path("thank-you/**"))));
    }

    static String report() throws IOException {
        return report(pages(), "Pixels of shop.example");
    }

    static String report(List<AuditedPage> pages, String title) throws IOException {
        StringBuilder html = new StringBuilder();
        AuditReport report = AuditReports.html(html, title);
        for (AuditedPage page : pages) {
            report.page(page);
        }
        report.end(summary(pages));
        return html.toString();
    }
}
