package io.segmentpixel.segment;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A service whose calls an executor carries out. */
final class ExecutedSegments implements SegmentServiceAsync {
    private final SegmentService service;
    private final Executor executor;

    ExecutedSegments(SegmentService service, Executor executor) {
        this.service = service;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Segment> create(NewSegment segment) {
        Objects.requireNonNull(segment, "segment");
        return giving(() -> service.create(segment));
    }

    @Override
    public CompletableFuture<Segment> get(SegmentId id) {
        Objects.requireNonNull(id, "id");
        return giving(() -> service.get(id));
    }

    @Override
    public CompletableFuture<Optional<Segment>> find(SegmentCode code) {
        Objects.requireNonNull(code, "code");
        return giving(() -> service.find(code));
    }

    @Override
    public CompletableFuture<Void> list(SegmentQuery query, Consumer<? super Segment> each) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(each, "each");
        return begun(future -> {
            if (areAllHandedOver(query, each, future)) {
                future.complete(null);
            }
        });
    }

    /**
     * Hands over until somebody ends the future. It is a search for the segment at which that happens: unlike an iterator, it
     * keeps none in store, and reads nothing on behind it.
     */
    private boolean areAllHandedOver(
            SegmentQuery query, Consumer<? super Segment> each, CompletableFuture<Void> future) {
        try (Stream<Segment> listing = service.list(query)) {
            return listing.sequential().noneMatch(segment -> {
                each.accept(segment);
                return future.isDone();
            });
        }
    }

    @Override
    public CompletableFuture<Segment> update(SegmentUpdate update) {
        Objects.requireNonNull(update, "update");
        return giving(() -> service.update(update));
    }

    @Override
    public CompletableFuture<List<Segment>> updateAll(Collection<SegmentUpdate> updates) {
        List<SegmentUpdate> checked = BulkUpdate.of(updates).updates();
        return giving(() -> service.updateAll(checked));
    }

    @Override
    public CompletableFuture<Void> delete(SegmentId id) {
        Objects.requireNonNull(id, "id");
        return begun(future -> {
            service.delete(id);
            future.complete(null);
        });
    }

    private <T> CompletableFuture<T> giving(Supplier<T> call) {
        return begun(future -> future.complete(call.get()));
    }

    private <T> CompletableFuture<T> begun(Consumer<CompletableFuture<T>> call) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            executor.execute(() -> carryOut(call, future));
        } catch (RuntimeException notTaken) {
            future.completeExceptionally(notTaken);
        }
        return future;
    }

    /** Unlike {@code supplyAsync}, it lets the future fail with the exception itself, which those see that depend on it. */
    private static <T> void carryOut(Consumer<CompletableFuture<T>> call, CompletableFuture<T> future) {
        if (future.isDone()) {
            return; // cancelled before it was begun
        }
        try {
            call.accept(future);
        } catch (RuntimeException | Error failure) {
            future.completeExceptionally(failure);
        }
    }
}
