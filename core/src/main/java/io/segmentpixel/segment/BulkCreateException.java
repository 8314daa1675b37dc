package io.segmentpixel.segment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Not all segments of many could be created; it says of each what became of it.
 *
 * <pre>{@code
 * catch (BulkCreateException partly) {
 *     segments.createAll(partly.requests(CreateOutcome.Status.NOT_SENT));
 * }
 * }</pre>
 *
 * <p>What to do: mend those that were refused, look at those whose outcome is unknown, and create again those that were not
 * sent or were turned away, once what stopped the rest is over. Those with a code can all be handed in again as they are:
 * what stands there is found. The cause is the first failure, or what stopped the rest.
 */
@SuppressWarnings("serial") // the values that it carries are for the program that caught it
public final class BulkCreateException extends SegmentServiceException {
    /** One for each segment. */
    private final List<CreateOutcome> outcomes;

    /**
     * Says what became of each segment.
     *
     * @param outcomes one for each segment, in their order
     * @param cause the first failure, or what stopped the rest
     */
    public BulkCreateException(Collection<CreateOutcome> outcomes, SegmentServiceException cause) {
        super(message(outcomes, cause), cause.answer(), cause);
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * What became of each segment.
     *
     * @return one for each segment, in their order
     */
    public List<CreateOutcome> outcomes() {
        return outcomes;
    }

    /**
     * The segments of which this became.
     *
     * @param status what became of them
     * @return what was to be created, in order
     */
    public List<NewSegment> requests(CreateOutcome.Status status) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == status)
                .map(CreateOutcome::request)
                .toList();
    }

    private static String message(Collection<CreateOutcome> outcomes, SegmentServiceException cause) {
        Map<CreateOutcome.Status, Long> counts = outcomes.stream()
                .collect(Collectors.groupingBy(CreateOutcome::status, TreeMap::new, Collectors.counting()));
        return "create of " + outcomes.size() + " segments: " + counts + "; " + cause.getMessage();
    }
}
