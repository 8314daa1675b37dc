package io.segmentpixel.segment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A bulk update that was not carried out whole; it says of each update what became of it.
 *
 * <pre>{@code
 * catch (BulkUpdateException partly) {
 *     segments.updateAll(partly.updates(BulkUpdateException.Status.NOT_SENT));
 * }
 * }</pre>
 *
 * <p>What to do: mend those that were refused, look at those whose outcome is unknown, and send again those that were not
 * sent or were turned away, once what stopped the bulk is over: that is the cause.
 */
@SuppressWarnings("serial") // the values that it carries are for the program that caught it
public final class BulkUpdateException extends SegmentServiceException {
    /** What became of one update. */
    public enum Status {
        /** Carried out. */
        DONE,
        /** Surely not carried out: the call that held it was refused as a whole, for what one of its updates says; see the cause. */
        REFUSED,
        /** Sent, and no answer came that says whether it was carried out. */
        UNKNOWN,
        /** Surely not carried out, and nothing is wrong with it: it was never sent, or turned away; hand it in again. */
        NOT_SENT
    }

    /**
     * What became of one update.
     *
     * @param update the update
     * @param status what became of it
     * @param segment the segment as it stands now, if the update was carried out
     */
    public record Outcome(SegmentUpdate update, Status status, Optional<Segment> segment) {
        /**
         * Takes the parts.
         *
         * @param update the update
         * @param status what became of it
         * @param segment the segment as it stands now, if the update was carried out
         */
        public Outcome {
            Objects.requireNonNull(update, "update");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(segment, "segment");
        }
    }

    /** One for each update. */
    private final List<Outcome> outcomes;

    /**
     * Says what became of each update.
     *
     * @param outcomes one for each update, in their order
     * @param cause what stopped the bulk
     */
    public BulkUpdateException(Collection<Outcome> outcomes, SegmentServiceException cause) {
        super(message(outcomes, cause), cause.answer(), cause);
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * What became of each update.
     *
     * @return one for each update, in their order
     */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /**
     * The updates of which this became.
     *
     * @param status what became of them
     * @return the updates, in their order
     */
    public List<SegmentUpdate> updates(Status status) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == status)
                .map(Outcome::update)
                .toList();
    }

    private static String message(Collection<Outcome> outcomes, SegmentServiceException cause) {
        Map<Status, Long> counts =
                outcomes.stream().collect(Collectors.groupingBy(Outcome::status, TreeMap::new, Collectors.counting()));
        return "update of " + outcomes.size() + " segments: " + counts + "; stopped by: " + cause.getMessage();
    }
}
