package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * A tag that can be taken out of a page: a stretch of its text, and the nodes that go with it.
 *
 * @param start where it begins
 * @param end behind its last character
 * @param nodes the elements, and the comments around them, in order
 * @param name the name that the comment before it says
 */
record Removal(int start, int end, List<Node> nodes, Optional<String> name) {
    static Removal of(Element element, Page page) {
        if (element.hasAttr("src") && !element.data().isBlank()) {
            throw new PlacementException("remove: the tag's script swallows what follows it; take it out by hand");
        }
        Optional<Comment> opening = page.wrappers().openings().stream()
                .filter(comment -> page.isBlankBetween(comment, element))
                .findFirst();
        Optional<Comment> closing = page.wrappers().closings().stream()
                .filter(comment -> page.isBlankBetween(element, comment))
                .findFirst();
        List<Node> nodes = new ArrayList<>();
        opening.ifPresent(nodes::add);
        nodes.add(element);
        closing.ifPresent(nodes::add);
        return new Removal(
                opening.flatMap(Page::start).or(() -> Page.start(element)).orElseThrow(),
                closing.map(comment -> page.end(comment.sourceRange().endPos())).orElseGet(() -> page.end(element)),
                nodes,
                opening.flatMap(Wrappers::name));
    }

    /** Several of them in order; those that stand on lines that follow each other, or were placed together, are one. */
    static List<Removal> joined(List<Removal> removals, Page page) {
        List<Removal> joined = new ArrayList<>();
        for (Removal removal : removals) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).isJoinedTo(removal, page)) {
                joined.set(last, joined.get(last).with(removal));
            } else {
                joined.add(removal);
            }
        }
        return joined;
    }

    /** Whether nothing but one line end, and the indentation behind it, stands between. */
    private boolean isJoinedTo(Removal next, Page page) {
        if (next.start <= end) {
            return true;
        }
        String between = page.text().substring(end, next.start);
        String indentation = between.substring(page.lines().lineEndAt(end).length());
        return indentation.isEmpty()
                || (indentation.isBlank() && page.lines().before(next.start).equals(indentation));
    }

    /** This stretch and one behind it, with what stands between. */
    Removal with(Removal next) {
        List<Node> both = new ArrayList<>(nodes);
        next.nodes.stream().filter(node -> !both.contains(node)).forEach(both::add);
        return new Removal(start, Math.max(end, next.end), both, name.or(next::name));
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
        String before = page.lines().before(start);
        String lineEnd = page.lines().lineEndAt(end);
        int lineStart = start - before.length();
        boolean isLast = end == page.text().length();
        if (!before.isBlank() || (lineEnd.isEmpty() && !isLast) || (isLast && lineStart == 0)) {
            return Edit.removal(start, end);
        }
        return lineEnd.isEmpty()
                ? Edit.removal(lineStart - page.lines().lineEndBefore(lineStart).length(), end)
                : Edit.removal(lineStart, end + lineEnd.length());
    }
}
