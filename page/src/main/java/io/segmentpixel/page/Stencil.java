package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A tag with the call and the name cut out. Laid over a page it shows the whole of what the same format wrote there for another
 * call or under another name: also what stands around the element that calls, and beside it.
 */
final class Stencil {
    private static final String COMMENT = "<!--";

    private final List<Node> nodes;
    private final String name;
    private final boolean isOfOneCall;
    private final Predicate<String> isAddress;
    private final List<String> lines;

    private Stencil(List<? extends Node> nodes, String name, boolean isOfOneCall, Predicate<String> isAddress) {
        this.nodes = nodes.stream()
                .filter(node -> !Outline.isBlank(node))
                .<Node>map(node -> node)
                .toList();
        this.name = Outline.squeezed(name);
        this.isOfOneCall = isOfOneCall;
        this.isAddress = isAddress;
        this.lines = lines(this.nodes);
    }

    /**
     * For a tag whose address can be told from the rest.
     *
     * @param nodes what it is made of
     * @param name the name of its pixel
     * @param isAddress which texts are addresses of calls
     */
    static Stencil ofAnyCall(List<Node> nodes, String name, Predicate<String> isAddress) {
        return new Stencil(nodes, name, false, isAddress);
    }

    /**
     * For a tag that makes its call in a way of its own: only the name, where a comment says it, is cut out.
     *
     * @param nodes what it is made of
     * @param name the name of its pixel
     */
    static Stencil ofOneCall(List<? extends Node> nodes, String name) {
        return new Stencil(nodes, name, true, text -> false);
    }

    /** The nodes of a page that are the whole tag, if one of its elements were this one of the tag. */
    Optional<List<Node>> at(Element onPage, Element inTag, Neighbours neighbours) {
        @Nullable Node top = inTag;
        @Nullable Node edge = onPage;
        while (edge != null && top != null && !nodes.contains(top)) {
            edge = edge.parent();
            top = top.parent();
        }
        for (int before = nodes.indexOf(top); edge != null && before > 0; before--) {
            edge = neighbours.before(edge);
        }
        List<Node> run = new ArrayList<>();
        while (edge != null && run.size() < nodes.size()) {
            run.add(edge);
            edge = neighbours.behind(edge);
        }
        return Optional.of(run).filter(whole -> whole.size() == nodes.size()).filter(whole -> fits(lines(whole)));
    }

    private boolean fits(List<String> others) {
        if (others.size() != lines.size()) {
            return false;
        }
        for (int at = 0; at < others.size(); at++) {
            if (!fits(lines.get(at), others.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Where the tag says the name of its pixel, any other may stand. */
    private boolean fits(String ours, String theirs) {
        int first = ours.indexOf(name);
        if (first < 0 || name.isEmpty() || (isOfOneCall && !ours.contains(COMMENT))) {
            return ours.equals(theirs);
        }
        String behind = ours.substring(ours.lastIndexOf(name) + name.length());
        return theirs.length() >= first + behind.length()
                && theirs.startsWith(ours.substring(0, first))
                && theirs.endsWith(behind);
    }

    private List<String> lines(List<Node> tree) {
        List<String> all = new ArrayList<>();
        tree.forEach(root -> root.traverse((node, depth) -> {
            if (!Outline.isBlank(node)) {
                all.add(depth + " " + line(node));
            }
        }));
        return all;
    }

    private String line(Node node) {
        if (node instanceof Element element) {
            StringBuilder tag = new StringBuilder(element.normalName());
            element.attributes().forEach(attribute -> tag.append(' ')
                    .append(attribute.getKey())
                    .append('=')
                    .append(isAddress.test(attribute.getValue()) ? "" : Outline.squeezed(attribute.getValue())));
            return tag.toString();
        }
        if (node instanceof Comment comment) {
            return COMMENT + line(comment);
        }
        return node instanceof DataNode script
                ? line(script.getWholeData())
                : Outline.squeezed(node instanceof TextNode text ? text.getWholeText() : node.outerHtml());
    }

    private String line(String script) {
        InlineScript inline = InlineScript.of(script);
        return inline.url().filter(isAddress).isPresent() ? inline.shape() : Outline.squeezed(script);
    }

    private static String line(Comment comment) {
        return TagComment.of(comment)
                .map(half -> half.isOpening() ? "opening" : "closing")
                .orElseGet(() -> Outline.squeezed(comment.getData()));
    }
}
