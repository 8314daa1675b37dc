package io.segmentpixel.page;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/** Before or behind the first live element that a CSS selector finds. */
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
    public Stream<Place> on(Page page) {
        Element element = selected(page);
        int start = Page.start(element)
                .orElseThrow(() -> new PlacementException(
                        this + ": the page does not write that element, it is only implied; choose another selector"));
        int place = before ? start : page.end(element);
        Stream<Place> others = Stream.of(page)
                .flatMap(one -> one.placesAround(place).mapToObj(offset -> Place.somewhere(offset, before)));
        return Stream.concat(Stream.of(new Place(place, before, true)), others);
    }

    private Element selected(Page page) {
        return page.tree()
                .selectStream(css)
                .filter(Page::isLive)
                .findFirst()
                .orElseThrow(() -> new PlacementException(this + ": " + whyNone(page)));
    }

    private String whyNone(Page page) {
        @Nullable Element inert = page.tree().selectFirst(css);
        if (inert != null) {
            return "that element is no live part of the page, as it stands in <"
                    + Page.inertAround(inert).orElse("html") + ">; choose another selector";
        }
        return page.tree().nodeStream(Comment.class).anyMatch(this::isIn)
                ? "that element stands in a comment only; choose another selector, or take it out of the comment"
                : "the page has no such element; choose another selector or page";
    }

    private boolean isIn(Comment comment) {
        return comment.getData().contains("<")
                && Jsoup.parseBodyFragment(comment.getData()).body().selectFirst(css) != null;
    }

    @Override
    public boolean means(OpenElements open, Page page) {
        return open.last().equals(selected(page).parent());
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
