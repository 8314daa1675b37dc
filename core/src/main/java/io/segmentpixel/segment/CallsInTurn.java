package io.segmentpixel.segment;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Carries the calls of a bulk out one after the other, each begun when the one before it is done. */
final class CallsInTurn {
    private final BulkUpdate bulk;
    private final Function<List<SegmentUpdate>, CompletableFuture<List<Segment>>> call;
    private final Iterator<List<SegmentUpdate>> calls;
    private final Map<SegmentId, Segment> done = new HashMap<>();
    private final CompletableFuture<List<Segment>> all = new CompletableFuture<>();
    private final AtomicInteger dueSteps = new AtomicInteger();
    private List<SegmentUpdate> updatesUnderWay = List.of();
    private volatile CompletableFuture<List<Segment>> underWay = CompletableFuture.completedFuture(List.of());

    CallsInTurn(BulkUpdate bulk, Function<List<SegmentUpdate>, CompletableFuture<List<Segment>>> call) {
        this.bulk = bulk;
        this.call = call;
        this.calls = bulk.calls().iterator();
    }

    CompletableFuture<List<Segment>> begun() {
        atEndOf(all, () -> underWay.cancel(true));
        goOn();
        return all;
    }

    /** A step that falls due within a step is left to the loop of that one: calls that are done at once must not nest. */
    private void goOn() {
        if (dueSteps.getAndIncrement() > 0) {
            return;
        }
        do {
            step();
        } while (dueSteps.decrementAndGet() > 0);
    }

    /** Takes what the call that is done gave, and begins the next. */
    private void step() {
        try {
            underWay.join().forEach(segment -> done.put(segment.id(), segment));
            if (!calls.hasNext()) {
                all.complete(bulk.standing(done));
            } else if (!all.isDone()) {
                begin(calls.next());
            }
        } catch (RuntimeException | Error failure) {
            all.completeExceptionally(told(bare(failure)));
        }
    }

    private void begin(List<SegmentUpdate> updates) {
        updatesUnderWay = updates;
        underWay = Objects.requireNonNull(call.apply(updates), "the future of a call");
        if (all.isDone()) {
            underWay.cancel(true); // it was not there yet when all was cancelled
        }
        atEndOf(underWay, this::goOn);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it would tell of what the action throws, and none here throws
    private static void atEndOf(CompletableFuture<?> future, Runnable action) {
        future.whenComplete((result, failure) -> action.run());
    }

    private Throwable told(Throwable failure) {
        return failure instanceof SegmentServiceException stopped
                ? bulk.partly(done, updatesUnderWay, stopped)
                : failure;
    }

    private static Throwable bare(Throwable failure) {
        Throwable bare = failure;
        while (bare instanceof CompletionException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }
}
