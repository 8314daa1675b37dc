package io.segmentpixel.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Node;

/** Where the head of a page ends by its text, which is not where browsers end it if an image stands in it. */
final class EndOfHead {
    private static final Pattern END = Pattern.compile("(?i)</head[\\s>/]|<body[\\s>/]");

    private final Page page;
    private int place = -1;

    EndOfHead(Page page) {
        this.page = page;
    }

    /** Whether it is behind a place. */
    boolean isBehind(int offset) {
        return offset < place();
    }

    private int place() {
        if (place < 0) {
            Matcher end = END.matcher(page.text());
            place = 0;
            int from = 0;
            while (end.find(from)) {
                if (!isText(end.start())) {
                    place = end.start();
                    break;
                }
                from = end.end();
            }
        }
        return place;
    }

    /** Whether a place is in a comment or a script, where tags are no tags. */
    private boolean isText(int offset) {
        return page.survey().comments().stream().anyMatch(comment -> holds(comment, offset))
                || page.survey().carriers().stream()
                        .filter(element -> element.normalName().equals("script"))
                        .anyMatch(script -> holds(script, offset));
    }

    private boolean holds(Node node, int offset) {
        return Page.start(node).filter(start -> start < offset).isPresent() && offset < page.end(node);
    }
}
