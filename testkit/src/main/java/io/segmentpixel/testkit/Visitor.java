package io.segmentpixel.testkit;

import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.PrivacySignal;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A visitor with a browser of its own, who loads pages and so walks into segments.
 *
 * <pre>{@code
 * Visitor visitor = sandbox.newVisitor();
 * visitor.loads(page);
 * visitor.segments(); // [528336]
 * }</pre>
 *
 * <p>Of a page, it fires the images, scripts, frames and other elements that call the platform's pixel endpoint and are live. Calls
 * go to the sandbox over HTTP, whichever of the platform's hosts they name; nobody else is ever contacted. It keeps its cookies, and
 * so stays who it is. It serves any number of threads, one call at a time.
 *
 * <ul>
 *   <li>Not live is what stands in a comment, a template, a {@code <noscript>} or a text, a script whose type is no JavaScript, and a
 *       call over HTTP on a page over HTTPS. {@link #passedOver} tells which calls these were, and why.
 *   <li>A frame whose page stands in {@code srcdoc} is part of the page. Of several addresses of a {@code srcset} or a
 *       {@code <picture>} it fires the one for a plain screen, and looks at no source with a condition.
 *   <li>It runs no script, and does not look into style sheets and refreshes.
 *   <li>It takes every element for one that is shown: lazy ones, too, and links for other media.
 *   <li>It obeys no policy of the page, as it stands for those whose browser is allowed to ask.
 *   <li>A text area or a title that nobody closes is read on as though it were not there, where a browser takes all behind it for
 *       text; a script in a drawing that ends itself swallows what is behind it, as the parser has it.
 *   <li>As a browser does, it asks again where a kept connection turns out to be gone.
 * </ul>
 */
public final class Visitor {
    private static final String PAGE = "https://page.example/";
    private static final Set<String> CALLS = Set.of("/seg", "/px");
    private static final int MOST_REDIRECTS = 20;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final Pattern VENDORS_MACRO = Pattern.compile("\\$\\{GDPR_CONSENT_\\d{1,5}}");

    private final String name;
    private final int port;
    private final IntPredicate isPort;
    private final Set<String> otherHosts;
    private final Memberships memberships;
    private final Journal journal;
    private final OkHttpClient browser;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final List<String> passedOver = Collections.synchronizedList(new ArrayList<>());
    private volatile Privacy privacy = Privacy.none();
    private volatile boolean isInEurope;
    private volatile boolean runsScripts = true;

    /**
     * A visitor of a sandbox.
     *
     * @param name what tells it apart from others
     * @param port where its calls go
     * @param isPort the ports of the sandbox
     * @param otherHosts further hosts that serve the platform
     * @param memberships where it is looked up
     * @param journal where its calls are found
     * @param browser a client that keeps no cookies and follows no redirects
     */
    Visitor(
            String name,
            int port,
            IntPredicate isPort,
            Set<String> otherHosts,
            Memberships memberships,
            Journal journal,
            OkHttpClient browser) {
        this.name = name;
        this.port = port;
        this.isPort = isPort;
        this.otherHosts = otherHosts;
        this.memberships = memberships;
        this.journal = journal;
        this.browser = browser;
    }

    /** What tells it apart from the sandbox's other visitors. */
    String name() {
        return name;
    }

    /**
     * The pixel calls that the visitor fired.
     *
     * @return the calls, first come first, with what came of each
     */
    public List<Firing> firings() {
        return journal.firings(this);
    }

    /**
     * What the visitor agreed to: it takes the place of the privacy macros in the calls that it fires, whichever vendor they name, as
     * whoever serves a page or a creative puts it there. A call without macros asks nobody, and is fired as it stands.
     *
     * <pre>{@code
     * visitor.withConsent(Privacy.none().withGdpr(true, tcString));
     * }</pre>
     *
     * @param choice the signals; a macro whose signal is not among them becomes empty
     * @return this visitor
     */
    public Visitor withConsent(Privacy choice) {
        this.privacy = Objects.requireNonNull(choice, "consent");
        return this;
    }

    /**
     * In the European Economic Area, where the platform does not process a call that carries neither the TCF pair nor {@code consent}.
     *
     * @return this visitor
     */
    public Visitor inEurope() {
        this.isInEurope = true;
        return this;
    }

    /**
     * With a browser that runs no scripts: it loads none, and reads what is in {@code <noscript>}.
     *
     * @return this visitor
     */
    public Visitor withoutScripts() {
        this.runsScripts = false;
        return this;
    }

    /**
     * Loads a page, and fires the pixels on it, each image once, as a browser asks for it.
     *
     * @param html the page, whose own address is {@code https://page.example/}
     * @return this visitor
     * @throws UncheckedIOException if the sandbox does not answer
     */
    public Visitor loads(String html) {
        return loads(html, PAGE);
    }

    /**
     * Loads a page, and fires the pixels on it, each image once, as a browser asks for it.
     *
     * @param html the page
     * @param url the page's own address, to which relative ones are relative: http or https
     * @return this visitor
     * @throws IllegalArgumentException if that is no address
     * @throws UncheckedIOException if the sandbox does not answer
     */
    public Visitor loads(String html, String url) {
        HttpUrl page = HttpUrl.parse(Objects.requireNonNull(url, "page url"));
        if (page == null) {
            throw new IllegalArgumentException("page url \"" + url + "\": must begin with http or https");
        }
        for (PageRequests.Asked asked : PageRequests.of(Objects.requireNonNull(html, "html"), page, runsScripts)) {
            String address = asked.url().toString();
            if (asked.passedOver().isPresent() || target(address).isEmpty()) {
                passOver(asked);
            } else {
                fires(address, page.isHttps() && !asked.isMixedAllowed());
            }
        }
        return this;
    }

    private void passOver(PageRequests.Asked asked) {
        if (!CALLS.contains(asked.url().encodedPath())) {
            return;
        }
        boolean isCall = target(asked.url().toString()).isPresent();
        String reason = isCall ? "" : "host " + asked.url().host() + " is none of the platform's";
        passedOver.add(asked.url() + " (" + asked.passedOver().orElse(reason) + ")");
    }

    /**
     * The pixel calls on the pages that the visitor loaded which it did not fire.
     *
     * @return each with the reason in brackets, in the order in which it came to them
     */
    public List<String> passedOver() {
        synchronized (passedOver) {
            return List.copyOf(passedOver);
        }
    }

    /**
     * Fires one pixel, and follows its redirects.
     *
     * @param url a call on one of the platform's hosts, or on the sandbox, over HTTP or HTTPS
     * @return this visitor
     * @throws IllegalArgumentException if it is another address: nobody else is contacted
     * @throws UncheckedIOException if the sandbox does not answer
     */
    public Visitor fires(String url) {
        if (target(Objects.requireNonNull(url, "url")).isEmpty()) {
            throw new IllegalArgumentException(
                    "url \"" + url + "\": must be a pixel call on a host of the platform or on the sandbox");
        }
        return fires(url, false);
    }

    private synchronized Visitor fires(String url, boolean isOverHttpsOnly) {
        Optional<String> next = Optional.of(url);
        for (int redirects = 0; next.isPresent() && redirects <= MOST_REDIRECTS; redirects++) {
            String address = next.get();
            if (isOverHttpsOnly && address.startsWith("http:")) {
                passedOver.add(address + " (it is a redirect over http of what is no image, from a page over https)");
                return this;
            }
            next = target(address).flatMap(target -> fired(target, address));
        }
        return this;
    }

    /** Where a call goes in the sandbox, empty for an address that is none. */
    private Optional<HttpUrl> target(String address) {
        String filled = withConsentIn(address);
        HttpUrl url = HttpUrl.parse(filled);
        if (url == null) {
            return Optional.empty();
        }
        boolean isSandbox =
                LOOPBACK.contains(url.host()) && isPort.test(url.port()) && CALLS.contains(url.encodedPath());
        return isSandbox || callsAPlatformHost(filled, url)
                ? Optional.of(url.newBuilder()
                        .scheme("http")
                        .host("127.0.0.1")
                        .port(port)
                        .build())
                : Optional.empty();
    }

    /** The address with the visitor's signals in place of their macros. */
    private String withConsentIn(String address) {
        String filled = address;
        for (MacroDialect dialect : MacroDialect.values()) {
            for (var macro : dialect.macros().entrySet()) {
                String value = privacy.signal(macro.getKey()).orElse("");
                filled = filled.replace(macro.getValue(), URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        String consent = privacy.signal(PrivacySignal.GDPR_CONSENT).orElse("");
        return VENDORS_MACRO.matcher(filled).replaceAll(URLEncoder.encode(consent, StandardCharsets.UTF_8));
    }

    /** An archived copy, or a link through a mail gateway, holds a call and goes elsewhere. */
    private boolean callsAPlatformHost(String address, HttpUrl url) {
        return CALLS.contains(url.encodedPath())
                && url.port() == HttpUrl.defaultPort(url.scheme())
                && PixelCall.parse(address, otherHosts)
                        .filter(parsed -> parsed.host().equals(url.host()))
                        .isPresent();
    }

    /** Sends the call; gives the address that the answer goes on to. */
    private Optional<String> fired(HttpUrl url, String address) {
        Request.Builder request = new Request.Builder().url(url).header(PixelServer.SENDER, name);
        Optional.ofNullable(HttpUrl.parse(address))
                .ifPresent(called -> request.header("Host", inHeader(called.host())));
        if (isInEurope) {
            request.header(PixelServer.REGION, "Europe");
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try (Response response = browser.newCall(request.build()).execute()) {
            if (response.header(SandboxServer.MISTAKE) != null) {
                throw new IllegalStateException(response.body().string());
            }
            response.headers("Set-Cookie").forEach(this::keep);
            return response.isRedirect() ? Optional.ofNullable(response.header("Location")) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("the sandbox does not answer " + url, failure);
        }
    }

    private static String inHeader(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
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
        return memberships().stream()
                .map(Membership::segment)
                .collect(Collectors.toCollection(
                        () -> new TreeSet<>((one, other) -> Integer.compare(one.value(), other.value()))));
    }

    /**
     * The visitor's stays in segments, with values and ends.
     *
     * @return those that are not over, in order of the segments' ids
     */
    public List<Membership> memberships() {
        return Optional.ofNullable(cookies.get("uuid2")).map(memberships::of).orElse(List.of());
    }

    /** The visitor's stays, those that are over too. */
    List<Membership> allMemberships() {
        return Optional.ofNullable(cookies.get("uuid2")).map(memberships::allOf).orElse(List.of());
    }

    /**
     * The visitor's stay in a segment.
     *
     * @param segment the segment
     * @return empty if the visitor is not in it now
     */
    public Optional<Membership> membership(SegmentId segment) {
        return memberships().stream()
                .filter(stay -> stay.segment().equals(segment))
                .findFirst();
    }

    /** The segments that the visitor is in. */
    @Override
    public String toString() {
        return "Visitor" + segments();
    }
}
