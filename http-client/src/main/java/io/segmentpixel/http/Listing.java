package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a listing, in ascending order of id, each segment once.
 *
 * <p>The first page is read alone. When the consumer goes on past it, the next ones are read ahead, each of which starts at the
 * last segment of the one before it: a page is a contiguous stretch of ids, so two that share an end, or overlap, miss nothing
 * between them. Where they don't touch, because something was deleted meanwhile, the gap is read from the last id on. What is
 * behind the consumer is forgotten, so a listing takes the same memory however long it is.
 */
final class Listing implements SegmentPages {
    private static final int STEP = SegmentCalls.PAGE - 1;

    private final SegmentOperations operations;
    private final SegmentQuery query;
    private final ReadAhead ahead;
    private volatile NoThread carrier = new NoThread();
    private int nextStart;
    private int takenStart;
    private int count;
    private int lastId;
    private volatile boolean isAtEnd;

    /** A listing of which nothing is read yet; it reads as many pages ahead as there are places in flight. */
    Listing(SegmentOperations operations, SegmentQuery query, int places) {
        this.operations = operations;
        this.query = query;
        this.ahead = new ReadAhead(places, new Starts(), call -> by -> operations.page(call, by));
    }

    /** The calls of the pages ahead, as far as the listing is known to go. */
    private final class Starts implements Iterator<Call> {
        @Override
        public boolean hasNext() {
            return nextStart > 0 && nextStart + 1 < count;
        }

        @Override
        public Call next() {
            int start = nextStart;
            nextStart += STEP;
            return operations.calls().page(query, start);
        }
    }

    @Override
    public CompletableFuture<List<Segment>> next() {
        while (!isAtEnd) {
            CompletableFuture<List<Segment>> step = step();
            if (!step.isDone() || step.isCompletedExceptionally()) {
                return step.thenCompose(found -> found.isEmpty() ? next() : CompletableFuture.completedFuture(found));
            }
            if (!step.join().isEmpty()) {
                return step;
            }
        }
        return CompletableFuture.completedFuture(List.of());
    }

    /** What the next page to be read, or already read, brings anew. */
    private CompletableFuture<List<Segment>> step() {
        if (nextStart == 0) {
            return read(operations.calls().page(query, 0)).thenApply(this::first);
        }
        CompletableFuture<Page> next = ahead.next();
        return next == null ? rest() : next.thenCompose(this::orGap);
    }

    private List<Segment> first(Page page) {
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
        return CompletableFuture.completedFuture(taken(page, !page.isEmpty() && page.isLast(takenStart)));
    }

    /** The page behind the last id: in a gap, or where no page ahead is left. */
    private CompletableFuture<List<Segment>> rest() {
        if (lastId == Integer.MAX_VALUE) {
            isAtEnd = true;
            return CompletableFuture.completedFuture(List.of());
        }
        int from = lastId + 1;
        return read(operations.calls().pageFrom(query, from)).thenApply(page -> {
            if (!page.isEmpty() && page.firstId() < from) {
                throw page.unsorted(page.firstId(), lastId);
            }
            return taken(page, page.isEmpty() || page.isLast(0));
        });
    }

    private CompletableFuture<Page> read(Call call) {
        NoThread mine = new NoThread();
        carrier = mine;
        CompletableFuture<Page> page = operations.page(call, mine);
        if (isAtEnd) {
            mine.giveUp();
        }
        return page;
    }

    private List<Segment> taken(Page page, boolean isLast) {
        List<Segment> found = new ArrayList<>();
        @Nullable Segment before = null;
        for (Segment segment : page.segments()) {
            int id = segment.id().value();
            if (before != null && id <= before.id().value()) {
                throw page.unsorted(id, before.id().value());
            }
            before = segment;
            if (id > lastId) {
                found.add(segment);
            }
        }
        lastId = found.isEmpty() ? lastId : found.get(found.size() - 1).id().value();
        if (isLast) {
            isAtEnd = true;
            ahead.close();
        }
        found.removeIf(segment -> !SegmentOperations.isOf(query, segment));
        return found;
    }

    @Override
    public void close() {
        isAtEnd = true;
        carrier.giveUp();
        ahead.close();
    }
}
