package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The first line and the headers of a request, checked before the server reads them: what is malformed is turned away, so that it
 * cannot do more than end its own connection.
 *
 * @param length how many bytes of body follow; 0 where they come in chunks
 * @param isChunked whether the body comes in chunks
 * @param isExpecting whether the client waits for a word before it sends the body
 * @param isLast whether no other request comes on the connection
 */
record RequestHead(long length, boolean isChunked, boolean isExpecting, boolean isLast) {
    /** The largest body, in bytes. */
    static final long LARGEST_BODY = 16L << 20;

    private static final Pattern LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}) ([!-~]{1,65536}) (HTTP/1\\.[01])");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\0]*?)[ \t]*");
    private static final Pattern HOST = Pattern.compile("([\\w.~-]+|\\[[0-9A-Fa-f:.]+])(:\\d*)?");
    private static final Pattern CLOSE = Pattern.compile("(?i)(^|[\\s,])close($|[\\s,])");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** What is wrong with a request as HTTP, and the status that says so. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        MalformedException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Reads the first line. */
    static RequestLine first(byte[] firstLine) throws MalformedException {
        Matcher line = parts(text(firstLine));
        String method = line.group(1);
        String target = line.group(2);
        if (method.equals("CONNECT")) {
            throw new MalformedException(501, "CONNECT is for proxies");
        }
        return new RequestLine(method, target, Operation.of(method, url(method, target, "localhost")));
    }

    /** Reads the lines of a head, each with its end. */
    static RequestHead of(List<byte[]> lines) throws MalformedException {
        Matcher line = parts(text(lines.get(0)));
        Optional<String> host = Optional.empty();
        long length = -1;
        boolean isChunked = false;
        boolean isExpecting = false;
        boolean isOld = line.group(3).equals("HTTP/1.0");
        boolean isLast = isOld;
        for (byte[] bytes : lines.subList(1, lines.size())) {
            Matcher header = HEADER.matcher(text(bytes));
            if (!header.matches()) {
                throw new MalformedException(400, "a header is malformed");
            }
            String value = header.group(2);
            switch (header.group(1).toLowerCase(Locale.ROOT)) {
                case "host" -> host = host(host, value);
                case "content-length" -> length = length(length, value);
                case "transfer-encoding" -> isChunked = chunked(value);
                case "connection" -> isLast |= CLOSE.matcher(value).find();
                case "expect" -> isExpecting = !isOld && value.equalsIgnoreCase("100-continue");
                default -> {}
            }
        }
        if (isChunked && length >= 0) {
            throw new MalformedException(400, "the body has a length, and comes in chunks");
        }
        String method = line.group(1);
        if ((method.equals("GET") || method.equals("HEAD")) && (length > 0 || isChunked)) {
            throw new MalformedException(400, method + " has no body");
        }
        if (host.isEmpty() && !isOld) {
            throw new MalformedException(400, "Host is missing");
        }
        url(method, line.group(2), host.orElse("localhost"));
        return new RequestHead(Math.max(0, length), isChunked, isExpecting, isLast);
    }

    private static Matcher parts(String line) throws MalformedException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new MalformedException(400, "the first line is malformed");
        }
        return parts;
    }

    private static String text(byte[] line) {
        return new String(line, ISO_8859_1).replaceFirst("\r?\n$", "");
    }

    private static HttpUrl url(String method, String target, String host) throws MalformedException {
        String path = target.equals("*") && method.equals("OPTIONS") ? "/" : target;
        HttpUrl url = path.startsWith("/") ? HttpUrl.parse("http://" + host + path) : HttpUrl.parse(path);
        if (url == null) {
            throw new MalformedException(400, "host and target make no address");
        }
        return url;
    }

    private static Optional<String> host(Optional<String> before, String value) throws MalformedException {
        if (before.isPresent()) {
            throw new MalformedException(400, "Host comes twice");
        }
        if (!HOST.matcher(value).matches()) {
            throw new MalformedException(400, "Host is malformed");
        }
        return Optional.of(value);
    }

    private static long length(long before, String value) throws MalformedException {
        if (!LENGTH.matcher(value).matches() || (before >= 0 && before != Long.parseLong(value))) {
            throw new MalformedException(400, "Content-Length is malformed");
        }
        long length = Long.parseLong(value);
        if (length > LARGEST_BODY) {
            throw new MalformedException(413, "the body is longer than " + LARGEST_BODY + " bytes");
        }
        return length;
    }

    private static boolean chunked(String value) throws MalformedException {
        if (!value.equalsIgnoreCase("chunked")) {
            throw new MalformedException(501, "Transfer-Encoding can be chunked only");
        }
        return true;
    }
}
