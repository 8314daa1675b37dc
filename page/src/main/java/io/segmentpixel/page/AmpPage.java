package io.segmentpixel.page;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** A page of Accelerated Mobile Pages: its {@code <html>} says so by one of AMP's marks. */
final class AmpPage {
    private static final String LIGHTNING = "\u26a1";
    private static final String RUNTIME = "cdn.ampproject.org/";
    private static final String EMAIL = "amp4email";
    private static final Set<String> MARKS = Set.of("amp", "amp4ads", EMAIL);

    private AmpPage() {}

    static boolean is(Page page) {
        return marks(page).anyMatch(MARKS::contains);
    }

    /** Whether it is an e-mail, where AMP has no pixels. */
    static boolean isEmail(Page page) {
        return marks(page).anyMatch(EMAIL::equals);
    }

    private static Stream<String> marks(Page page) {
        return Stream.ofNullable(page.tree().firstElementChild())
                .flatMap(html -> html.attributes().asList().stream())
                .map(attribute -> attribute.getKey().toLowerCase(Locale.ROOT))
                .map(key -> key.replace("\ufe0f", "").replace(LIGHTNING, "amp"));
    }

    /** Whether AMP's own elements may work here: also in a part of a page, which does not say what it is a part of. */
    static boolean mayBe(Page page) {
        Element html = page.tree().firstElementChild();
        return is(page)
                || (page.tree().documentType() == null
                        && (html == null || Page.start(html).isEmpty()))
                || page.survey().carriers().stream()
                        .anyMatch(carrier -> carrier.normalName().equals("script")
                                && carrier.attr("src").contains(RUNTIME));
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
