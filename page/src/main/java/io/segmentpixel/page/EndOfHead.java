package io.segmentpixel.page;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Where the head of a page ends by its text, which is not where browsers end it if an image stands in it. */
final class EndOfHead {
    private static final Pattern END = Pattern.compile("(?i)</head[\\s>/]|<body[\\s>/]");

    /** So many such tags in comments and scripts nobody means. */
    private static final int MOST = 100;

    private final Page page;
    private int place = -1;

    EndOfHead(Page page) {
        this.page = page;
    }

    /** Whether an image at a place stands before it, and so ends the head. */
    boolean isBehind(int offset) {
        if (place < 0) {
            place = isAsWritten() ? 0 : place();
        }
        return offset < place;
    }

    /** Whether browsers end the head where the page does, so that no image is in it; our parser sees none in a noscript there. */
    private boolean isAsWritten() {
        Element head = page.tree().head();
        return Page.written(head.endSourceRange()).isPresent()
                && head.children().stream()
                        .noneMatch(child -> child.normalName().equals("noscript"));
    }

    private int place() {
        int[] ends = END.matcher(page.text())
                .results()
                .limit(MOST)
                .mapToInt(MatchResult::start)
                .toArray();
        List<Node> nodes = NodesAt.of(page.tree(), ends);
        for (int end : ends) {
            if (nodes.stream().noneMatch(node -> holds(node, end))) {
                return end;
            }
        }
        return 0;
    }

    /** Whether a tag is none, as it stands in a comment, a script, a title or an attribute. */
    private static boolean holds(Node node, int tag) {
        int start = node.sourceRange().startPos();
        return tag < node.sourceRange().endPos() && (node instanceof Element ? start < tag : start <= tag);
    }
}
