package io.segmentpixel.http;

import io.segmentpixel.segment.BulkUpdate;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceAsync;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.Function;

/** The segment service over HTTP, with no thread for an operation that waits. */
final class SegmentClientAsync implements SegmentServiceAsync {
    private final RequestPath path;
    private final SegmentOperations operations;
    private final int places;

    SegmentClientAsync(RequestPath path, SegmentOperations operations, int places) {
        this.path = path;
        this.operations = operations;
        this.places = places;
    }

    @Override
    public CompletableFuture<Segment> create(NewSegment segment) {
        Objects.requireNonNull(segment, "segment");
        return begun(carrier -> operations.create(segment, carrier));
    }

    @Override
    public CompletableFuture<Segment> get(SegmentId id) {
        Objects.requireNonNull(id, "id");
        return begun(carrier -> operations.get(id, carrier));
    }

    @Override
    public CompletableFuture<Optional<Segment>> find(SegmentCode code) {
        Objects.requireNonNull(code, "code");
        return begun(carrier -> operations.find(code, carrier));
    }

    @Override
    public CompletableFuture<Void> list(SegmentQuery query, Consumer<? super Segment> each) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(each, "each");
        path.throwIfClosed();
        SegmentPages pages = operations.pages(query, places);
        CompletableFuture<Void> callers = new CompletableFuture<>();
        CompletableFuture<Void> listed = pages.forEach(segment -> {
            if (!callers.isDone()) { // a cancel holds at once, even if another thread is yet to tell the listing
                each.accept(segment);
            }
        });
        listed.whenComplete((over, failure) -> pages.close());
        return handedOver(listed, callers, () -> listed.cancel(false));
    }

    @Override
    public CompletableFuture<Segment> update(SegmentUpdate update) {
        Objects.requireNonNull(update, "update");
        return begun(carrier -> operations.update(update, carrier));
    }

    @Override
    public CompletableFuture<List<Segment>> updateAll(Collection<SegmentUpdate> updates) {
        BulkUpdate bulk = BulkUpdate.of(updates);
        return begun(carrier -> operations.updateAll(bulk, carrier));
    }

    @Override
    public CompletableFuture<Void> delete(SegmentId id) {
        Objects.requireNonNull(id, "id");
        return begun(carrier -> operations.delete(id, carrier));
    }

    private <T> CompletableFuture<T> begun(Function<Carrier, CompletableFuture<T>> operation) {
        path.throwIfClosed();
        NoThread carrier = new NoThread();
        return handedOver(operation.apply(carrier), new CompletableFuture<>(), carrier::giveUp);
    }

    /** A future of the caller's own: he may cancel it, and what depends on it does not run on the threads of the client. */
    private static <T> CompletableFuture<T> handedOver(
            CompletableFuture<T> result, CompletableFuture<T> callers, Runnable giveUp) {
        callers.whenComplete((value, failure) -> {
            if (callers.isCancelled()) {
                giveUp.run();
            }
        });
        result.whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        callers.complete(value);
                    } else {
                        callers.completeExceptionally(Failures.of(failure));
                    }
                },
                ForkJoinPool.commonPool());
        return callers;
    }
}
