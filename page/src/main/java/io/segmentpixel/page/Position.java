package io.segmentpixel.page;

import java.util.List;
import org.jsoup.nodes.Node;

/** Where on a page a tag goes. */
interface Position {
    /**
     * A place in the page's text.
     *
     * @param offset where the tag goes
     * @param startsLine whether what stands behind the place keeps its own line, rather than what stands before it
     */
    record Place(int offset, boolean startsLine) {}

    /**
     * The place on this page.
     *
     * @throws PlacementException if there is none
     */
    Place on(Page page);

    /** Whether what is put where these elements are open stands where this position means. */
    boolean means(OpenElements open, Page page);

    /** Whether the nodes of a tag came to stand where this position means. */
    boolean holds(Page before, Page after, List<Node> placed);
}
