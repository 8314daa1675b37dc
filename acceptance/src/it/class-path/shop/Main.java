package shop;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.time.Duration;

/** The README's workflow, its tag with a value, and what it does about each exception, on the class path. */
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
            createAndExport(segments);
            tryAgain(segments, NewSegment.named("Shop - in cart").withCode("shop_cart"), SegmentCode.of("shop_cart"));
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

    private static void createAndExport(SegmentClient segments) {
        Segment cart = segments.create(NewSegment.named("Shop - in cart")
                .withCode("shop_cart") // by its code it is found again, and never made twice
                .keptFor(Duration.ofDays(30)));
        Segment bought =
                segments.create(NewSegment.named("Shop - bought").withCode("shop_bought"));

        PixelExport pixel = PixelExport.of(bought).withValue(254).removing(cart.id()); // whoever bought leaves the cart
        String tag = ExportFormats.htmlTag().render(pixel); // as the console exports it
        String url = pixel.asImage().url(); // for mails, servers, and other vendors

        System.out.println(tag);
        System.out.println(url);
    }

    private static void tryAgain(SegmentClient segments, NewSegment cart, SegmentCode code) {
        String next;
        try {
            segments.create(cart);
            next = "done";
        } catch (SegmentConflictException taken) { // the code is taken
            next = segments.find(code).isPresent() ? "use it" : "choose another code";
        } catch (OutcomeUnknownException doubtful) { // it may have been done: look before you do it again
            next = doubtful.candidate().map(Segment::toString).orElse("look");
        } catch (RateLimitedException busy) {
            next = "again in " + busy.retryAfter();
        } catch (BackendUnavailableException | BulkCreateException | BulkUpdateException passing) {
            next = "again later"; // a bulk says of each segment what became of it
        } catch (CallInterruptedException stopped) { // the thread's flag is still set
            next = "end";
        } catch (LoginRefusedException
                | AccessDeniedException
                | SegmentLimitException
                | UnexpectedAnswerException forSomebody) { // the message says who has to do what
            next = "call somebody";
        } catch (RequestRefusedException | SegmentNotFoundException mistake) { // again would fail again
            next = "mend the program";
        }

        System.out.println(next);
    }
}
