package io.segmentpixel.page;

import io.segmentpixel.page.Wrappers.Wrapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * A tag that can be taken out of a page: a stretch of its text, and the nodes that go with it.
 *
 * @param start where it begins
 * @param end behind its last character
 * @param nodes the elements, and the comments around and between them, in order
 */
record Removal(int start, int end, List<Node> nodes) {
    private static final String NEVER_CLOSED = "remove: the tag's script swallows what follows it; take it out by hand";

    static Removal of(List<Node> nodes, Page page) {
        nodes.forEach(Removal::refuseWhatSwallows);
        return new Removal(Page.start(nodes.get(0)).orElseThrow(), page.end(nodes.get(nodes.size() - 1)), nodes);
    }

    private static void refuseWhatSwallows(Node node) {
        if (node instanceof Element element
                && element.hasAttr("src")
                && element.data().contains("<")) {
            throw new PlacementException(NEVER_CLOSED);
        }
    }

    /** Several of them, in order, as one where they stand on lines that follow each other or were placed together. */
    static List<Removal> joined(List<Removal> removals, Page page) {
        List<Removal> inOrder =
                removals.stream().sorted(Comparator.comparing(Removal::start)).toList();
        List<Removal> wrapped = neighbours(inOrder, page).stream()
                .map(removal -> removal.wrapped(page))
                .toList();
        return neighbours(wrapped, page);
    }

    private static List<Removal> neighbours(List<Removal> removals, Page page) {
        List<Removal> joined = new ArrayList<>();
        List<Removal> group = new ArrayList<>();
        int end = 0;
        for (Removal removal : removals) {
            if (!group.isEmpty() && !removal.isJoinedTo(end, page)) {
                joined.add(asOne(group, end));
                group.clear();
            }
            end = group.isEmpty() ? removal.end : Math.max(end, removal.end);
            group.add(removal);
        }
        if (!group.isEmpty()) {
            joined.add(asOne(group, end));
        }
        return joined;
    }

    /** Stretches that follow each other, with what stands between. */
    private static Removal asOne(List<Removal> group, int end) {
        List<Node> all = group.stream()
                .flatMap(removal -> removal.nodes.stream())
                .distinct()
                .toList();
        return new Removal(group.get(0).start, end, all);
    }

    /** With the comments around it, if nothing else stands between them. */
    private Removal wrapped(Page page) {
        Optional<Wrapper> around = page.wrappers()
                .around(start, end)
                .filter(wrapper -> page.isBlank(wrapper.startOfContent(), start))
                .filter(wrapper -> page.isBlank(end, wrapper.endOfContent()));
        return around.map(wrapper -> {
                    List<Node> all = new ArrayList<>(nodes);
                    all.add(0, wrapper.opening().comment());
                    all.add(wrapper.closing().comment());
                    return new Removal(wrapper.start(), page.end(wrapper.end()), all);
                })
                .orElse(this);
    }

    /** Whether nothing but one line end, and the indentation behind it, stands between the end of another one and this. */
    private boolean isJoinedTo(int before, Page page) {
        if (start <= before) {
            return true;
        }
        int rest = before + page.lines().lineEndAt(before).length();
        return rest == start
                || (page.isBlank(rest, start)
                        && page.lines().beginAt(rest)
                        && page.lines().startOfBlanks(start) == rest);
    }

    boolean holds(Node node) {
        return Page.start(node).filter(at -> start <= at && at < end).isPresent();
    }

    List<Element> elements() {
        return nodes.stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /** Whether the stretch begins with a tag and ends with one, and each element in it has its end tag. */
    boolean isWhole(Page page) {
        return page.text().charAt(start) == '<'
                && page.text().charAt(end - 1) == '>'
                && elements().stream().allMatch(element -> element.tag().isEmpty() || page.hasEndTag(element));
    }

    /** A tag on lines of its own takes these lines with it; on the last line, the line end before it. */
    Edit edit(Page page) {
        String lineEnd = page.lines().lineEndAt(end);
        int lineStart = page.lines().startOfBlanks(start);
        boolean isLast = end == page.text().length();
        if (!page.lines().beginAt(lineStart) || (lineEnd.isEmpty() && !isLast) || (isLast && lineStart == 0)) {
            return Edit.removal(start, end);
        }
        return lineEnd.isEmpty()
                ? Edit.removal(lineStart - page.lines().lineEndBefore(lineStart).length(), end)
                : Edit.removal(lineStart, end + lineEnd.length());
    }
}
