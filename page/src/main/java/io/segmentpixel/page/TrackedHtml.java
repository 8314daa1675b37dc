package io.segmentpixel.page;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Parses HTML into a tree whose nodes know where in the text they stand. */
final class TrackedHtml {
    private TrackedHtml() {}

    static Document parsed(String html) {
        return parsed(html, Parser.htmlParser());
    }

    /**
     * The parser looks up the line of each place, which takes it a fifth of its time, and nobody asks for it. So it gets the text
     * as one line: a tab is as good as a line end to HTML, and browsers take both out of addresses.
     */
    static Document parsed(String html, Parser parser) {
        return Jsoup.parse(html.replace('\n', '\t'), "", parser.setTrackPosition(true));
    }
}
