package io.segmentpixel.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Where a tag is placed, and how to see that it stands there.
 *
 * @param name as in a table
 * @param placer the placer
 * @param holds whether a tag stands there
 */
record Where(String name, PagePlacer placer, Predicate<Element> holds) {
    static final Where END = new Where("end", PagePlacer.atEndOfBody(), tag -> tag.closest("body") != null);
    static final Where HEAD = new Where("head", PagePlacer.inHead(), tag -> tag.closest("head") != null);
    static final Where START = new Where("start", PagePlacer.atStartOfBody(), tag -> tag.closest("body") != null);
    static final Where BEFORE = new Where("before", PagePlacer.before("#x"), tag -> isX(tag, tag.nextSibling(), true));
    static final Where AFTER =
            new Where("after", PagePlacer.after("#x"), tag -> isX(tag, tag.previousSibling(), false));

    static final List<Where> ALL = List.of(END, START, HEAD, BEFORE, AFTER);

    /** As tags are placed: most at the end. */
    static final List<Where> USUAL = List.of(END, END, END, END, START, START, HEAD, HEAD, BEFORE, AFTER);

    private static boolean isX(Element tag, @Nullable Node beside, boolean forth) {
        Node next = beside;
        while (next instanceof Comment || (next instanceof TextNode text && text.isBlank())) {
            next = forth ? next.nextSibling() : next.previousSibling();
        }
        return next != null && Optional.of(next).equals(liveX(tag.root()));
    }

    private static Optional<Node> liveX(Element tree) {
        return tree.select("#x").stream()
                .filter(x -> x.closest("template, noscript, svg, math") == null)
                .map(Node.class::cast)
                .findFirst();
    }

    /** Whether the page has what this speaks of. */
    boolean isOn(String page) {
        return !placer.toString().contains("#x") || liveX(Jsoup.parse(page)).isPresent();
    }

    @Override
    public String toString() {
        return name;
    }
}
