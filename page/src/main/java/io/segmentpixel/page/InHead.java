package io.segmentpixel.page;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Before the end tag of the head, or behind the last thing in a head that has none. */
record InHead() implements Position {
    @Override
    public Place on(Page page) {
        return Page.written(page.tree().head().endSourceRange())
                .map(endTag -> new Place(endTag.start().pos(), true))
                .orElseGet(() -> new Place(endOfContent(page), false));
    }

    private static int endOfContent(Page page) {
        Element head = page.tree().head();
        int end = head.children().stream().mapToInt(page::end).max().orElse(-1);
        return end >= 0 ? end : endOfStartTag(page);
    }

    /** Behind the start tag of the head, or of the page, or behind its document type. */
    private static int endOfStartTag(Page page) {
        Stream<Node> starts = Stream.concat(
                Stream.of(page.tree().head()),
                Stream.concat(
                        page.tree().children().stream(),
                        Stream.ofNullable(page.tree().documentType())));
        return starts.flatMap(node -> Page.written(node.sourceRange()).stream())
                .mapToInt(range -> page.end(range.endPos()))
                .max()
                .orElse(0);
    }

    @Override
    public boolean means(OpenElements open, Page page) {
        return open.last().equals(page.tree().head());
    }

    @Override
    public boolean holds(Page before, Page after, List<Node> placed) {
        return Within.element("head", placed);
    }

    @Override
    public String toString() {
        return "in the head";
    }
}
