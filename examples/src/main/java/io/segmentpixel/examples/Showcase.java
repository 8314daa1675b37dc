package io.segmentpixel.examples;

import io.segmentpixel.examples.showcase.ShowcasePage;
import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentServiceException;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The library to look at: a page at {@code 127.0.0.1} on which a person creates segments, exports their pixels, places the tags on a
 * little shop, walks through it as a visitor, makes trouble, and audits pages.
 *
 * <p>It works on a stand-in backend of its own, or on that which {@code SEGMENT_API_URL}, {@code SEGMENT_API_USERNAME},
 * {@code SEGMENT_API_PASSWORD} and {@code SEGMENT_API_MEMBER} name. It asks no other host for anything.
 */
public final class Showcase implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Showcase.class.getName());
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final String HELP =
            """
            usage: Showcase [--port N]

            Serves the showcase at 127.0.0.1 until it is stopped, and opens it where there is a browser.
            --port  where, any that is free if it is not said

            The backend is that of SEGMENT_API_URL, SEGMENT_API_USERNAME, SEGMENT_API_PASSWORD and SEGMENT_API_MEMBER, or a
            stand-in.
            Exit codes: 0 stopped, 1 the backend failed or the port is taken, 2 wrong input or settings.""";

    private final ShowcasePage page;
    private final WebServer server;

    private Showcase(ShowcasePage page, int port) throws IOException {
        this.page = page;
        this.server = WebServer.start(port, page);
    }

    /**
     * Opens the showcase in a browser where there is a screen, and serves it until the program is stopped; ends with exit code 1 if
     * the port is taken, 2 if the settings are wrong.
     *
     * @param arguments {@code --port} and a number, or nothing
     */
    public static void main(String[] arguments) throws InterruptedException {
        int code = run(System.getenv(), List.of(arguments), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(Map<String, String> environment, List<String> arguments, PrintStream out, PrintStream err)
            throws InterruptedException {
        if (arguments.contains("--help")) {
            out.println(HELP);
            return 0;
        }
        try (Showcase showcase = start(environment, CommandLine.port(arguments, 0))) {
            Runtime.getRuntime().addShutdownHook(new Thread(showcase::stop));
            out.println("The showcase is at " + showcase.url() + " until you stop this program.");
            showcase.openBrowser();
            new CountDownLatch(1).await();
            return 0;
        } catch (IllegalArgumentException | LoginRefusedException wrong) {
            err.println("showcase: " + wrong.getMessage());
            return WRONG_SETTINGS;
        } catch (SegmentServiceException | IOException failure) {
            err.println("showcase: " + failure.getMessage());
            return FAILED;
        }
    }

    /**
     * Starts the showcase.
     *
     * @param environment may name a backend
     * @param port 0 for any that is free
     * @return it serves until it is closed
     * @throws IOException if the port is taken
     * @throws IllegalArgumentException if the environment names a backend by halves
     * @throws SegmentServiceException if that backend does not answer, or refuses the login
     */
    static Showcase start(Map<String, String> environment, int port) throws IOException {
        ShowcasePage page = ShowcasePage.of(environment);
        try {
            return new Showcase(page, port);
        } catch (IOException taken) {
            page.close();
            throw taken;
        }
    }

    /** Its address. */
    String url() {
        return server.url();
    }

    private void openBrowser() {
        if (!GraphicsEnvironment.isHeadless()
                && Desktop.isDesktopSupported()
                && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            try {
                Desktop.getDesktop().browse(URI.create(url()));
            } catch (IOException noBrowser) {
                LOG.log(Level.WARNING, "there is no browser to open", noBrowser);
            }
        }
    }

    private void stop() {
        try {
            close();
        } catch (IOException left) {
            LOG.log(Level.WARNING, "some files of the showcase are left", left);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        page.close();
    }
}
