package io.segmentpixel.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Before the end tag of the head, or behind the last thing in a head that has none; or else where the head begins. */
record InHead() implements Position {
    @Override
    public Stream<Place> on(Page page) {
        Element head = page.tree().head();
        Stream<Place> beforeEndTag = Page.written(head.endSourceRange()).stream()
                .map(endTag -> Place.beforeTag(endTag.start().pos()));
        Stream<Place> behindContent =
                Optional.ofNullable(head.lastElementChild()).stream().map(last -> Place.behindTag(page.end(last)));
        Stream<Place> anywhere = Stream.of(page)
                .flatMap(one -> one.placesFromStart().mapToObj(offset -> Place.somewhere(offset, false)));
        return Stream.of(beforeEndTag, behindContent, Stream.of(Place.behindTag(start(page))), anywhere)
                .flatMap(places -> places);
    }

    private static int start(Page page) {
        return Page.written(page.tree().head().sourceRange())
                .map(startTag -> page.end(startTag.endPos()))
                .orElseGet(page::startOfContent);
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
