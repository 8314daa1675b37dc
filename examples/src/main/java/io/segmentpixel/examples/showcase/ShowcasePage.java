package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.examples.web.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The showcase: one page, the forms of its parts, and the shop within it. Requests change it one after the other. */
public final class ShowcasePage implements Function<WebRequest, WebResponse>, AutoCloseable {
    /** Where a browser says that somebody comes from who follows a link of this page, or types its address. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String POLICY_OF_SHOP =
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
    private static final Map<String, String> FILES = Map.of(
            "/showcase.css", "text/css; charset=utf-8",
            "/showcase.js", "text/javascript; charset=utf-8",
            "/showcase.svg", "image/svg+xml");
    private static final String SHOP = "/site/";

    private final Backend backend;
    private final ShopPages pages;
    private final VisitPart visits;
    private final TroublePart trouble;
    private final List<Part> parts;

    private ShowcasePage(Backend backend) throws IOException {
        this.backend = backend;
        this.pages = ShopPages.write();
        ShownSegments shown = new ShownSegments();
        this.visits = new VisitPart(backend, shown, pages);
        this.trouble = new TroublePart(backend);
        this.parts = List.of(
                new CreatePart(backend.segments(), shown),
                new ExportPart(shown),
                new PlacePart(shown, pages, visits::placed),
                visits,
                trouble,
                new AuditPart(shown, text("/showcase/example.html")));
    }

    /**
     * A showcase that nobody has used yet.
     *
     * @param environment may name a backend
     * @throws IllegalArgumentException if it names one by halves
     */
    public static ShowcasePage of(Map<String, String> environment) throws IOException {
        return new ShowcasePage(Backend.of(environment));
    }

    @Override
    public WebResponse apply(WebRequest request) {
        try {
            String type = FILES.get(request.path());
            return type == null ? living(request) : WebResponse.of(200, type, bytes("/showcase" + request.path()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private synchronized WebResponse living(WebRequest request) throws IOException {
        return request.isPost() && !request.path().startsWith(SHOP) ? post(request) : get(request);
    }

    private WebResponse post(WebRequest request) {
        for (Part part : parts) {
            if (part.has(request.path())) {
                part.post(request);
                return WebResponse.seeOther("/#" + part.id());
            }
        }
        return WebResponse.notFound();
    }

    private WebResponse get(WebRequest request) throws IOException {
        String path = request.path();
        if (path.equals("/")) {
            return WebResponse.html(page()).with("Content-Security-Policy", POLICY);
        }
        return path.startsWith(SHOP) ? shop(path.substring(SHOP.length()), request) : WebResponse.notFound();
    }

    private String page() throws IOException {
        Document page = Jsoup.parse(text("/showcase/showcase.html"));
        page.outputSettings().prettyPrint(false);
        Elements.byId(page, "backend").text(backend.toString());
        parts.forEach(part -> part.show(page));
        return page.outerHtml();
    }

    private WebResponse shop(String name, WebRequest request) throws IOException {
        if (request.header("sec-fetch-site").filter(from -> !OWN.contains(from)).isPresent()) {
            return WebResponse.plain(403, "only a page of this site may show the shop");
        }
        if (name.isEmpty()) {
            return WebResponse.html(text("/showcase/door.html")).with("Content-Security-Policy", POLICY_OF_SHOP);
        }
        return ShopPages.NAMES.contains(name)
                ? WebResponse.html(visits.walk(name)).with("Content-Security-Policy", POLICY_OF_SHOP)
                : WebResponse.notFound();
    }

    private static String text(String resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) throws IOException {
        try (@Nullable InputStream in = ShowcasePage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource);
            }
            return in.readAllBytes();
        }
    }

    /** Ends what it started. */
    @Override
    public void close() throws IOException {
        trouble.close();
        backend.close();
        pages.close();
    }
}
