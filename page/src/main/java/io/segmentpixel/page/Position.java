package io.segmentpixel.page;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Node;

/** Where on a page a tag goes. */
interface Position {
    /**
     * A place in the page's text.
     *
     * @param offset where the tag goes
     * @param startsLine whether what stands behind the place keeps its own line, rather than what stands before it
     * @param isBesideTag whether a tag surely begins or ends there
     */
    record Place(int offset, boolean startsLine, boolean isBesideTag) {
        static Place beforeTag(int offset) {
            return new Place(offset, true, true);
        }

        static Place behindTag(int offset) {
            return new Place(offset, false, true);
        }

        /** A place where a tag may do no harm, which is still to be seen. */
        static Place somewhere(int offset, boolean startsLine) {
            return new Place(offset, startsLine, false);
        }
    }

    /**
     * The places on this page that serve, the best first; what stands at one may turn out to swallow the tag.
     *
     * @throws PlacementException if there is none
     */
    Stream<Place> on(Page page);

    /** Whether what is put where these elements are open stands where this position means. */
    boolean means(OpenElements open, Page page);

    /** Whether the nodes of a tag came to stand where this position means. */
    boolean holds(Page before, Page after, List<Node> placed);
}
