package io.segmentpixel.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** A VAST document's text, and its tree, whose elements know where in the text they stand. */
final class VastDocument {
    private static final Set<String> ROOTS = Set.of("VAST", "VMAP");
    private static final Set<String> KINDS = Set.of("InLine", "Wrapper");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Lines lines;
    private final List<String> parts;
    private final Element tree;

    /**
     * Reads a document.
     *
     * @throws PlacementException if it is no VAST document, or one that must not be trusted
     */
    VastDocument(String text) {
        boolean isMarked = text.startsWith(BYTE_ORDER_MARK);
        this.lines = new Lines(text);
        this.parts = VastXml.parts(isMarked ? text.substring(1) : text);
        this.tree = Jsoup.parse(
                isMarked ? " " + text.substring(1) : text,
                "",
                Parser.xmlParser().setTrackPosition(true));
        String root = root().map(VastDocument::name).orElse("");
        if (!ROOTS.contains(root)) {
            throw new PlacementException("the document's root is <" + root + ">, which is neither VAST nor VMAP");
        }
    }

    private Optional<Element> root() {
        return Optional.ofNullable(tree.firstElementChild());
    }

    Lines lines() {
        return lines;
    }

    /** What stands in it, part by part. */
    List<String> parts() {
        return parts;
    }

    /** What all ads are made of: each {@code <InLine>} and each {@code <Wrapper>}. */
    List<Element> ads() {
        return below(tree, KINDS)
                .filter(kind -> kind.parent() != null && name(kind.parent()).equals("Ad"))
                .toList();
    }

    /** The linear creatives of an ad. */
    List<Element> linears(Element ad) {
        return children(ad, "Creatives").stream()
                .flatMap(creatives -> children(creatives, "Creative").stream())
                .flatMap(creative -> children(creative, "Linear").stream())
                .toList();
    }

    /** Whether the ad's document is of version 4, whose elements come in another order. */
    boolean isOfFour(Element ad) {
        return ad.parents().stream()
                .filter(parent -> name(parent).equals("VAST"))
                .anyMatch(vast -> vast.attr("version").startsWith("4"));
    }

    private static Stream<Element> below(Element root, Set<String> names) {
        Stream.Builder<Element> found = Stream.builder();
        Deque<Element> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Element element = open.pop();
            if (names.contains(name(element))) {
                found.add(element);
            }
            List<Element> children = element.children();
            for (int at = children.size() - 1; at >= 0; at--) {
                open.push(children.get(at));
            }
        }
        return found.build();
    }

    static List<Element> children(Element parent, String name) {
        return parent.children().stream()
                .filter(child -> name(child).equals(name))
                .toList();
    }

    /** An element's name without its prefix. */
    static String name(Element element) {
        return element.tagName().substring(prefix(element).length());
    }

    /** The prefix of an element's name, with its colon; empty if there is none. */
    static String prefix(Element element) {
        return element.tagName().substring(0, element.tagName().indexOf(':') + 1);
    }

    static int start(Element element) {
        return element.sourceRange().startPos();
    }

    static int endOfStartTag(Element element) {
        return element.sourceRange().endPos();
    }

    static int end(Element element) {
        return Math.max(endOfStartTag(element), element.endSourceRange().endPos());
    }

    /** Whether an element is written as one tag, and has no inside. */
    boolean isEmptyTag(Element element) {
        return lines.text().startsWith("/>", endOfStartTag(element) - 2);
    }
}
