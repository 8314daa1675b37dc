package io.segmentpixel.examples;

import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.examples.web.WebResponse;
import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A shop whose pages are made for each visitor anew: with the tag of their step of the funnel and the visitor's own consent in it,
 * or without a tag. It holds nothing but what is the same for all, so any number of threads may ask at a time.
 *
 * <p>Whoever has not agreed gets no tag at all. A shop whose consent platform asks within the page gives those who were not asked
 * yet {@link ExportFormats#consentGated}, which waits for the answer.
 *
 * <p>A tag's call carries no referrer, by the {@code Referrer-Policy: same-origin} that {@link WebServer} sends, and this is
 * meant: it says of the visitor what stands in its address, and not which bag was looked at. A shop whose partner is to know the page
 * sends {@code strict-origin-when-cross-origin}, which names the host.
 */
final class TaggedShop implements Function<WebRequest, WebResponse> {
    /** What the shop's own pages need; the tag's part comes to it. */
    static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    static final HtmlFormat FORMAT = ExportFormats.htmlTag();

    private static final int DELIVERY = 6;
    private static final Map<String, Bag> BAGS = Map.of(
            "satchel", new Bag("Satchel No. 3, <café & brass>", 248),
            "briefcase", new Bag("Briefcase No. 1", 390),
            "weekender", new Bag("Weekender No. 7", 512));
    private static final Set<String> STEPS = Set.of("/product", "/cart", "/thank-you");

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%1$s – Aldermoor Leather</title>
              <link rel="stylesheet" href="/style.css">
              <link rel="icon" href="/icon.svg">
            </head>
            <body>
            <header><strong>Aldermoor Leather</strong> <a href="/">All bags</a></header>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            <footer>
            <form method="post" action="/consent">
              <input type="hidden" name="page" value="%5$s"><input type="hidden" name="bag" value="%6$s">
              <p>May we and our partner remember what you looked at?
              <button name="answer" value="yes">Yes</button> <button name="answer" value="no">No</button></p>
            </form>
            <p id="behind">%3$s</p>
            </footer>
            %4$s
            </body>
            </html>
            """;

    private final PixelExport visited;
    private final PixelExport inCart;
    private final PixelExport bought;

    /** Something to buy, for so many euros. */
    private record Bag(String name, int price) {}

    TaggedShop(PixelExport visited, PixelExport inCart, PixelExport bought) {
        this.visited = visited;
        this.inCart = inCart;
        this.bought = bought;
    }

    @Override
    public WebResponse apply(WebRequest request) {
        if (request.isPost()) {
            return request.path().equals("/consent") ? answered(request) : WebResponse.notFound();
        }
        return switch (request.path()) {
            case "/" -> page(request, "Bags for the next thirty years", bags(), visited);
            case "/style.css" -> resource("style.css", "text/css; charset=utf-8");
            case "/icon.svg" -> resource("icon.svg", "image/svg+xml");
            default -> pageOfBag(request);
        };
    }

    /** What a value says is the shop's own price, whatever the address says besides. */
    private WebResponse pageOfBag(WebRequest request) {
        String key = request.field("bag");
        @Nullable Bag bag = BAGS.get(key);
        if (bag == null) {
            return WebResponse.notFound();
        }
        int total = bag.price() + DELIVERY;
        return switch (request.path()) {
            case "/product" -> page(request, bag.name(), step("/cart", key, "Put it into the cart"), visited);
            case "/cart" ->
                page(
                        request,
                        "Your cart",
                        "<p>" + text(bag.name()) + ", with delivery € " + total + "</p>"
                                + step("/thank-you", key, "Order and pay"),
                        inCart.withValue(bag.price()));
            case "/thank-you" ->
                page(request, "Thank you, it is on the bench", "<p>€ " + total + "</p>", bought.withValue(total));
            default -> WebResponse.notFound();
        };
    }

    /** Of one visitor and for this answer alone: whoever keeps it for somebody else hands out a stranger's consent. */
    private static WebResponse page(WebRequest request, String title, String content, PixelExport pixel) {
        List<PixelExport> tags =
                VisitorConsent.of(request).map(pixel::withPrivacy).stream().toList();
        String html = PAGE.formatted(
                text(title),
                content,
                text(tags.isEmpty() ? "This page has no tag." : "This page has the tag of " + pixel.name() + "."),
                tags.stream().map(FORMAT::render).collect(Collectors.joining("\n")),
                text(request.path()),
                text(request.field("bag")));
        return WebResponse.html(html)
                .with(
                        "Content-Security-Policy",
                        ContentSecurityPolicy.forTags(FORMAT, tags).mergedInto(POLICY))
                .with("Cache-Control", "private, no-store")
                .with("Vary", VisitorConsent.VARY);
    }

    private static String bags() {
        return BAGS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(bag -> "<li><a href=\"/product?bag=" + bag.getKey() + "\">"
                        + text(bag.getValue().name()) + "</a> € "
                        + bag.getValue().price() + "</li>")
                .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    }

    /** The address of a page of this shop, whatever a form names: of the first page where there is none of that path for that bag. */
    private static String address(String path, String bag) {
        return STEPS.contains(path) && BAGS.containsKey(bag) ? path + "?bag=" + bag : "/";
    }

    private static String step(String path, String bag, String label) {
        return "<p><a class=\"button\" href=\"" + path + "?bag=" + bag + "\">" + label + "</a></p>";
    }

    /** Stands in for the shop's consent platform, which asks better questions and leaves the same cookie, {@code Secure} as well. */
    private static WebResponse answered(WebRequest request) {
        String tcString = VisitorConsent.tcString(request.field("answer").equals("yes"));
        return WebResponse.seeOther(address(request.field("page"), request.field("bag")))
                .with("Set-Cookie", VisitorConsent.TC_COOKIE + "=" + tcString + "; Path=/; SameSite=Lax; HttpOnly");
    }

    private static WebResponse resource(String name, String type) {
        try (InputStream resource =
                Objects.requireNonNull(TaggedShop.class.getResourceAsStream("/tag-server/" + name), name)) {
            return WebResponse.of(200, type, resource.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As text in HTML, whatever it holds. */
    private static String text(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
