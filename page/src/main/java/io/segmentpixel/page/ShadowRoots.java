package io.segmentpixel.page;

import java.util.Set;
import org.jsoup.nodes.Element;

/** Tells whether what stands in a template is shown as the shadow root of the element around it. */
final class ShadowRoots {
    /** By the DOM standard, beside elements of an author's own. */
    private static final Set<String> HOSTS = Set.of(
            "article",
            "aside",
            "blockquote",
            "body",
            "div",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "main",
            "nav",
            "p",
            "section",
            "span");

    private ShadowRoots() {}

    /** Whether a template says that it is one. */
    static boolean isOne(Element element) {
        return element.normalName().equals("template")
                && element.attr("shadowrootmode").matches("(?i)open|closed");
    }

    /** An element has one at most. */
    static boolean hasHost(Element template) {
        Element host = template.parent();
        if (host == null) {
            return false;
        }
        boolean canHave = HOSTS.contains(host.normalName()) || host.normalName().contains("-");
        return canHave
                && host.children().stream()
                        .takeWhile(child -> !child.equals(template))
                        .noneMatch(ShadowRoots::isOne);
    }
}
