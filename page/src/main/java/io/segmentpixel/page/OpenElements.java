package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;

/**
 * The elements that are open at a place, from the outermost on. Where they are known for sure, and are of the plain kind, an
 * image, a script or a comment that is put there becomes a child of the last one and changes nothing else: no element is closed
 * by it or moved, and the parser goes on behind it as it did before. That saves a second look at the whole page.
 */
record OpenElements(List<Element> all) {
    /** What takes any content, and has no rules of its own for what stands in it. */
    private static final Set<String> PLAIN = Set.of(
            "html",
            "head",
            "body",
            "main",
            "div",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "nav",
            "address",
            "form",
            "fieldset",
            "figure",
            "blockquote",
            "center",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "span",
            "label");

    private static final Set<String> IN_HEAD = Set.of("script");
    private static final Set<String> IN_BODY = Set.of("script", "img", "noscript", "amp-pixel");

    /**
     * The elements at a place before or behind a tag, empty where what is open cannot be told from the places of the elements
     * alone: at the end of the page, where a tag may have been broken off, too.
     */
    static Optional<OpenElements> at(int offset, Page page) {
        List<Element> open = allAt(offset, page);
        boolean isKnown = open.size() > 1
                && open.stream().allMatch(element -> isPlain(element) && isWritten(element))
                && offset < page.text().length()
                && page.isFormattingClosed()
                && page.areTextsClosed()
                && !page.beginsFramesetBehind(offset);
        return isKnown ? Optional.of(new OpenElements(open)) : Optional.empty();
    }

    /** What seems to be open at a place, the outermost first. */
    static List<Element> allAt(int offset, Page page) {
        List<Element> open = new ArrayList<>();
        Optional<Element> next = Optional.ofNullable(page.tree().firstElementChild());
        while (next.isPresent()) {
            open.add(next.get());
            next = lastBegunBefore(offset, next.get()).filter(child -> !isClosed(child, offset, page));
        }
        return open;
    }

    private static boolean isWritten(Element element) {
        return Page.start(element).isPresent() || element.normalName().equals("html");
    }

    static boolean isPlain(Element element) {
        return PLAIN.contains(element.normalName());
    }

    private static Optional<Element> lastBegunBefore(int offset, Element parent) {
        for (int at = parent.childNodeSize() - 1; at >= 0; at--) {
            Node child = parent.childNode(at);
            boolean isBegun =
                    !child.sourceRange().isTracked() || child.sourceRange().startPos() < offset;
            if (isBegun && child instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** An element that only the next one closes is still open where that one begins. */
    private static boolean isClosed(Element element, int offset, Page page) {
        if (element.normalName().equals("form") && !isLastChildClosed(element, offset, page)) {
            return false;
        }
        Range end = element.endSourceRange();
        if (!element.sourceRange().isTracked() || !end.isTracked()) {
            return false;
        }
        return (element.tag().isEmpty() || page.hasEndTag(element))
                ? end.endPos() <= offset
                : end.isImplicit() && end.endPos() < offset;
    }

    /** The end of a form leaves open what is open in it. */
    private static boolean isLastChildClosed(Element form, int offset, Page page) {
        return lastBegunBefore(offset, form)
                .filter(child -> !isClosed(child, offset, page))
                .isEmpty();
    }

    Element last() {
        return all.get(all.size() - 1);
    }

    /** Whether these are such elements as change nothing else where they come in. */
    boolean take(List<Element> elements) {
        Set<String> taken = last().normalName().equals("head") ? IN_HEAD : IN_BODY;
        return elements.stream().allMatch(element -> taken.contains(element.normalName()));
    }
}
