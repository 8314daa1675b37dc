package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** What holds for a tag on any page, checked without the placer's own way of looking at pages. */
final class PlacementLaws {
    static final PixelExport SCRIPT = PixelExport.of(Segment.of(SegmentId.of(528336), MemberId.of(958), "test"));
    static final PixelExport IMAGE = SCRIPT.asImage();

    private PlacementLaws() {}

    /** Places the tag and checks all laws; gives the reason if the placer refuses. */
    static Optional<String> refusal(PagePlacer placer, String page, PixelExport export) {
        String after;
        try {
            after = placer.place(page, export);
        } catch (PlacementException refused) {
            assertThat(refused).hasMessageContaining(": ");
            return Optional.of(String.valueOf(refused.getMessage()));
        }
        if (after.equals(page)) {
            assertThat(live(parsed(page), "img[src], script[src]"))
                    .as("why it was not placed in " + page)
                    .anyMatch(element -> asBrowsersReadIt(element.attr("src")).contains("/seg?add=528336"));
            return Optional.empty();
        }
        bytesOutsideTheTagAreEqual(page, after);
        assertThat(placer.place(after, export)).as("placed twice").isEqualTo(after);
        assertThat(placer.remove(after, export.call())).as("removed").isEqualTo(page);
        theTreeHasOneLiveTagMoreAndNoOtherChange(page, after, export);
        return Optional.empty();
    }

    /** Browsers pass over tabs and line ends in an address. */
    private static String asBrowsersReadIt(String address) {
        return address.replaceAll("[\\t\\n\\r]", "").toLowerCase(Locale.ROOT);
    }

    static void bytesOutsideTheTagAreEqual(String page, String after) {
        int start = 0;
        while (start < page.length() && page.charAt(start) == after.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < page.length() - start
                && page.charAt(page.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        assertThat(start + end).as("equal bytes around the tag in " + after).isEqualTo(page.length());
    }

    private static void theTreeHasOneLiveTagMoreAndNoOtherChange(String page, String after, PixelExport export) {
        assertThat(live(parsed(after), export)).as("live elements in " + after).hasSize(1);
        Document tree = parsed(Feasible.sent(after));
        List<Element> live = live(tree, export);
        assertThat(live).as("live elements in " + after).hasSize(1);
        Element tag = live.get(0);
        Node opening = openingBefore(tag, tree).orElseThrow();
        Node closing = behind(tag, tree).orElseThrow();
        assertThat(closing).isInstanceOf(Comment.class).hasToString("<!-- End of Segment Pixel -->");
        opening.remove();
        closing.remove();
        tag.remove();
        assertThat(withoutBlanks(tree))
                .as("the rest of " + after)
                .isEqualTo(withoutBlanks(parsed(Feasible.sent(page))));
    }

    /** The last opening comment before a tag, wherever in the tree. */
    static Optional<Node> openingBefore(Element tag, Document tree) {
        List<Node> nodes = nodes(tree);
        return nodes.subList(0, nodes.indexOf(tag)).stream()
                .filter(node -> node.toString().equals("<!-- Segment Pixel - test - DO NOT MODIFY -->"))
                .reduce((first, last) -> last);
    }

    /** The node behind a tag, texts aside. */
    static Optional<Node> behind(Element tag, Document tree) {
        List<Node> nodes = nodes(tree);
        int at = nodes.indexOf(tag) + 1;
        return at < nodes.size() ? Optional.of(nodes.get(at)) : Optional.empty();
    }

    private static List<Node> nodes(Document tree) {
        return tree.nodeStream().filter(node -> !(node instanceof TextNode)).toList();
    }

    static List<Element> live(Document tree, PixelExport export) {
        String name = export.type() == PixelType.IMAGE ? "img" : "script";
        return live(tree, name + "[src]").stream()
                .filter(element -> element.attr("src").equals(export.url()))
                .toList();
    }

    static Document parsed(String html) {
        return Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
    }

    private static List<Element> live(Document tree, String css) {
        return tree.select(css).stream()
                .filter(element ->
                        !element.is("script") || !element.endSourceRange().isImplicit())
                .filter(element -> !element.is("picture > source ~ img"))
                .filter(element ->
                        element.parents().stream().noneMatch(parent -> parent.is("template, noscript, svg, math")))
                .toList();
    }

    static String withoutBlanks(Document tree) {
        tree.outputSettings().prettyPrint(false);
        return tree.outerHtml().replaceAll("\\s+", "").replace("<![CDATA[]]>", "");
    }
}
