package io.segmentpixel.page;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Where in a VAST document's text an element comes in or goes out, with the line end and the indentation that belong to it. */
final class VastPlaces {
    private VastPlaces() {}

    static String element(String name, String attributes, String url) {
        return "<" + name + attributes + "><![CDATA[" + url + "]]></" + name + ">";
    }

    /** The last child of one of these names. */
    static Optional<Element> lastOf(Element parent, List<String> names) {
        return parent.children().stream()
                .filter(child -> names.contains(VastDocument.name(child)))
                .reduce((first, last) -> last);
    }

    static Edit behind(Element element, String written, VastDocument document) {
        return Edit.insertion(
                VastDocument.end(element), ownLine(VastDocument.start(element), "", document.lines()) + written);
    }

    static Edit firstIn(Element parent, String written, VastDocument document) {
        if (document.isEmptyTag(parent)) {
            throw new PlacementException("<" + parent.tagName() + "/>: has no inside; write it with an end tag");
        }
        Element first = parent.firstElementChild();
        if (first == null) {
            String before = ownLine(VastDocument.start(parent), "  ", document.lines());
            return Edit.insertion(
                    VastDocument.endOfStartTag(parent),
                    (before.isEmpty() && parent.childNodeSize() == 0 ? " " : before) + written);
        }
        String before = ownLine(VastDocument.start(first), "", document.lines());
        return Edit.insertion(VastDocument.start(first), written + before);
    }

    /** The line end and the indentation of what stands at a place; empty if it does not begin its line. */
    private static String ownLine(int offset, String deeper, Lines lines) {
        String before = lines.before(offset);
        String lineEnd = lines.lineEnd(offset);
        return before.isBlank() && !lineEnd.isEmpty() && offset > before.length() ? lineEnd + before + deeper : "";
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
        Lines lines = document.lines();
        String before = lines.before(start);
        int lineStart = start - before.length();
        if (before.isBlank() && lineStart > 0) {
            return Edit.removal(lineStart - lines.lineEndBefore(lineStart).length(), end);
        }
        boolean isSetApart = start > 0
                && lines.text().charAt(start - 1) == ' '
                && lines.text().startsWith("</", end)
                && element.previousElementSibling() == null;
        return Edit.removal(isSetApart ? start - 1 : start, end);
    }
}
