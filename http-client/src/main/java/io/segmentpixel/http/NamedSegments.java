package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A listing of segments that are named by their ids: a call for every 100 of them, read ahead. Where the backend may not have shown
 * all of these, it is asked for the rest.
 */
final class NamedSegments implements SegmentPages {
    private final SegmentOperations operations;
    private final SegmentQuery query;
    private final List<SegmentId> ids;
    private final ReadAhead ahead;
    private int taken;

    /** A listing of which nothing is read yet. */
    NamedSegments(SegmentOperations operations, SegmentQuery query, List<SegmentId> ids, int places) {
        this.operations = operations;
        this.query = query;
        this.ids = ids;
        int calls = (ids.size() + SegmentCalls.PAGE - 1) / SegmentCalls.PAGE;
        this.ahead = new ReadAhead(
                places,
                IntStream.range(0, calls)
                        .map(call -> call * SegmentCalls.PAGE)
                        .mapToObj(from -> operations.calls().named(query, from(from)))
                        .iterator(),
                operations::page);
    }

    private List<SegmentId> from(int from) {
        return ids.subList(from, Math.min(ids.size(), from + SegmentCalls.PAGE));
    }

    @Override
    public boolean isAtEnd() {
        return taken >= ids.size();
    }

    @Override
    public CompletableFuture<List<Segment>> next() {
        return Objects.requireNonNull(ahead.next(), "a page for ids not yet asked for")
                .thenCompose(page -> {
                    ahead.taken();
                    taken += SegmentCalls.PAGE;
                    return found(from(taken - SegmentCalls.PAGE), page.consistent());
                });
    }

    /** The segments of the page, and those that it ought to show as well. */
    private CompletableFuture<List<Segment>> found(List<SegmentId> asked, Page page) {
        if (page.isMissing()) {
            return asked.size() == 1 ? CompletableFuture.completedFuture(List.of()) : halves(asked);
        }
        List<Segment> shown = checked(asked, page).segments().stream()
                .filter(segment -> SegmentOperations.isOf(query, segment))
                .toList();
        if (page.objects() == 0 || page.objects() >= asked.size() || page.isLast(0)) {
            return CompletableFuture.completedFuture(shown);
        }
        int lastId = page.readable().lastId();
        return read(asked.stream().filter(id -> id.value() > lastId).toList()).thenApply(more -> joined(shown, more));
    }

    private static Page checked(List<SegmentId> asked, Page page) {
        page.sorted().segments().stream()
                .map(Segment::id)
                .filter(id -> !asked.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw page.incomplete("nobody asked for id " + id + "; the backend does not select by id");
                });
        return page;
    }

    /** One id that is not there can make the backend refuse them all. */
    private CompletableFuture<List<Segment>> halves(List<SegmentId> asked) {
        int half = asked.size() / 2;
        return read(asked.subList(0, half)).thenCompose(first -> read(asked.subList(half, asked.size()))
                .thenApply(second -> joined(first, second)));
    }

    private CompletableFuture<List<Segment>> read(List<SegmentId> asked) {
        return asked.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : ahead.atOnce(operations.calls().named(query, asked)).thenCompose(page -> found(asked, page));
    }

    private static List<Segment> joined(List<Segment> some, List<Segment> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public void close() {
        ahead.close();
    }
}
