package io.segmentpixel.page;

import java.util.List;
import org.jsoup.nodes.Node;

/**
 * Tags that are taken out of a page together, after which the rest of it means what it meant.
 *
 * @param edits the changes of the page's text
 * @param after the page without them
 */
record Removals(Edits edits, Page after) {
    /**
     * Takes stretches out.
     *
     * @throws PlacementException if the rest of the page would mean something else
     */
    static Removals of(List<Removal> drops, Page page) {
        List<Removal> stretches = Removal.joined(drops, page);
        Edits edits =
                new Edits(stretches.stream().map(stretch -> stretch.edit(page)).toList());
        return new Removals(edits, after(edits, stretches, page));
    }

    private static Page after(Edits edits, List<Removal> stretches, Page page) {
        if (edits.isEmpty()) {
            return page;
        }
        Page after = page.changed(edits);
        List<Node> removed =
                stretches.stream().flatMap(stretch -> stretch.nodes().stream()).toList();
        if (!isSurelyHarmless(stretches, page, after)
                && !Outline.of(page.tree(), removed).equals(Outline.of(after.tree(), List.of()))) {
            throw new PlacementException(
                    "remove: without the tag the rest of the page would mean something else; take it out by hand");
        }
        return after;
    }

    /** Whether each stretch could be put in again without a change of anything else. */
    private static boolean isSurelyHarmless(List<Removal> stretches, Page page, Page after) {
        int shift = 0;
        for (Removal stretch : stretches) {
            Edit edit = stretch.edit(page);
            boolean isHarmless = OpenElements.at(edit.start() - shift, after)
                    .filter(open -> open.take(stretch.elements()))
                    .isPresent();
            if (!isHarmless) {
                return false;
            }
            shift += edit.end() - edit.start();
        }
        return stretches.stream().allMatch(stretch -> stretch.isWhole(page));
    }
}
