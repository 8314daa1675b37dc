package io.segmentpixel.page;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Node;

/** Before the end tag of the body, or at the end of a page that has none; or else before what swallows that end. */
record EndOfBody() implements Position {
    @Override
    public Stream<Place> on(Page page) {
        Place end = end(page);
        Stream<Place> others = Stream.of(page)
                .flatMap(one -> one.placesBefore(end.offset()).mapToObj(offset -> Place.somewhere(offset, true)));
        return Stream.concat(Stream.of(end), others);
    }

    private static Place end(Page page) {
        return Page.written(page.tree().body().endSourceRange())
                .or(() -> page.tree().select("> html").stream()
                        .flatMap(html -> Page.written(html.endSourceRange()).stream())
                        .findFirst())
                .map(endTag -> Place.beforeTag(endTag.start().pos()))
                .orElseGet(() -> atEnd(page));
    }

    private static Place atEnd(Page page) {
        int end = page.text().length();
        return Place.somewhere(end, page.lines().before(end).isBlank());
    }

    @Override
    public boolean means(OpenElements open, Page page) {
        return open.all().contains(page.tree().body());
    }

    /** A page without any content, or whose head swallows all, has no body yet: what it gets then stands in the head. */
    @Override
    public boolean holds(Page before, Page after, List<Node> placed) {
        return !before.hasBody() || Within.element("body", placed);
    }

    @Override
    public String toString() {
        return "at the end of the body";
    }
}
