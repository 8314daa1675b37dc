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

    /** Whether an element is in one that cannot be: browsers that read ahead may ask for what is in it all the same. */
    static boolean mayBeNone(Element inner) {
        return inner.parents().stream().anyMatch(around -> isOne(around) && !hasHost(around));
    }

    /** An element has one at most. */
    private static boolean hasHost(Element template) {
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
