package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A listing of segments that are named by their ids: a call for every 100 of them, read ahead. */
final class NamedSegments implements SegmentPages {
    private final SegmentQuery query;
    private final Set<SegmentId> ids;
    private final ReadAhead ahead;

    /** A listing of which nothing is read yet. */
    NamedSegments(SegmentOperations operations, SegmentQuery query, List<SegmentId> ids, int places) {
        this.query = query;
        this.ids = Set.copyOf(ids);
        int calls = (ids.size() + SegmentCalls.PAGE - 1) / SegmentCalls.PAGE;
        this.ahead = new ReadAhead(
                places,
                IntStream.range(0, calls)
                        .map(call -> call * SegmentCalls.PAGE)
                        .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + SegmentCalls.PAGE)))
                        .map(some -> operations.calls().named(query, some))
                        .iterator(),
                call -> by -> operations.page(call, by));
    }

    @Override
    public CompletableFuture<List<Segment>> next() {
        CompletableFuture<Page> page = ahead.next();
        if (page == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        return page.thenCompose(read -> {
            ahead.taken();
            List<Segment> asked = read.segments().stream()
                    .filter(segment -> ids.contains(segment.id()) && SegmentOperations.isOf(query, segment))
                    .toList();
            return asked.isEmpty() ? next() : CompletableFuture.completedFuture(asked);
        });
    }

    @Override
    public void close() {
        ahead.close();
    }
}
