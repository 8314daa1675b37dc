package io.segmentpixel.examples;

import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A shop that writes its tags itself, as an ad-tech application does: each answer has the tag of its page, the visitor's own consent
 * in it, and the content security policy for it. {@link TaggedShop} makes the answers, {@link VisitorConsent} reads the consent.
 *
 * <p>Its segments are looked up once, at the start, and created where they are missing: on the backend that {@code
 * SEGMENT_API_URL} and its companions name, or on a stand-in.
 */
public final class TagServer {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final int USUAL_PORT = 8080;
    private static final String HELP =
            """
            usage: TagServer [--port N]

            Serves the shop at 127.0.0.1 until it is stopped.
            --port  where, 8080 if it is not said; 0 is any that is free

            The backend is that of SEGMENT_API_URL, SEGMENT_API_USERNAME, SEGMENT_API_PASSWORD and SEGMENT_API_MEMBER, or a
            stand-in.
            Exit codes: 0 stopped, 1 the backend failed or the port is taken, 2 wrong input or settings.""";

    /** The platform does not know the segments of a stand-in, or knows others by their numbers: tags call nobody then. */
    private static final PixelHost NOBODY = PixelHost.of("secure.adnxs.invalid");

    private TagServer() {}

    /**
     * Runs the server.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int code = run(System.getenv(), List.of(arguments), System.out, System.err);
        if (code != DONE) {
            System.exit(code);
        }
    }

    static int run(Map<String, String> environment, List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.println(HELP);
            return DONE;
        }
        try (WebServer server = WebServer.start(CommandLine.port(arguments, USUAL_PORT), shop(environment, out))) {
            out.println("The shop is at " + server.url());
            new CountDownLatch(1).await();
            return DONE;
        } catch (InterruptedException stopped) {
            return DONE;
        } catch (IllegalArgumentException | LoginRefusedException wrong) {
            err.println("tag server: " + wrong.getMessage());
            return WRONG_SETTINGS;
        } catch (SegmentServiceException | IOException failure) {
            err.println("tag server: " + failure.getMessage());
            return FAILED;
        }
    }

    private static TaggedShop shop(Map<String, String> environment, PrintStream out) {
        if (Settings.areIn(environment)) {
            Settings settings = Settings.from(environment);
            out.println("The backend is " + settings);
            return shop(pixels(settings));
        }
        try (Sandbox sandbox = Sandbox.start()) {
            out.println("The backend is a stand-in, and its tags call nobody: " + NOBODY);
            return shop(
                    pixels(new Settings(sandbox.url(), sandbox.username(), sandbox.password(), sandbox.memberId()))
                            .stream()
                            .map(pixel -> pixel.withHost(NOBODY))
                            .toList());
        }
    }

    private static TaggedShop shop(List<PixelExport> steps) {
        return new TaggedShop(steps.get(0), steps.get(1), steps.get(2));
    }

    private static List<PixelExport> pixels(Settings settings) {
        try (SegmentClient segments = settings.client()) {
            return pixels(segments);
        }
    }

    /** The pixels of the shop's funnel: who came, who had something in the cart, who bought. */
    static List<PixelExport> pixels(SegmentService segments) {
        return Campaign.SHOP.stream()
                .map(campaign -> campaign.exported(campaign.standing(segments)))
                .toList();
    }
}
