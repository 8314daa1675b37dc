package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The pages of a listing, in ascending order of id, each segment once.
 *
 * <p>The first page is read alone. When the consumer goes on past it, the next ones are read ahead, each of which starts at the
 * last segment of the one before it: a page is a contiguous stretch of ids, so two that share an end, or overlap, miss nothing
 * between them. Where they don't touch, because something was deleted meanwhile, the gap is read from the last id on. What is
 * behind the consumer is forgotten, so a listing takes the same memory however long it is.
 *
 * <p>What the backend counts says how far to read ahead, and spares a read at the end. Nothing else hangs on it, nor on where a
 * page starts: whatever they are, a listing ends with a page that is not full, or with one that is empty.
 */
final class Listing implements SegmentPages {
    private static final int STEP = SegmentCalls.PAGE - 1;

    private final SegmentOperations operations;
    private final SegmentQuery query;
    private final int places;
    private final ReadAhead ahead;
    private int nextStart;
    private int takenStart;
    private int count;
    private int lastId;
    private int inVain;
    private boolean isAtEnd;

    /** A listing of which nothing is read yet; it reads as many pages ahead as there are places in flight. */
    Listing(SegmentOperations operations, SegmentQuery query, int places) {
        this.operations = operations;
        this.query = query;
        this.places = places;
        this.ahead = new ReadAhead(places, new Starts(), operations::page);
    }

    /**
     * The calls of the pages ahead, as far as the listing is known to go. Even one that would hold no more than the last segment of
     * the page before it is among them: so the last is never full, and can be seen to be the last.
     */
    private final class Starts implements Iterator<Call> {
        @Override
        public boolean hasNext() {
            return nextStart > 0 && nextStart < count;
        }

        @Override
        public Call next() {
            int start = nextStart;
            nextStart += STEP;
            return operations.calls().page(query, start);
        }
    }

    @Override
    public boolean isAtEnd() {
        return isAtEnd;
    }

    /** What the next page to be read, or already read, brings anew. */
    @Override
    public CompletableFuture<List<Segment>> next() {
        if (nextStart == 0) {
            return ahead.atOnce(operations.calls().page(query, 0)).thenApply(this::first);
        }
        CompletableFuture<Page> next = ahead.next();
        return next == null ? rest() : next.thenCompose(this::orGap);
    }

    private List<Segment> first(Page page) {
        page.readable().consistent();
        nextStart = STEP;
        count = page.count().orElse(0);
        return taken(page, page.isEmpty() || page.isLast(0));
    }

    private CompletableFuture<List<Segment>> orGap(Page page) {
        if (!page.isEmpty() && page.firstId() > lastId) {
            return rest();
        }
        ahead.taken();
        takenStart += STEP;
        count = page.count().orElse(count);
        List<Segment> found = taken(page, !page.isEmpty() && page.isLast(takenStart));
        if (inVain > places) {
            ahead.drop();
        }
        return CompletableFuture.completedFuture(found);
    }

    /** The page behind the last id: in a gap, or where no page ahead is left. */
    private CompletableFuture<List<Segment>> rest() {
        if (lastId == Integer.MAX_VALUE) {
            isAtEnd = true;
            return CompletableFuture.completedFuture(List.of());
        }
        int from = lastId + 1;
        return ahead.atOnce(operations.calls().pageFrom(query, from)).thenApply(page -> {
            if (!page.isEmpty() && page.firstId() < from) {
                throw page.unsorted(page.firstId(), lastId);
            }
            boolean isLast = page.objects() == 0 || page.isLast(0);
            return taken(isLast ? page : page.readable(), isLast);
        });
    }

    private List<Segment> taken(Page page, boolean isLast) {
        int before = lastId;
        page.sorted();
        lastId = page.isEmpty() ? before : Math.max(before, page.lastId());
        inVain = lastId > before ? 0 : inVain + 1;
        if (isLast) {
            isAtEnd = true;
            ahead.drop();
        }
        return page.segments().stream()
                .filter(segment -> segment.id().value() > before && SegmentOperations.isOf(query, segment))
                .toList();
    }

    @Override
    public void close() {
        ahead.close();
    }
}
