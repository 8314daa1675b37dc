package io.segmentpixel.page;

import io.segmentpixel.page.FoundPixel.Holder;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * What pixels are looked for in: the page, or a piece of it that is HTML again.
 *
 * @param tree the piece as a tree
 * @param text the piece
 * @param address what its addresses are relative to
 * @param base where it begins in the page, negative where its characters have no place of their own there
 * @param region where it stands if they have none
 * @param holder what it stands in, if that is not the page itself
 * @param least no pixel in it fires more often than this
 * @param runsScripts whether scripts run in it
 * @param depth how many others it stands in
 */
record Piece(
        Document tree,
        String text,
        PageAddress address,
        int base,
        SourceRegion region,
        Optional<Holder> holder,
        Fires least,
        boolean runsScripts,
        int depth) {
    private static final int DEEPEST = 5;

    static Piece of(Page page, PageContext context) {
        return new Piece(
                page.tree(),
                page.text(),
                PageAddress.of(page, context),
                0,
                SourceRegion.START,
                Optional.empty(),
                Fires.ON_LOAD,
                true,
                0);
    }

    /** A stretch of it as a piece of its own. */
    Piece inner(int start, int end, Optional<Holder> itsHolder, Fires itsLeast) {
        String inside = text(start, end);
        return new Piece(
                TrackedHtml.parsed(inside),
                inside,
                address,
                base < 0 ? base : base + start,
                region,
                itsHolder,
                itsLeast,
                runsScripts,
                depth + 1);
    }

    /** A stretch of its text, as far as there is one: the parser lets what is broken off end behind it. */
    String text(int start, int end) {
        int to = Math.min(end, text.length());
        return text.substring(Math.min(start, to), to);
    }

    String text(Node node) {
        return text(node.sourceRange().startPos(), node.sourceRange().endPos());
    }

    boolean isPage() {
        return depth == 0;
    }

    boolean isDeepest() {
        return depth >= DEEPEST;
    }

    /** Whether something is a child of the head, where noscripts are read apart. */
    boolean isOfHead(@Nullable Node node) {
        return node != null && tree.head().equals(node.parent());
    }
}
