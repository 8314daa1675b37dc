package io.segmentpixel.page;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Behind the start tag of the body; where none is written, before the first thing in the body or behind one of the first. */
record StartOfBody() implements Position {
    private static final int MOST_PASSED = 5;

    @Override
    public Stream<Place> on(Page page) {
        Element body = page.tree().body();
        Stream<Place> behindStartTag =
                Page.written(body.sourceRange()).stream().map(startTag -> Place.behindTag(page.end(startTag.endPos())));
        Stream<Place> beforeFirst = body.childNodes().stream()
                .flatMap(child -> Page.start(child).stream())
                .limit(1)
                .map(offset -> Place.somewhere(offset, true));
        Stream<Place> behindOthers = body.childNodes().stream()
                .filter(child -> Page.start(child).isPresent())
                .limit(MOST_PASSED)
                .map(child -> Place.somewhere(page.end(child), false));
        return Stream.of(behindStartTag, beforeFirst, behindOthers, new EndOfBody().on(page))
                .flatMap(places -> places);
    }

    @Override
    public boolean means(OpenElements open, Page page) {
        return open.all().contains(page.tree().body());
    }

    @Override
    public boolean holds(Page before, Page after, List<Node> placed) {
        return new EndOfBody().holds(before, after, placed);
    }

    @Override
    public String toString() {
        return "at the start of the body";
    }
}
