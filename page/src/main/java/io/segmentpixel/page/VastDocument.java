package io.segmentpixel.page;

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

    private final String text;
    private final List<String> parts;
    private final Element tree;

    /**
     * Reads a document.
     *
     * @throws PlacementException if it is no VAST document, or one that must not be trusted
     */
    VastDocument(String text) {
        this.text = text;
        this.parts = VastXml.parts(text.substring(ByteOrderMark.length(text)));
        this.tree =
                Jsoup.parse(ByteOrderMark.blanked(text), "", Parser.xmlParser().setTrackPosition(true));
        String root = root().map(VastDocument::name).orElse("");
        if (!ROOTS.contains(root)) {
            throw new PlacementException("the document's root is <" + root + ">, which is neither VAST nor VMAP");
        }
    }

    private Optional<Element> root() {
        return Optional.ofNullable(tree.firstElementChild());
    }

    String text() {
        return text;
    }

    /** What stands in it, part by part. */
    List<String> parts() {
        return parts;
    }

    /** What all ads are made of: each {@code <InLine>} and each {@code <Wrapper>}, where the schema has them and nowhere else. */
    List<Element> ads() {
        List<Element> root = tree.children();
        List<Element> data = at(at(at(root, "AdBreak"), "AdSource"), "VASTAdData", "VASTData");
        Stream<Element> vasts =
                Stream.concat(root.stream(), data.stream().flatMap(element -> element.children().stream()));
        return at(at(vasts.filter(vast -> name(vast).equals("VAST")).toList(), "Ad"), "InLine", "Wrapper");
    }

    /** The linear creatives of an ad. */
    List<Element> linears(Element ad) {
        return at(at(children(ad, "Creatives"), "Creative"), "Linear");
    }

    /** Whether the ad's document is of version 4, whose elements come in another order. */
    boolean isOfFour(Element ad) {
        return ad.parents().stream()
                .filter(parent -> name(parent).equals("VAST"))
                .anyMatch(vast -> vast.attr("version").startsWith("4"));
    }

    private static List<Element> at(List<Element> parents, String... names) {
        return parents.stream()
                .flatMap(parent -> children(parent, names).stream())
                .toList();
    }

    /** The children of these names, of their parent's namespace. */
    static List<Element> children(Element parent, String... names) {
        String namespace = parent.tag().namespace();
        return parent.children().stream()
                .filter(child -> List.of(names).contains(name(child))
                        && child.tag().namespace().equals(namespace))
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
        return text.startsWith("/>", endOfStartTag(element) - 2);
    }
}
