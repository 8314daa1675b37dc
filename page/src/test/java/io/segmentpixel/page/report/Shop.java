package io.segmentpixel.page.report;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.Fires;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PageRule;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.page.SourceRegion;
import io.segmentpixel.page.Summaries;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A small site with a few findings. */
final class Shop {
    static final String IMAGE = "<img src=\"https://secure.adnxs.com/seg?add=528336&t=2\">";

    private Shop() {}

    static List<AuditedPage> pages() {
        return List.of(
                page("index.html", List.of(image("Shop - home", 12))),
                page(
                        "cart/index.html",
                        List.of(image("Shop - in cart", 12), image("Shop - in cart", 57)),
                        finding(FindingCode.DUPLICATE, "The call add=528336 is made on line 12 already.", 57),
                        finding(FindingCode.RECENTLY_CHANGED, "Segment 528336 was changed 3 minutes ago.", 57)),
                page("broken.html", List.of(), finding(FindingCode.UNREADABLE, "It is a directory.", 1)));
    }

    static AuditedPage page(String name, List<PlacedPixel> placed, Finding... findings) {
        return new AuditedPage(name, placed, List.of(findings));
    }

    static Finding finding(FindingCode code, String explanation, int line) {
        return new Finding(code, explanation, region(line), IMAGE, code == FindingCode.DUPLICATE);
    }

    static SourceRegion region(int line) {
        return new SourceRegion(line * 30, IMAGE.length(), line, 5, line, 5 + IMAGE.length());
    }

    static PlacedPixel image(String name, int line) {
        String address = "https://secure.adnxs.com/seg?add=528336&t=2";
        return new PlacedPixel(
                "img", Fires.ON_LOAD, address, PixelCall.parse(address).orElseThrow(), Optional.of(name), region(line));
    }

    static Segment segment(String name) {
        return Segment.of(SegmentId.of(528337), MemberId.of(958), name).withCode(SegmentCode.of("shop_bought"));
    }

    static AuditSummary summary(Collection<AuditedPage> pages) {
        return summary(pages, "Shop - bought");
    }

    /** With a segment, and a step, of some name that stand on no page. */
    static AuditSummary summary(Collection<AuditedPage> pages, String name) {
        PixelExport export = PixelExport.of(Shop.segment(name)).asImage();
        return Summaries.of(
                pages, List.of(segment(name)), List.of(new Funnel.Step(export, PageRule.path("thanks/**"))));
    }

    /** What a report says of some pages. */
    static String told(Function<Appendable, AuditReport> kind, List<AuditedPage> pages, AuditSummary summary)
            throws IOException {
        StringBuilder out = new StringBuilder();
        AuditReport report = kind.apply(out);
        for (AuditedPage page : pages) {
            report.page(page);
        }
        report.end(summary);
        return out.toString();
    }

    static String told(Function<Appendable, AuditReport> kind, List<AuditedPage> pages) throws IOException {
        return told(kind, pages, summary(pages));
    }
}
