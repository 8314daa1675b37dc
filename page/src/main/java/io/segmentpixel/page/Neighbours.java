package io.segmentpixel.page;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** The elements and comments of a page by where they stand in its text, wherever in the tree a browser puts them. */
final class Neighbours {
    private final Page page;
    private final Map<Integer, Node> byStart = new HashMap<>();
    private final Map<Integer, Node> byEnd = new HashMap<>();

    Neighbours(Page page) {
        this.page = page;
        page.tree().traverse((node, depth) -> {
            if (node instanceof Element || node instanceof Comment) {
                Page.start(node).ifPresent(start -> {
                    byStart.put(start, node);
                    byEnd.put(page.end(node), node);
                });
            }
        });
    }

    /** The node before another, with nothing but white space between; null if something else stands there. */
    @Nullable
    Node before(Node node) {
        int at = Page.start(node).orElse(0);
        while (at > 0 && Character.isWhitespace(page.text().charAt(at - 1))) {
            at--;
        }
        return byEnd.get(at);
    }

    /** The node behind another, with nothing but white space between; null if something else stands there. */
    @Nullable
    Node behind(Node node) {
        int at = page.end(node);
        while (at < page.text().length() && Character.isWhitespace(page.text().charAt(at))) {
            at++;
        }
        return byStart.get(at);
    }
}
