package io.segmentpixel.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;

/** The nodes in whose own text some places stand; what surely holds none of them is not looked at. */
final class NodesAt {
    private final int[] places;
    private final BitSet missed = new BitSet();
    private final List<Node> found = new ArrayList<>();

    private NodesAt(int[] places) {
        this.places = places;
        this.missed.set(0, places.length);
    }

    /** For each place the node that it stands in, if there is one; of an element, its start tag. */
    static List<Node> of(Document tree, int[] places) {
        NodesAt nodes = new NodesAt(places);
        if (places.length > 0) {
            nodes.walk(tree, true);
        }
        if (!nodes.missed.isEmpty()) {
            nodes.walk(tree, false);
        }
        return nodes.found;
    }

    /** An element need not hold its children between its tags: what a table throws out stands elsewhere. */
    private void walk(Document tree, boolean isFirst) {
        Deque<Node> next = new ArrayDeque<>();
        next.push(tree);
        while (!next.isEmpty()) {
            Node node = next.pop();
            Range own = node.sourceRange();
            if (isHit(own, isFirst)) {
                found.add(node);
            }
            if (node instanceof Element element && !(isFirst && isSurelyWithout(own, element.endSourceRange()))) {
                for (int at = element.childNodeSize() - 1; at >= 0; at--) {
                    next.push(element.childNode(at));
                }
            }
        }
    }

    /** Whether places stand in a range, and a second look finds one there that the first one missed. */
    private boolean isHit(Range range, boolean isFirst) {
        if (!isWritten(range)) {
            return false;
        }
        int end = range.endPos();
        int first = SortedPlaces.first(places, range.startPos());
        if (first == places.length || places[first] >= end) {
            return false;
        }
        boolean isNew = false;
        for (int at = missed.nextSetBit(first); at >= 0 && places[at] < end; at = missed.nextSetBit(at + 1)) {
            missed.clear(at);
            isNew = true;
        }
        return isNew || isFirst;
    }

    private boolean isSurelyWithout(Range start, Range end) {
        return isWritten(start) && isWritten(end) && !SortedPlaces.isHit(places, start.startPos(), end.endPos());
    }

    private static boolean isWritten(Range range) {
        return range.isTracked() && !range.isImplicit();
    }
}
