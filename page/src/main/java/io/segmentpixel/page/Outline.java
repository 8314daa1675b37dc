package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * A tree as a list of lines, to compare two trees: elements with their attributes, comments, data and texts, but no white
 * space outside attributes, and without the nodes that are left out.
 */
final class Outline implements NodeFilter {
    private final Set<Node> leftOut;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder openText = new StringBuilder();

    private Outline(Set<Node> leftOut) {
        this.leftOut = leftOut;
    }

    static List<String> of(Node tree, Collection<? extends Node> leftOut) {
        Outline outline = new Outline(Set.copyOf(leftOut));
        tree.filter(outline);
        outline.closeText();
        return outline.lines;
    }

    static List<String> of(Collection<? extends Node> nodes) {
        return nodes.stream().flatMap(node -> of(node, Set.of()).stream()).toList();
    }

    static boolean isText(Node node) {
        return node instanceof TextNode;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (leftOut.contains(node)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (node instanceof TextNode text) {
            openText.append(squeezed(text.getWholeText()));
            return FilterResult.CONTINUE;
        }
        closeText();
        lines.add(depth + " "
                + (node instanceof Element element
                        ? element.nodeName() + element.attributes().html()
                        : inWords(node)));
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element) {
            closeText();
        }
        return FilterResult.CONTINUE;
    }

    private static String inWords(Node node) {
        return squeezed(node instanceof Comment comment ? "<!--" + comment.getData() : node.outerHtml());
    }

    static boolean isBlank(Node node) {
        return node instanceof TextNode text && text.isBlank();
    }

    /** A text without its white space. */
    static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private void closeText() {
        if (!openText.isEmpty()) {
            lines.add("\"" + openText + "\"");
            openText.setLength(0);
        }
    }
}
