package shop;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.time.Duration;

/** The README's workflow, and its tag on a page and off again, in a module of its own. */
public final class Main {
    private Main() {}

    /** Runs both. */
    public static void main(String[] arguments) {
        System.out.println(Main.class.getModule() + ", " + SegmentClient.class.getModule());
        workflow();
        Segment cart = Segment.of(SegmentId.of(4711), MemberId.of(958), "Shop - in cart");
        onAndOff("<body><p id=checkout></p></body>", PixelExport.of(cart));
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

    private static void onAndOff(String page, PixelExport pixel) {
        PagePlacer placer = PagePlacer.after("#checkout");
        String placed = placer.place(page, pixel); // again: no change
        String gated = placer.replace(placed, pixel, ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT));
        String without = placer.remove(gated, pixel.call()); // equals page

        System.out.println(placed);
        System.out.println("gated: " + gated.contains("__tcfapi"));
        System.out.println("as before: " + without.equals(page));
    }
}
