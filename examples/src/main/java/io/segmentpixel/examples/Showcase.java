package io.segmentpixel.examples;

import io.segmentpixel.examples.showcase.ShowcasePage;
import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.segment.LoginRefusedException;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintStream;
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
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final String USAGE = "usage: Showcase [--port NUMBER]";

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
        try (Showcase showcase = start(environment, port(arguments))) {
            out.println("The showcase is at " + showcase.url() + " until you stop this program.");
            showcase.openBrowser();
            new CountDownLatch(1).await();
            return 0;
        } catch (IllegalArgumentException | LoginRefusedException wrong) {
            err.println("showcase: " + wrong.getMessage());
            return WRONG_SETTINGS;
        } catch (IOException failure) {
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

    private static int port(List<String> arguments) {
        if (arguments.isEmpty()) {
            return 0;
        }
        if (arguments.size() != 2 || !arguments.get(0).equals("--port")) {
            throw new IllegalArgumentException(USAGE);
        }
        String port = arguments.get(1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("--port \"" + port + "\": must be 0 (any) to 65535");
        }
        return Integer.parseInt(port);
    }

    /** Its address. */
    String url() {
        return server.url();
    }

    private void openBrowser() throws IOException {
        if (!GraphicsEnvironment.isHeadless()
                && Desktop.isDesktopSupported()
                && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            Desktop.getDesktop().browse(URI.create(url()));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        page.close();
    }
}
