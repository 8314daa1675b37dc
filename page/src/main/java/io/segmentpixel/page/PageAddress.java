package io.segmentpixel.page;

import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What relative addresses on a page are relative to.
 *
 * @param base what the page's first base says, empty if it has none
 * @param start where that base stands: it counts from there on
 */
record PageAddress(Optional<String> base, int start) {
    static final PageAddress UNSAID = new PageAddress(Optional.empty(), 0);

    static PageAddress of(Page page, PageContext context) {
        return Mention.of("<base", page.text()) ? of(page.tree(), context).orElse(UNSAID) : UNSAID;
    }

    /** What a page that stands in a frame says itself. */
    static Optional<PageAddress> inFrame(Document frame, PageContext context) {
        return of(frame, context).map(said -> new PageAddress(said.base, 0));
    }

    private static Optional<PageAddress> of(Document tree, PageContext context) {
        return tree.select("base[href]").stream()
                .filter(Page::isLive)
                .findFirst()
                .map(base -> said(base, context));
    }

    private static PageAddress said(Element base, PageContext context) {
        String href = Address.asBrowsersReadIt(base.attr("href"));
        String scheme = context.isSecure().orElse(true) ? "https:" : "http:";
        return new PageAddress(
                Optional.of(href.startsWith("//") ? scheme + href : href)
                        .filter(address -> address.regionMatches(true, 0, "http", 0, 4)),
                Page.start(base).orElse(0));
    }

    /** Whether relative addresses go to the platform, so that no host need be mentioned where they stand. */
    boolean isPlatforms(Hosts hosts) {
        return base.filter(hosts::areIn).isPresent();
    }

    /** An address as a browser asks for it; without a base, one relative to the page stays as it is. */
    String resolved(Ask ask, int at) {
        String whole = Address.asBrowsersReadIt(ask.address());
        if (base.isEmpty() || at < start || ask.kind() == Ask.Kind.OTHER) {
            return ask.address();
        }
        String root = base.get();
        String written = withoutScheme(whole, root);
        if (hasScheme(written)) {
            return written.equals(whole) ? ask.address() : written;
        }
        int path = root.indexOf('/', root.indexOf("//") + 2);
        String origin = path < 0 ? root : root.substring(0, path);
        if (written.startsWith("//")) {
            return root.substring(0, root.indexOf(':') + 1) + written;
        }
        if (written.startsWith("/")) {
            return origin + written;
        }
        int query = root.indexOf('?');
        String folder = query < 0 ? root : root.substring(0, query);
        return (path < 0 ? origin + "/" : folder.substring(0, folder.lastIndexOf('/') + 1))
                + (written.startsWith("./") ? written.substring(2) : written);
    }

    /** Browsers take {@code https:seg} for a relative address where the base is of that scheme, and for a host's name elsewhere. */
    private static String withoutScheme(String address, String root) {
        int colon = address.indexOf(':');
        if (!address.regionMatches(true, 0, "http", 0, 4) || colon < 0 || address.startsWith("//", colon + 1)) {
            return address;
        }
        String scheme = address.substring(0, colon + 1);
        String rest = address.substring(colon + 1);
        return root.regionMatches(true, 0, scheme, 0, scheme.length())
                ? rest
                : scheme + (rest.startsWith("/") ? "/" : "//") + rest;
    }

    private static boolean hasScheme(String address) {
        return address.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    }
}
