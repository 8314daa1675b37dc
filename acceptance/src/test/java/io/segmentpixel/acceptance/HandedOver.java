package io.segmentpixel.acceptance;

import io.segmentpixel.segment.Segment;
import java.util.Optional;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A listing that hands its segments over, turned into one that is asked for them: it begins when the first is asked for, in a
 * thread of its own, and its consumer keeps it waiting at each until the next is asked for.
 */
final class HandedOver extends AbstractSpliterator<Segment> {
    private final Function<Consumer<Segment>, CompletableFuture<Void>> listing;
    private final Semaphore asked = new Semaphore(0);

    /** Empty for the end. */
    private final BlockingQueue<Optional<Segment>> handed = new LinkedBlockingQueue<>();

    private volatile boolean isClosed;
    private boolean isAtEnd;
    private @Nullable CompletableFuture<Void> begun;

    HandedOver(Function<Consumer<Segment>, CompletableFuture<Void>> listing) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.listing = listing;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Segment> action) {
        if (isAtEnd) {
            return false;
        }
        CompletableFuture<Void> over = askForNext();
        Optional<Segment> next = taken();
        next.ifPresent(action);
        if (next.isEmpty()) {
            isAtEnd = true;
            Joined.joined(over);
        }
        return next.isPresent();
    }

    private CompletableFuture<Void> askForNext() {
        if (begun == null) {
            begun = CompletableFuture.runAsync(
                            () -> Joined.joined(listing.apply(this::hand)), HandedOver::inThreadOfItsOwn)
                    .whenComplete((nothing, failure) -> handed.add(Optional.empty()));
        } else {
            asked.release();
        }
        return begun;
    }

    private static void inThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "listing");
        thread.setDaemon(true);
        thread.start();
    }

    private void hand(Segment segment) {
        handed.add(Optional.of(segment));
        asked.acquireUninterruptibly();
        if (isClosed) {
            throw new CancellationException("nobody asks for more");
        }
    }

    private Optional<Segment> taken() {
        try {
            return handed.take();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted while a segment was listed", interrupted);
        }
    }

    /** Ends the listing where it waits to be asked. */
    void close() {
        isClosed = true;
        asked.release();
    }
}
