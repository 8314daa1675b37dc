package io.segmentpixel.segment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The segments of a member: create, read, change and delete them.
 *
 * <pre>{@code
 * Segment cart = segments.find(SegmentCode.of("shop_cart"))
 *         .orElseGet(() -> segments.create(NewSegment.named("Shop - in cart").withCode("shop_cart")));
 * }</pre>
 *
 * <p>{@code SegmentClient} is the service over HTTP, {@code InMemorySegments} of the test kit a stand-in; write against this
 * interface and either will do. Every method can throw a {@link SegmentServiceException}, whose subclasses say what a caller
 * can do. Implementations serve any number of threads. Platform documentation: <em>Segment Service</em>.
 */
public interface SegmentService {
    /**
     * Creates a segment.
     *
     * @param segment what is to be created
     * @return the segment as it stands now
     * @throws SegmentConflictException if the code is taken, which ignores case
     * @throws OutcomeUnknownException if it may have been created; it is never created twice
     */
    Segment create(NewSegment segment);

    /**
     * Creates many segments; see {@link #createAll(Collection, Consumer)}.
     *
     * @param segments what is to be created
     * @return the segments as they stand now, in the order of what was to be created
     * @throws BulkCreateException if not all could be created; it says of each what became of it
     * @throws IllegalArgumentException if a code is named twice for one member, which ignores case; nothing is created
     */
    default List<Segment> createAll(Collection<NewSegment> segments) {
        return createAll(segments, outcome -> {});
    }

    /**
     * Creates many segments, and tells of each what became of it.
     *
     * <pre>{@code
     * segments.createAll(wanted, outcome -> log.info("{}: {}", outcome.request().name(), outcome.status()));
     * }</pre>
     *
     * <p>Those that have a code and stand there already, as they were asked for, are found. One that is refused for what it says
     * keeps no other from being created; after one that was turned away for something else no further one is sent. Unless an
     * implementation knows better, they are created one after the other.
     *
     * @param segments what is to be created; those without a code are created each time
     * @param progress is told of each segment once, when its outcome is known; what it throws is logged and changes nothing
     * @return the segments as they stand now, in the order of what was to be created
     * @throws BulkCreateException if not all could be created; it says of each what became of it
     * @throws IllegalArgumentException if a code is named twice for one member, which ignores case; nothing is created
     */
    default List<Segment> createAll(Collection<NewSegment> segments, Consumer<? super CreateOutcome> progress) {
        return new CreatesInTurn(this, segments, progress).carriedOut();
    }

    /**
     * Reads one segment.
     *
     * @param id its id
     * @return the segment as it stands
     * @throws SegmentNotFoundException if there is none
     */
    Segment get(SegmentId id);

    /**
     * Looks for the segment with exactly this code: a code that differs in case is another one, as it is in a pixel call.
     *
     * @param code its code
     * @return the segment, empty if there is none
     */
    Optional<Segment> find(SegmentCode code);

    /**
     * Lists segments lazily, in ascending order of id, none twice. Close the stream unless it is read to its end.
     *
     * <pre>{@code
     * try (Stream<Segment> active = segments.list(SegmentQuery.all().withState(SegmentState.ACTIVE))) {
     *     active.limit(10).forEach(System.out::println);
     * }
     * }</pre>
     *
     * @param query which segments
     * @return the segments, read as the stream is
     */
    Stream<Segment> list(SegmentQuery query);

    /**
     * Changes a segment: only the parts that the update names.
     *
     * @param update the changes
     * @return the segment as it stands now
     * @throws SegmentNotFoundException if there is none with this id
     * @throws SegmentConflictException if the code is taken, which ignores case
     * @throws OutcomeUnknownException if it may have been changed
     */
    Segment update(SegmentUpdate update);

    /**
     * Changes several segments with as few calls as the platform allows; see {@link BulkUpdate}. A call is done
     * or refused as a whole; after the first that is not done no further one is sent.
     *
     * <pre>{@code
     * segments.updateAll(ids.stream().map(id -> SegmentUpdate.of(id).deactivate()).toList());
     * }</pre>
     *
     * @param updates at most one for each segment
     * @return the segments as they stand now, in the order of the updates
     * @throws IllegalArgumentException if an id is named twice; nothing is changed
     * @throws BulkUpdateException if not all could be changed; it says of each what became of it
     */
    List<Segment> updateAll(Collection<SegmentUpdate> updates);

    /**
     * Deletes a segment.
     *
     * @param id its id
     * @throws SegmentNotFoundException if it was gone before
     * @throws OutcomeUnknownException if it may have been deleted
     */
    void delete(SegmentId id);
}
