package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A tree as a list of lines, to compare two trees: elements with their attributes, comments, data and texts, but no white
 * space outside attributes, and without the nodes that are left out.
 */
final class Outline {
    private final Set<Node> leftOut;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder openText = new StringBuilder();

    private Outline(Set<Node> leftOut) {
        this.leftOut = leftOut;
    }

    static List<String> of(Node tree, Collection<Node> leftOut) {
        Outline outline = new Outline(Set.copyOf(leftOut));
        outline.visit(tree, 0);
        outline.closeText();
        return outline.lines;
    }

    static List<String> of(Collection<Node> nodes) {
        return nodes.stream().flatMap(node -> of(node, Set.of()).stream()).toList();
    }

    static boolean isText(Node node) {
        return node instanceof TextNode;
    }

    private void visit(Node node, int depth) {
        if (leftOut.contains(node)) {
            return;
        }
        if (node instanceof TextNode text) {
            openText.append(squeezed(text.getWholeText()));
            return;
        }
        closeText();
        lines.add(depth + " "
                + (node instanceof Element element
                        ? element.nodeName() + element.attributes().html()
                        : inWords(node)));
        node.childNodes().forEach(child -> visit(child, depth + 1));
        closeText();
    }

    private static String inWords(Node node) {
        return squeezed(node instanceof Comment comment ? "<!--" + comment.getData() : node.outerHtml());
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private void closeText() {
        if (!openText.isEmpty()) {
            lines.add("\"" + openText + "\"");
            openText.setLength(0);
        }
    }
}
