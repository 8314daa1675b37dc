package io.segmentpixel.page;

import java.util.List;
import org.jsoup.nodes.Node;

/** Behind the start tag of the body, or before the first thing in a body that has none. */
record StartOfBody() implements Position {
    @Override
    public Place on(Page page) {
        return Page.written(page.tree().body().sourceRange())
                .map(startTag -> new Place(page.end(startTag.endPos()), false))
                .orElseGet(() -> beforeFirstChild(page));
    }

    private static Place beforeFirstChild(Page page) {
        return page.tree().body().childNodes().stream()
                .flatMap(child -> Page.start(child).stream())
                .findFirst()
                .map(offset -> new Place(offset, true))
                .orElseGet(() -> new EndOfBody().on(page));
    }

    @Override
    public boolean means(OpenElements open, Page page) {
        return open.all().contains(page.tree().body());
    }

    @Override
    public boolean holds(Page before, Page after, List<Node> placed) {
        return Within.element("body", placed);
    }

    @Override
    public String toString() {
        return "at the start of the body";
    }
}
