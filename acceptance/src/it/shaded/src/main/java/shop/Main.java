package shop;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.InMemorySegments;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.time.Duration;

/** The README's workflow, and its audit, in one jar. */
public final class Main {
    private Main() {}

    /** Runs both. */
    public static void main(String[] arguments) {
        workflow();
        audit(new InMemorySegments(), "<body>\n<img src='http://ib.adnxs.com/seg?add=4711&t=2'>\n</body>");
    }

    private static void workflow() {
        try (Sandbox backend = Sandbox.start();   // a stand-in for the platform; yours has a URL of its own
                SegmentClient segments = SegmentClient.builder()
                        .baseUrl(backend.url())
                        .credentials(Credentials.password(backend.username(), backend.password()))
                        .build()) {
            Segment cart = segments.create(
                    NewSegment.named("Shop - in cart").withCode("shop_cart").keptFor(Duration.ofDays(30)));
            PixelExport pixel = PixelExport.of(cart);
            System.out.println(ExportFormats.htmlTag().render(pixel));
            String page = PagePlacer.atEndOfBody().place("<html><body>Your cart</body></html>", pixel);
            Visitor visitor = backend.newVisitor();
            visitor.loads(page);
            System.out.println(visitor.segments());   // the visitor is in the cart's segment
        }
    }

    private static void audit(SegmentService segments, String page) {
        PageContext context = PageContext.https().knowing(segments).requiringConsent();
        PageAudit audit = PageAudit.of(page, context);
        audit.placed(); // [12:1 img on load add=528336 "Shop - in cart", …]
        audit.findings(); // [14:1 error non-secure: The call is by http, and the page by https: …]
        String mended = audit.mended().html();

        System.out.println(audit.placed());
        audit.findings().forEach(finding -> System.out.println(finding.code()));
        System.out.println(mended);
    }
}
