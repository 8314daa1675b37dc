package io.segmentpixel.page;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/** Before or behind the first element that a CSS selector finds. */
record BesideElement(String css, boolean before) implements Position {
    BesideElement {
        try {
            QueryParser.parse(css);
        } catch (SelectorParseException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "css \"" + css + "\": must be a CSS selector; " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Place on(Page page) {
        Element element = selected(page);
        int start = Page.start(element)
                .orElseThrow(() -> new PlacementException(
                        this + ": the page does not write that element, it is only implied; choose another selector"));
        return before ? new Place(start, true) : new Place(page.end(element), false);
    }

    private Element selected(Page page) {
        return Optional.ofNullable(page.tree().selectFirst(css))
                .orElseThrow(() -> new PlacementException(
                        this + ": the page has no such element; choose another selector or page"));
    }

    /** The tag's neighbour is the element that was selected before: it has as many elements of its name before it. */
    @Override
    public boolean holds(Page page, Page after, List<Node> placed) {
        Element element = selected(page);
        Node edge = placed.get(before ? placed.size() - 1 : 0);
        @Nullable Node neighbour = before ? edge.nextSibling() : edge.previousSibling();
        while (neighbour instanceof TextNode text && text.isBlank()) {
            neighbour = before ? neighbour.nextSibling() : neighbour.previousSibling();
        }
        int shift = before ? after.text().length() - page.text().length() : 0;
        return neighbour instanceof Element beside
                && beside.nodeName().equals(element.nodeName())
                && Page.start(beside).equals(Page.start(element).map(start -> start + shift));
    }

    @Override
    public String toString() {
        return (before ? "before " : "after ") + css;
    }
}
