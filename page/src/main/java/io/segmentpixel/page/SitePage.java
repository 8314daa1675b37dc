package io.segmentpixel.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A page of a site as the rules see it. It is parsed when somebody first asks what it holds. */
final class SitePage {
    private static final Set<String> INDEX = Set.of("index.html", "index.htm");

    private final Path path;
    private final Optional<String> servedAt;
    private final EncodedText text;
    private @Nullable Page parsed;

    /**
     * A page.
     *
     * @param path where it is, from the site's root
     * @param servedAt the address of the root, with a slash at its end
     * @param text what it holds
     */
    SitePage(Path path, Optional<String> servedAt, EncodedText text) {
        this.path = path;
        this.servedAt = servedAt;
        this.text = text;
    }

    Path path() {
        return path;
    }

    /** What visitors may write to get this page; empty if nobody said where the site is. */
    List<String> addresses() {
        String below = slashed(path);
        String name = below.substring(below.lastIndexOf('/') + 1);
        String directory = below.substring(0, below.length() - name.length());
        return servedAt.stream()
                .flatMap(root -> INDEX.contains(name.toLowerCase(Locale.ROOT))
                        ? Stream.of(root + below, root + directory)
                        : Stream.of(root + below))
                .toList();
    }

    /** A path with {@code /} between its names, whatever the system. */
    static String slashed(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    boolean holds(String css) {
        return page().tree().selectStream(css).anyMatch(SitePage::isThere);
    }

    private static boolean isThere(Element element) {
        Element parent = element.parent();
        return parent == null || parent.closest("template, noscript") == null;
    }

    Page page() {
        Page page = parsed;
        if (page == null) {
            page = Page.of(text);
            parsed = page;
        }
        return page;
    }

    boolean isParsed() {
        return parsed != null;
    }
}
