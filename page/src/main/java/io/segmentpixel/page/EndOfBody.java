package io.segmentpixel.page;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Before the end tag of the body, or at the end of a page that has none. */
record EndOfBody() implements Position {
    @Override
    public Place on(Page page) {
        return Page.written(page.tree().body().endSourceRange())
                .or(() -> page.tree().select("> html").stream()
                        .flatMap(html -> Page.written(html.endSourceRange()).stream())
                        .findFirst())
                .map(endTag -> new Place(endTag.start().pos(), true))
                .orElseGet(() -> atEnd(page));
    }

    private static Place atEnd(Page page) {
        int end = page.text().length();
        return new Place(end, page.lineBefore(end).isBlank());
    }

    @Override
    public boolean means(OpenElements open, Page page) {
        return open.all().contains(page.tree().body());
    }

    /** A page without any content has no body yet: what it gets then stands in the head. */
    @Override
    public boolean holds(Page before, Page after, List<Node> placed) {
        Element body = before.tree().body();
        boolean hasBody = Page.start(body).isPresent() || body.childNodeSize() > 0;
        return !hasBody || Within.element("body", placed);
    }

    @Override
    public String toString() {
        return "at the end of the body";
    }
}
