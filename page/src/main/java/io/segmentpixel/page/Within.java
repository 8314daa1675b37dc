package io.segmentpixel.page;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Whether nodes stand within an element of some name. */
final class Within {
    private Within() {}

    static boolean element(String name, List<Node> nodes) {
        return nodes.stream().allMatch(node -> node.parent() instanceof Element parent && parent.closest(name) != null);
    }
}
