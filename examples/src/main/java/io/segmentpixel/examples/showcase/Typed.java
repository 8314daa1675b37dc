package io.segmentpixel.examples.showcase;

import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a person typed into a form, which stays there. */
final class Typed {
    private Typed() {}

    /** Puts the fields into the form that goes to an address. */
    static void into(Document page, String address, Map<String, String> fields) {
        for (Element form : page.getElementsByAttributeValue("action", address)) {
            for (Element field : form.select("input, select, textarea")) {
                String value = fields.get(field.attr("name"));
                if (field.attr("type").equals("checkbox")) {
                    field.attr("checked", value != null);
                } else if (value != null) {
                    put(field, value);
                }
            }
        }
    }

    private static void put(Element field, String value) {
        switch (field.normalName()) {
            case "textarea" -> field.text("\n" + value); // browsers leave out the first line end
            case "select" ->
                field.getElementsByTag("option")
                        .forEach(option ->
                                option.attr("selected", option.attr("value").equals(value)));
            default -> field.attr("value", value);
        }
    }
}
