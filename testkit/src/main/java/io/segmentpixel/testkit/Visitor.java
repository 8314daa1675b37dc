package io.segmentpixel.testkit;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A visitor with a browser of its own, who loads pages and so walks into segments.
 *
 * <pre>{@code
 * Visitor visitor = sandbox.newVisitor();
 * visitor.loads(page);
 * visitor.segments(); // [528336]
 * }</pre>
 *
 * <p>Of a page, it fires the images and scripts that call the platform's pixel endpoint and are live: not those in a comment,
 * a template, a {@code <noscript>} or a text, nor a script whose type is no JavaScript. It runs no script. Calls go to the sandbox over HTTP, whichever of the
 * platform's hosts they name; nobody else is ever contacted. It keeps its cookies, and so stays who it is.
 */
public final class Visitor {
    private static final String INERT = "template, noscript";
    private static final Set<String> JAVASCRIPT = Set.of(
            "",
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "text/ecmascript",
            "application/ecmascript");
    private static final Set<String> CALLS = Set.of("/seg", "/px");
    private static final int MOST_REDIRECTS = 5;

    private final int port;
    private final Memberships memberships;
    private final OkHttpClient browser;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    /** A visitor of the sandbox at a port, by a client that keeps no cookies and follows no redirects. */
    Visitor(int port, Memberships memberships, OkHttpClient browser) {
        this.port = port;
        this.memberships = memberships;
        this.browser = browser;
    }

    /**
     * Loads a page, and fires the pixels on it: each address once, as a browser asks for it.
     *
     * @param html the page
     * @return this visitor
     * @throws UncheckedIOException if the sandbox does not answer
     */
    public Visitor loads(String html) {
        Set<String> addresses = Jsoup.parse(html, "https://page.example/").select("img[src], script[src]").stream()
                .filter(Visitor::isLoaded)
                .map(Visitor::address)
                .filter(address -> target(address).isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        addresses.forEach(this::fires);
        return this;
    }

    /** A browser loads no script of another type, which is how consent tools hold one back. */
    private static boolean isLoaded(Element element) {
        boolean isHeldBack = element.normalName().equals("script")
                && !JAVASCRIPT.contains(element.attr("type").strip().toLowerCase(Locale.ROOT));
        return !isHeldBack && element.closest(INERT) == null;
    }

    private static String address(Element element) {
        return element.absUrl("src");
    }

    /**
     * Fires one pixel.
     *
     * @param url a call on one of the platform's hosts, or on the sandbox
     * @return this visitor
     * @throws IllegalArgumentException if it is another address: nobody else is contacted
     * @throws UncheckedIOException if the sandbox does not answer
     */
    public Visitor fires(String url) {
        Optional<String> next = Optional.of(url);
        if (target(url).isEmpty()) {
            throw new IllegalArgumentException(
                    "url \"" + url + "\": must be a pixel call on a host of the platform or on the sandbox");
        }
        for (int redirects = 0; next.isPresent() && redirects <= MOST_REDIRECTS; redirects++) {
            next = next.flatMap(this::target).flatMap(this::fired);
        }
        return this;
    }

    /** Where a call goes in the sandbox, empty for an address that is none. */
    private Optional<HttpUrl> target(String address) {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            return Optional.empty();
        }
        boolean isSandbox = url.host().equals("127.0.0.1") && url.port() == port && CALLS.contains(url.encodedPath());
        return isSandbox || callsAPlatformHost(address, url)
                ? Optional.of(url.newBuilder()
                        .scheme("http")
                        .host("127.0.0.1")
                        .port(port)
                        .build())
                : Optional.empty();
    }

    /** An archived copy, or a link through a mail gateway, holds a call and goes elsewhere. */
    private static boolean callsAPlatformHost(String address, HttpUrl url) {
        return CALLS.contains(url.encodedPath())
                && PixelCall.parse(address)
                        .filter(parsed -> parsed.host().equals(url.host()))
                        .isPresent();
    }

    /** Sends the call; gives the address that the answer goes on to. */
    private Optional<String> fired(HttpUrl url) {
        Request.Builder request = new Request.Builder().url(url);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try (Response response = browser.newCall(request.build()).execute()) {
            response.headers("Set-Cookie").forEach(this::keep);
            return response.isRedirect() ? Optional.ofNullable(response.header("Location")) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("the sandbox does not answer " + url, failure);
        }
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }

    /**
     * The segments that the visitor is in now.
     *
     * @return their ids, ascending
     */
    public Set<SegmentId> segments() {
        return Objects.requireNonNull(cookies.getOrDefault("uuid2", "")).isEmpty()
                ? Set.of()
                : memberships.of(cookies.getOrDefault("uuid2", ""));
    }

    /** The segments that the visitor is in. */
    @Override
    public String toString() {
        return "Visitor" + segments();
    }
}
