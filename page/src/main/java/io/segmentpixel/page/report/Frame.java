package io.segmentpixel.page.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * What stands around a report in HTML: its own style and script, and a policy that allows these two and nothing else, so that
 * the page asks nobody for anything.
 */
final class Frame {
    private static final String STYLE = resource("audit.css");
    private static final String SCRIPT = resource("audit.js");
    private static final String POLICY = "default-src 'none'; style-src '" + hash(STYLE) + "'; script-src '"
            + hash(SCRIPT) + "'; base-uri 'none'; form-action 'none'";

    private Frame() {}

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Frame.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String hash(String text) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
    }

    static String head(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="referrer" content="no-referrer">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="generator" content="%s">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                """
                .formatted(POLICY, Html.line(Tool.NAME + " " + Tool.version()), Html.line(title), STYLE);
    }

    static String foot() {
        return "<script>" + SCRIPT + "</script>\n</body>\n</html>\n";
    }
}
