package io.segmentpixel.page;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Whether elements stand within one of some name; a comment may stand anywhere. */
final class Within {
    private Within() {}

    static boolean element(String name, List<Node> nodes) {
        return nodes.stream().allMatch(node -> !(node instanceof Element element) || element.closest(name) != null);
    }
}
