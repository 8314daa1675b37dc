package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The pages of a listing, one after the other. It serves one consumer, who asks for the next when the one before is done. */
interface SegmentPages {
    /** The next segments, none if the listing is at its end. */
    CompletableFuture<List<Segment>> next();

    /** Gives up what is on its way; there is nothing next. */
    void close();

    /** Hands over each segment; ends with the first failure, be it the consumer's. */
    default CompletableFuture<Void> forEach(Consumer<? super Segment> each) {
        CompletableFuture<List<Segment>> next = next();
        while (next.isDone() && !next.isCompletedExceptionally()) {
            if (next.join().isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            try {
                next.join().forEach(each);
            } catch (RuntimeException ofTheConsumer) {
                return CompletableFuture.failedFuture(ofTheConsumer);
            }
            next = next();
        }
        return next.thenCompose(page -> {
            page.forEach(each);
            return page.isEmpty() ? CompletableFuture.completedFuture(null) : forEach(each);
        });
    }
}
