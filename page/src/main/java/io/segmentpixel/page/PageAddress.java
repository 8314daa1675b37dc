package io.segmentpixel.page;

import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * What relative addresses on a page are relative to.
 *
 * @param base what the page's first base says, empty if it has none
 * @param start where that base stands: it counts from there on
 */
record PageAddress(Optional<String> base, int start) {
    static PageAddress of(Page page, PageContext context) {
        if (!Mention.of("<base", page.text())) {
            return new PageAddress(Optional.empty(), 0);
        }
        Element base = page.tree().select("base[href]").stream()
                .filter(Page::isLive)
                .findFirst()
                .orElse(null);
        if (base == null) {
            return new PageAddress(Optional.empty(), 0);
        }
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
    String resolved(Ask ask, Element element) {
        String written = Address.asBrowsersReadIt(ask.address());
        boolean isBehind = Page.start(element).orElse(start) >= start;
        if (base.isEmpty() || !isBehind || hasScheme(written) || ask.kind() == Ask.Kind.OTHER) {
            return ask.address();
        }
        String root = base.get();
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

    private static boolean hasScheme(String address) {
        return address.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    }
}
