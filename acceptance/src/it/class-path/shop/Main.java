package shop;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;

/** The README's workflow, its bulk and its future, on the class path. */
public final class Main {
    private Main() {}

    /** Runs all three. */
    public static void main(String[] arguments) {
        workflow();
        try (Sandbox backend = Sandbox.start();
                SegmentClient segments = SegmentClient.builder()
                        .baseUrl(backend.url())
                        .credentials(Credentials.password(backend.username(), backend.password()))
                        .build()) {
            many(segments, List.of(NewSegment.named("Cart").withCode("shop_cart"), NewSegment.named("Bought")));
            later(segments);
        }
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

    private static void many(SegmentClient segments, List<NewSegment> wanted) {
        var log = new ConcurrentSkipListSet<String>();

        try {
            segments.createAll(wanted, outcome -> log.add(outcome.status() + " " + outcome.request().name()));
        } catch (BulkCreateException partly) { // it says of each: created, found, refused, unknown or not sent
            segments.createAll(wanted); // once more: what stands there by now is found
        }

        System.out.println(log);
    }

    private static void later(SegmentClient segments) {
        CompletableFuture<String> tag = segments.async()
                .find(SegmentCode.of("shop_cart"))
                .thenApply(cart -> ExportFormats.htmlTag().render(PixelExport.of(cart.orElseThrow())));

        System.out.println(tag.join().lines().findFirst().orElseThrow());
    }
}
