package io.segmentpixel.examples.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** An answer: status, headers and bytes. */
public final class WebResponse {
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private WebResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A page. */
    public static WebResponse html(String html) {
        return of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** Something that went wrong, in a sentence. */
    public static WebResponse plain(int status, String sentence) {
        return of(status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of any type. */
    public static WebResponse of(int status, String contentType, byte[] body) {
        return new WebResponse(status, Map.of("Content-Type", contentType), body.clone());
    }

    /** Sends a browser on after a form was carried out, so that loading the page once more does not repeat it. */
    public static WebResponse seeOther(String path) {
        return plain(303, "see " + path).with("Location", path);
    }

    /** Nothing is there. */
    public static WebResponse notFound() {
        return plain(404, "there is no such page");
    }

    /**
     * The same with a header, in place of one of that name.
     *
     * @throws IllegalArgumentException if the value is not of printable ASCII: a line break would begin a header of its own, and
     *     the JDK's server makes one of {@code U+010A}, too, as it writes the lower eight bits of each character
     */
    public WebResponse with(String name, String value) {
        if (!PRINTABLE.matcher(value).matches()) {
            throw new IllegalArgumentException("header " + name + ": must be of printable ASCII");
        }
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new WebResponse(status, changed, body);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    int length() {
        return body.length;
    }

    byte[] body() {
        return body.clone();
    }
}
