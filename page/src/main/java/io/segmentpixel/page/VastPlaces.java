package io.segmentpixel.page;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Where in a VAST document's text an element comes in or goes out, with the line end and the indentation that belong to it. */
final class VastPlaces {
    /** What stands in an element without elements: comments and instructions, and texts, as CDATA or not. */
    private static final Pattern PIECE =
            Pattern.compile("<!--.*?-->|<\\?.*?\\?>|<!\\[CDATA\\[(?<data>.*?)]]>|(?<text>[^<]+)", Pattern.DOTALL);

    /** What sets an element apart in one that was a pair of tags, and in one that was a single tag: so both come back. */
    private static final String IN_PAIR = " ";

    private static final String IN_TAG = "  ";

    private VastPlaces() {}

    static String element(String name, String attributes, String url) {
        return "<" + name + attributes + "><![CDATA[" + url + "]]></" + name + ">";
    }

    /** The last child of one of these names. */
    static Optional<Element> lastOf(Element parent, String... names) {
        return VastDocument.children(parent, names).stream().reduce((first, last) -> last);
    }

    static Edit behind(Element element, String written, VastDocument document) {
        return Edit.insertion(VastDocument.end(element), ownLine(element, document) + written);
    }

    static Edit firstIn(Element parent, String written, VastDocument document) {
        int inside = VastDocument.endOfStartTag(parent);
        if (document.isEmptyTag(parent)) {
            return new Edit(inside - "/>".length(), inside, ">" + IN_TAG + written + endTag(parent));
        }
        Element first = parent.firstElementChild();
        if (first != null) {
            return Edit.insertion(VastDocument.start(first), written + ownLine(first, document));
        }
        String line = ownLine(parent, document);
        if (!line.isEmpty()) {
            return Edit.insertion(inside, line + "  " + written);
        }
        return Edit.insertion(inside, (parent.childNodeSize() == 0 ? IN_PAIR : "") + written);
    }

    private static String endTag(Element element) {
        return "</" + element.tagName() + ">";
    }

    /** The line end and the indentation before an element; empty if it does not begin its line. */
    private static String ownLine(Element element, VastDocument document) {
        String text = document.text();
        int start = VastDocument.start(element);
        int lineStart = start;
        while (lineStart > 0 && " \t".indexOf(text.charAt(lineStart - 1)) >= 0) {
            lineStart--;
        }
        String lineEnd = new Lines(text).lineEndBefore(lineStart);
        return lineEnd.isEmpty() ? "" : lineEnd + text.substring(lineStart, start);
    }

    /** Takes an element out; with it the events around it if they were made for it, and hold nothing else. */
    static Edit removal(Element element, VastDocument document) {
        return Optional.ofNullable(element.parent())
                .filter(parent -> VastDocument.name(parent).equals("TrackingEvents") && parent.childNodeSize() == 1)
                .map(events -> stretch(events, document))
                .orElseGet(() -> stretch(element, document));
    }

    private static Edit stretch(Element element, VastDocument document) {
        int start = VastDocument.start(element);
        int end = VastDocument.end(element);
        Element parent = element.parent();
        if (parent != null && document.text().startsWith(endTag(parent), end)) {
            int inside = VastDocument.endOfStartTag(parent);
            String before = document.text().substring(inside, start);
            if (before.equals(IN_TAG)) {
                return new Edit(inside - ">".length(), VastDocument.end(parent), "/>");
            }
            if (before.equals(IN_PAIR)) {
                return Edit.removal(inside, end);
            }
        }
        return Edit.removal(start - ownLine(element, document).length(), end);
    }

    /** Puts another URL where one stands, as CDATA or as text, whichever that is; all that is beside it stays. */
    static Stream<Edit> exchange(Element element, String url, VastDocument document) {
        Matcher pieces = PIECE.matcher(document.text())
                .region(
                        VastDocument.endOfStartTag(element),
                        element.endSourceRange().startPos());
        Stream.Builder<Edit> edits = Stream.builder();
        String rest = url;
        while (pieces.find()) {
            boolean isData = pieces.group("data") != null;
            String piece = isData ? pieces.group("data") : pieces.group("text");
            if (piece != null && !piece.isBlank()) {
                int start = pieces.start(isData ? "data" : "text") + piece.indexOf(piece.strip());
                edits.add(new Edit(start, start + piece.strip().length(), isData ? rest : escaped(rest)));
                rest = "";
            }
        }
        return edits.build();
    }

    private static String escaped(String url) {
        return url.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
