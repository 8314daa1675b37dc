package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter.FilterResult;
import org.jspecify.annotations.Nullable;

/** A page's text and its tree, whose nodes know where in the text they stand. */
final class Page {
    /** What stands within these is no part of the live page, or runs by other rules. */
    private static final String INERT = "template, noscript, svg, math";

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\n|\\r");

    private final String text;
    private final UnaryOperator<String> writable;
    private final Document tree;
    private @Nullable Wrappers wrappers;
    private @Nullable Boolean isFormattingClosed;

    Page(String text) {
        this(text, UnaryOperator.identity());
    }

    private Page(String text, UnaryOperator<String> writable) {
        this.text = text;
        this.writable = writable;
        this.tree = Jsoup.parse(
                text.startsWith(BYTE_ORDER_MARK) ? " " + text.substring(1) : text,
                "",
                Parser.htmlParser().setTrackPosition(true));
    }

    static Page of(EncodedText encoded) {
        return new Page(encoded.text(), encoded::writable);
    }

    /** The page after changes. */
    Page changed(Edits edits) {
        return new Page(edits.applyTo(text), writable);
    }

    String text() {
        return text;
    }

    /** A text as it can be written into this page, which may have no bytes for some characters. */
    String writable(String addition) {
        return writable.apply(addition);
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

    /** Whether a browser acts on what stands here. */
    static boolean isLive(Node node) {
        return node.parent() instanceof Element && inertAround(node).isEmpty();
    }

    /** The name of the element around a node that keeps it from being live. */
    static Optional<String> inertAround(Node node) {
        return Optional.ofNullable(node.parent())
                .filter(Element.class::isInstance)
                .map(parent -> ((Element) parent).closest(INERT))
                .map(Element::normalName);
    }

    /** The topmost nodes that begin within a stretch of the text, in order; blank texts aside. */
    List<Node> within(int start, int end) {
        List<Node> within = new ArrayList<>();
        tree.filter((node, depth) -> {
            boolean isInside = start(node)
                    .filter(offset -> offset >= start && offset < end)
                    .isPresent();
            if (!isInside || node instanceof Document || Outline.isText(node)) {
                return FilterResult.CONTINUE;
            }
            within.add(node);
            return FilterResult.SKIP_CHILDREN;
        });
        return within;
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

    /** Whether every element that browsers would open again is closed by its own end tag. */
    boolean isFormattingClosed() {
        if (isFormattingClosed == null) {
            isFormattingClosed = OpenElements.isFormattingClosed(tree);
        }
        return isFormattingClosed;
    }

    /** The comments around tags. */
    Wrappers wrappers() {
        if (wrappers == null) {
            wrappers = new Wrappers(tree);
        }
        return wrappers;
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
