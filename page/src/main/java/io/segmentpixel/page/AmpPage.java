package io.segmentpixel.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** A page of Accelerated Mobile Pages: its {@code <html>} says so by one of AMP's marks. */
final class AmpPage {
    private static final String LIGHTNING = "\u26a1";
    private static final String RUNTIME = "cdn.ampproject.org/";
    private static final Set<String> MARKS = Set.of("amp", "amp4ads", "amp4email");

    private AmpPage() {}

    static boolean is(Page page) {
        Element html = page.tree().firstElementChild();
        return html != null
                && html.attributes().asList().stream().map(Attribute::getKey).anyMatch(AmpPage::isMark);
    }

    private static boolean isMark(String attribute) {
        String plain = attribute.toLowerCase(Locale.ROOT).replace("\ufe0f", "").replace(LIGHTNING, "amp");
        return MARKS.contains(plain);
    }

    /** Whether AMP's own elements may work here: also in a part of a page, which does not say what it is a part of. */
    static boolean mayBe(Page page) {
        Element html = page.tree().firstElementChild();
        return is(page)
                || html == null
                || Page.start(html).isEmpty()
                || page.text().contains(RUNTIME);
    }

    /** Whether nothing but elements of AMP stands in a tag. */
    static boolean takes(Rendering tag) {
        return tag.allElements().stream()
                .allMatch(element -> element.normalName().startsWith("amp-"));
    }

    /** Whether an element of AMP stands in a tag. */
    static boolean needs(Rendering tag) {
        return tag.allElements().stream()
                .anyMatch(element -> element.normalName().startsWith("amp-"));
    }
}
