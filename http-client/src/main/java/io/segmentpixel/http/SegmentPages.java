package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The pages of a listing, one after the other. It serves one consumer, who asks for the next when the one before is done. */
interface SegmentPages {
    /** Whether there is no next page. */
    boolean isAtEnd();

    /**
     * The segments of the next page, which may have none; not to be asked for at the end. It fails with an
     * {@link IllegalStateException} once the listing was closed.
     */
    CompletableFuture<List<Segment>> next();

    /** Gives up what is on its way. */
    void close();

    /** Hands over each segment; ends with the first failure, be it the consumer's, or when the future is cancelled. */
    default CompletableFuture<Void> forEach(Consumer<? super Segment> each) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        handOver(CompletableFuture.completedFuture(List.of()), each, over);
        return over;
    }

    /** A loop where pages are there at once, and no chain of futures where they are not: there can be thousands. */
    private void handOver(
            CompletableFuture<List<Segment>> first, Consumer<? super Segment> each, CompletableFuture<Void> over) {
        CompletableFuture<List<Segment>> next = first;
        try {
            while (next.isDone() && !over.isDone()) {
                next.join().stream().takeWhile(segment -> !over.isDone()).forEachOrdered(each);
                if (isAtEnd()) {
                    over.complete(null);
                    return;
                }
                next = next();
            }
        } catch (Throwable failure) { // also what is checked: not every language declares it
            over.completeExceptionally(Failures.of(failure));
            return;
        }
        CompletableFuture<List<Segment>> coming = next;
        if (!over.isDone()) {
            coming.whenComplete((page, failure) -> handOver(coming, each, over));
        }
    }
}
