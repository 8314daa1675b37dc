package io.segmentpixel.examples.showcase;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Elements of the page. Text goes in as text, whatever stands in it. */
final class Elements {
    private Elements() {}

    static Element byId(Document page, String id) {
        return Objects.requireNonNull(page.getElementById(id), id);
    }

    /** A table with a caption and headings, without rows. */
    static Element table(Element parent, String caption, String... headings) {
        Element table = parent.appendElement("table");
        table.appendElement("caption").text(caption);
        Element head = table.appendElement("thead").appendElement("tr");
        List.of(headings)
                .forEach(
                        heading -> head.appendElement("th").attr("scope", "col").text(heading));
        return table.appendElement("tbody");
    }

    /** A row of cells, of which the first is its heading. */
    static Element row(Element body, String heading, String... cells) {
        Element row = body.appendElement("tr");
        row.appendElement("th").attr("scope", "row").text(heading);
        List.of(cells).forEach(cell -> row.appendElement("td").text(cell));
        return row;
    }

    static void option(Element select, String value, String text, boolean isSelected) {
        select.appendElement("option")
                .attr("value", value)
                .attr("selected", isSelected)
                .text(text);
    }

    /** A text of several lines, which can be copied. */
    static void code(Element parent, String id, String text) {
        parent.appendElement("pre").attr("id", id).text(text);
    }

    /** The lines of a unified diff, each as what it is. */
    static void diff(Element parent, Collection<String> lines) {
        Element pre = parent.appendElement("pre");
        for (String line : lines) {
            pre.appendElement("span").addClass(kind(line)).text(line);
        }
    }

    private static String kind(String line) {
        if (line.startsWith("+++") || line.startsWith("---")) {
            return "file";
        }
        return line.startsWith("+") ? "new" : line.startsWith("-") ? "old" : "same";
    }
}
