package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * A tag that is taken out of a page: a stretch of its text, and the nodes that go with it.
 *
 * @param start where it begins
 * @param end behind its last character
 * @param nodes the element, and the comments around it
 */
record Removal(int start, int end, List<Node> nodes) {
    private static final Pattern OPENING =
            Pattern.compile("(?s)\\s*(?:Segment|Conversion) Pixel - .*DO NOT MODIFY\\s*");
    private static final Pattern CLOSING = Pattern.compile("(?s)\\s*End of (?:Segment|Conversion) Pixel\\s*");

    static Removal of(Element element, Page page) {
        if (!element.data().isBlank()) {
            throw new PlacementException("remove: the tag's script swallows what follows it; take it out by hand");
        }
        int start = Page.start(element).orElseThrow();
        int end = page.end(element);
        List<Node> nodes = new ArrayList<>(List.of(element));
        Optional<Comment> opening = page.comments(OPENING)
                .filter(comment -> page.isBlankBetween(comment, element))
                .findFirst();
        Optional<Comment> closing = page.comments(CLOSING)
                .filter(comment -> page.isBlankBetween(element, comment))
                .findFirst();
        if (opening.isPresent()) {
            start = Page.start(opening.get()).orElse(start);
            nodes.add(opening.get());
        }
        if (closing.isPresent()) {
            end = page.end(closing.get().sourceRange().endPos());
            nodes.add(closing.get());
        }
        return withLines(start, end, nodes, page);
    }

    /** A tag on lines of its own takes these lines with it; on the last line, the line end before it. */
    private static Removal withLines(int start, int end, List<Node> nodes, Page page) {
        String before = page.lineBefore(start);
        String lineEnd = page.lineEndAt(end);
        int lineStart = start - before.length();
        boolean isLast = end == page.text().length();
        if (!before.isBlank() || (lineEnd.isEmpty() && !isLast) || (isLast && lineStart == 0)) {
            return new Removal(start, end, nodes);
        }
        return lineEnd.isEmpty()
                ? new Removal(lineStart - lineEndBefore(lineStart, page), end, nodes)
                : new Removal(lineStart, end + lineEnd.length(), nodes);
    }

    private static int lineEndBefore(int lineStart, Page page) {
        return lineStart >= 2 && page.text().startsWith("\r\n", lineStart - 2) ? 2 : 1;
    }
}
