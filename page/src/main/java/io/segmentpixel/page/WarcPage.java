package io.segmentpixel.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.LengthedBody;
import org.netpreserve.jwarc.MediaType;

/** The page that a record holds: a response with its HTTP header, or the page alone. */
final class WarcPage {
    /** How many bytes are looked at for an HTTP header. */
    static final int LONGEST_HEADER = 1 << 16;

    /** MIME Sniffing: how what has no type, and is HTML, begins. */
    private static final Pattern HTML = Pattern.compile(
            "(?i)(\\xef\\xbb\\xbf)?[\\t\\n\\f\\r ]*+<(!--|(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[ >])");

    private static final int SNIFFED = 1_445;

    private static final String HTTP = "HTTP/";
    private static final int OK = 200;

    private WarcPage() {}

    static boolean isHtml(MediaType type) {
        MediaType base = type.base();
        return base.equals(MediaType.HTML) || base.equals(MediaType.XHTML);
    }

    /** Whether a response is a page, by its beginning; one whose header cannot be read may be. */
    static boolean mayBe(byte[] start) {
        try {
            HttpResponse response = response(start);
            return response.status() == OK
                    && (response.headers().first("Content-Type").isPresent()
                            ? isHtml(response.contentType())
                            : beginsLikeHtml(response));
        } catch (IOException | RuntimeException damaged) {
            return true;
        }
    }

    private static boolean beginsLikeHtml(HttpResponse response) throws IOException {
        try (InputStream body = response.bodyDecoded().stream()) {
            String start = new String(body.readNBytes(SNIFFED), StandardCharsets.ISO_8859_1);
            return HTML.matcher(start).lookingAt();
        }
    }

    private static HttpResponse response(byte[] block) throws IOException {
        if (!new String(block, 0, Math.min(block.length, HTTP.length()), StandardCharsets.ISO_8859_1).equals(HTTP)) {
            throw new IOException("no response of HTTP begins there");
        }
        ReadableByteChannel nothingMore = Channels.newChannel(InputStream.nullInputStream());
        return HttpResponse.parse(LengthedBody.create(nothingMore, ByteBuffer.wrap(block), block.length));
    }

    /**
     * The page, without the encodings of the transfer.
     *
     * @throws IOException if it is damaged or too large; the message says so in words
     */
    static WebPage of(WarcItem item, SiteLimits limits) throws IOException {
        if (!item.isHttp()) {
            return charset(MediaType.parseLeniently(item.contentType()))
                    .map(named -> WebPage.of(item.name(), item.block()).withCharset(named))
                    .orElseGet(() -> WebPage.of(item.name(), item.block()));
        }
        HttpResponse response = readable(item.block());
        WebPage page = WebPage.of(item.name(), body(response, limits));
        for (String policy : response.headers().all("Content-Security-Policy")) {
            page = page.withContentSecurityPolicy(policy);
        }
        Optional<Charset> charset = charset(response.contentType());
        return charset.isPresent() ? page.withCharset(charset.get()) : page;
    }

    private static HttpResponse readable(byte[] block) throws IOException {
        try {
            return response(block);
        } catch (IOException | RuntimeException damaged) {
            throw new IOException("its HTTP header is damaged", damaged);
        }
    }

    private static Optional<Charset> charset(MediaType type) {
        return Optional.ofNullable(type.parameters().get("charset")).flatMap(PageCharset::named);
    }

    /** The library does not check gzip's checksums; and some archives decode pages and leave the header as it was. */
    private static byte[] body(HttpResponse response, SiteLimits limits) throws IOException {
        List<String> encodings = response.headers().all("Content-Encoding");
        String encoding = encodings.size() == 1 ? encodings.get(0).strip().toLowerCase(Locale.ROOT) : "";
        return switch (encoding) {
            case "gzip", "x-gzip" -> {
                byte[] bytes = all(response.body().stream(), limits);
                yield Inflated.isGzip(bytes) ? Inflated.gzip(bytes, limits) : bytes;
            }
            case "deflate" -> Inflated.deflate(all(response.body().stream(), limits), limits);
            default -> all(response.bodyDecoded().stream(), limits);
        };
    }

    private static byte[] all(InputStream in, SiteLimits limits) throws IOException {
        try (in) {
            return Inflated.limited(in, limits);
        }
    }
}
