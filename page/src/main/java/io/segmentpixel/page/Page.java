package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/** A page's text and its tree, whose nodes know where in the text they stand. */
final class Page {
    /** What stands within these is no part of the live page, or runs by other rules. */
    private static final String INERT = "template, noscript, svg, math";

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\n|\\r");

    private final String text;
    private final Document tree;

    Page(String text) {
        this.text = text;
        this.tree = Jsoup.parse(
                text.startsWith(BYTE_ORDER_MARK) ? " " + text.substring(1) : text,
                "",
                Parser.htmlParser().setTrackPosition(true));
    }

    String text() {
        return text;
    }

    Document tree() {
        return tree;
    }

    /** The end of the line that a place is on; on a last line the first line end of the page, empty if there is none. */
    String lineEnd(int offset) {
        Matcher ends = LINE_END.matcher(text);
        return ends.find(offset) || ends.find(0) ? ends.group() : "";
    }

    /** What stands before a place on its line. */
    String lineBefore(int offset) {
        int start = offset;
        while (start > 0 && !isLineEnd(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, offset);
    }

    /** What stands behind a place on its line. */
    String lineAfter(int offset) {
        int end = offset;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        return text.substring(offset, end);
    }

    /** The line end that stands at a place, empty if there is none. */
    String lineEndAt(int offset) {
        Matcher end = LINE_END.matcher(text).region(offset, text.length());
        return end.lookingAt() ? end.group() : "";
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    /** The images and scripts that make this call when the page is loaded. */
    List<Element> active(PixelCall call) {
        return tree.select("img[src], script[src]").stream()
                .filter(element -> makes(element, call))
                .filter(Page::isLive)
                .toList();
    }

    /** Whether the page holds a live tag that does not show the call itself (a beacon, a noscript), by its text, white space aside. */
    boolean holds(String tag, PixelCall call) {
        return new Page(tag).active(call).isEmpty()
                && whereverBlanksDiffer(tag)
                        .matcher(text)
                        .results()
                        .map(match -> within(match.start(), match.end()))
                        .anyMatch(
                                nodes -> areWhole(nodes, tag) && nodes.stream().allMatch(Page::isLive));
    }

    private static Pattern whereverBlanksDiffer(String tag) {
        return Pattern.compile(
                Stream.of(tag.strip().split("\\s+", -1)).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }

    /** Whether these nodes are all that a tag is made of, and nothing else. */
    static boolean areWhole(List<Node> nodes, String tag) {
        return !nodes.isEmpty()
                && Outline.of(nodes)
                        .equals(Outline.of(Jsoup.parseBodyFragment(tag).body().childNodes()));
    }

    private static boolean makes(Element element, PixelCall call) {
        String address = element.attr("src");
        return PixelCall.parse(address)
                .filter(parsed -> goesTo(parsed.host(), address))
                .flatMap(ParsedCall::call)
                .filter(call::equals)
                .isPresent();
    }

    /** An archived copy, or a link through a mail gateway, holds a call and goes elsewhere. */
    private static boolean goesTo(String host, String address) {
        int slashes = address.indexOf("//");
        int path = address.indexOf('/', slashes + 2);
        return slashes >= 0
                && path >= 0
                && address.substring(slashes, path).toLowerCase(Locale.ROOT).contains(host);
    }

    /** Whether a browser acts on what stands here. */
    static boolean isLive(Node node) {
        return node.parent() instanceof Element parent && parent.closest(INERT) == null;
    }

    /** The topmost nodes that begin within a stretch of the text, in order; blank texts aside. */
    List<Node> within(int start, int end) {
        return within(tree, start, end).toList();
    }

    private static Stream<Node> within(Node node, int start, int end) {
        Optional<Integer> at = start(node).filter(offset -> offset >= start && offset < end);
        boolean isInside = at.isPresent() && !(node instanceof Document) && !Outline.isText(node);
        return isInside ? Stream.of(node) : node.childNodes().stream().flatMap(child -> within(child, start, end));
    }

    /**
     * Whether a title, a text area or a noscript that begins before a place is not closed before it: browsers take all in it for
     * text, however our parser ends it.
     */
    boolean isTextAt(int offset) {
        return tree.select("title, textarea, noscript").stream()
                .filter(element -> element.closest("svg") == null)
                .filter(element -> start(element).orElse(offset) < offset)
                .anyMatch(element -> !isClosed(element, offset));
    }

    private boolean isClosed(Element element, int offset) {
        Pattern endTag = Pattern.compile("(?i)</" + element.normalName() + "[\\s/>]");
        int content = Math.min(end(element.sourceRange().endPos()), offset);
        return endTag.matcher(text.substring(content, offset)).find();
    }

    /** The comments whose text has this form. */
    Stream<Comment> comments(Pattern form) {
        return tree.nodeStream(Comment.class)
                .filter(comment -> form.matcher(comment.getData()).matches());
    }

    /** Whether nothing but white space stands between two nodes, wherever in the tree a browser puts them. */
    boolean isBlankBetween(Node first, Node second) {
        int end = first instanceof Element element
                ? end(element)
                : end(first.sourceRange().endPos());
        return start(second)
                .filter(start -> start >= end && text.substring(end, start).isBlank())
                .isPresent();
    }

    /** Where a node's own text begins, empty for one that the parser made up. */
    static Optional<Integer> start(Node node) {
        return written(node.sourceRange()).map(range -> range.start().pos());
    }

    /** A range that stands in the text, empty for one that the parser made up. */
    static Optional<Range> written(Range range) {
        return Optional.of(range).filter(Range::isTracked).filter(tracked -> !tracked.isImplicit());
    }

    /** Where an element ends: behind its end tag, or where the parser ended it. */
    int end(Element element) {
        Range end = element.endSourceRange();
        int endOfStartTag = element.sourceRange().endPos();
        return end(end.isTracked() ? Math.max(end.endPos(), endOfStartTag) : endOfStartTag);
    }

    /** An end as the parser says it, which for a tag that the page breaks off is behind the page. */
    int end(int position) {
        return Math.min(position, text.length());
    }
}
