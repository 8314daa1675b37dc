package io.segmentpixel.segment;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The segments of a member, as {@link SegmentService} has them, for callers that do not wait: each method gives a future.
 *
 * <pre>{@code
 * CompletableFuture<Segment> cart = segments.find(SegmentCode.of("shop_cart"))
 *         .thenCompose(found -> found.map(CompletableFuture::completedFuture)
 *                 .orElseGet(() -> segments.create(NewSegment.named("Shop - in cart").withCode("shop_cart"))));
 * }</pre>
 *
 * <p>A future fails with the exception that the method of the same name of {@link SegmentService} throws: a
 * {@link SegmentServiceException} as such, which {@code join} wraps in a {@link java.util.concurrent.CompletionException} and
 * {@code get} in an {@link java.util.concurrent.ExecutionException}. Bad arguments, null or an id twice, are thrown at once,
 * and not by the future.
 *
 * <p>Cancelling a future ends its call where the implementation can. What had been sent by then may have been carried out.
 * Implementations serve any number of threads, and say in which ones futures are completed.
 */
public interface SegmentServiceAsync {
    /**
     * Creates a segment; see {@link SegmentService#create}.
     *
     * @param segment what is to be created
     * @return the segment as it stands then; it fails with a {@link SegmentConflictException} if the code is taken, which
     *     ignores case, with an {@link OutcomeUnknownException} if the segment may have been created
     */
    CompletableFuture<Segment> create(NewSegment segment);

    /**
     * Reads one segment; see {@link SegmentService#get}.
     *
     * @param id its id
     * @return the segment as it stands; it fails with a {@link SegmentNotFoundException} if there is none
     */
    CompletableFuture<Segment> get(SegmentId id);

    /**
     * Looks for the segment with exactly this code; see {@link SegmentService#find}.
     *
     * @param code its code
     * @return the segment, empty if there is none
     */
    CompletableFuture<Optional<Segment>> find(SegmentCode code);

    /**
     * Lists segments: hands each over in ascending order of id, one after the other, none twice. However many there are, no
     * more than a few pages of them are held at a time.
     *
     * @param query which segments
     * @param each takes them, never two at a time; what it throws ends the listing, and is what the future fails with
     * @return done when all are handed over; when it is cancelled, no further one is, save one that is on its way
     */
    CompletableFuture<Void> list(SegmentQuery query, Consumer<? super Segment> each);

    /**
     * Changes a segment: only the parts that the update names; see {@link SegmentService#update}.
     *
     * @param update the changes
     * @return the segment as it stands then; it fails with a {@link SegmentNotFoundException} if there is none with this id, with
     *     a {@link SegmentConflictException} if the code is taken, which ignores case, with an {@link OutcomeUnknownException} if
     *     the segment may have been changed
     */
    CompletableFuture<Segment> update(SegmentUpdate update);

    /**
     * Changes several segments with as few calls as the platform allows, one after the other; see
     * {@link SegmentService#updateAll}.
     *
     * @param updates at most one for each segment
     * @return the segments as they stand then, in the order of the updates; it fails with a {@link BulkUpdateException} if not
     *     all could be changed
     * @throws IllegalArgumentException if an id is named twice; nothing is changed
     */
    CompletableFuture<List<Segment>> updateAll(Collection<SegmentUpdate> updates);

    /**
     * Deletes a segment; see {@link SegmentService#delete}.
     *
     * @param id its id
     * @return done when it is deleted; it fails with a {@link SegmentNotFoundException} if it was gone before, with an
     *     {@link OutcomeUnknownException} if it may have been deleted
     */
    CompletableFuture<Void> delete(SegmentId id);

    /**
     * Any service in this form: each call is carried out, and its future completed, by the executor. A call takes one of its
     * threads for as long as it lasts; a service that needs none has a form of its own.
     *
     * <pre>{@code
     * SegmentServiceAsync.over(segments, executor).get(SegmentId.of(528336)).thenAccept(System.out::println);
     * }</pre>
     *
     * <p>A call that was cancelled before the executor came to it is not begun. One that was begun goes on to its end, but a
     * listing ends at the segment that it comes to next. Where the executor takes no call, the future fails with what it throws,
     * a {@link java.util.concurrent.RejectedExecutionException}.
     *
     * @param service carries the calls out
     * @param executor gives them threads; it stays the caller's to shut down
     * @return the service with futures
     */
    static SegmentServiceAsync over(SegmentService service, Executor executor) {
        return new ExecutedSegments(
                Objects.requireNonNull(service, "service"), Objects.requireNonNull(executor, "executor"));
    }
}
