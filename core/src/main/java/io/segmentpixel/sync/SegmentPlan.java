package io.segmentpixel.sync;

import io.segmentpixel.segment.BulkUpdate;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be done so that the segments that are wanted stand at the backend: the fewest changes, as a value that can be
 * printed before it is carried out.
 *
 * <pre>{@code
 * SegmentPlan plan = SegmentPlan.between(desired, segments.list(SegmentQuery.all().ownOnly()));
 * System.out.println(plan); // + shop_cart "Shop - in cart" …
 * plan.applyTo(segments);
 * }</pre>
 *
 * <p>A wanted segment has a code. It is matched with one that stands there by member and code, ignoring case, as the platform
 * does; one that names no member, by code alone. A part that was not set is left alone; the level, too, so that a segment moves
 * to member level only by {@link NewSegment#atMemberLevel}. No retention counts as
 * {@link io.segmentpixel.segment.Retention#maximum}, no usersync pixels count as 0, and query-string values are the same
 * whatever their case and order.
 *
 * <p>What cannot be had by a change is a {@link Conflict}, and is not touched: a code that differs in case (changing it would
 * break tags that are live), a level that the platform does not move to, a part that contradicts one that stands there.
 *
 * <p>A plan is resumable: after a failure in the middle, a new plan from a new listing holds just the rest.
 */
public final class SegmentPlan {
    private final List<Match> matches;
    private final List<Segment> unmanaged;
    private final boolean removing;

    private SegmentPlan(List<Match> matches, List<Segment> unmanaged, boolean removing) {
        this.matches = matches;
        this.unmanaged = unmanaged;
        this.removing = removing;
    }

    /**
     * Something that is wanted and cannot be had by a change.
     *
     * @param desired what is wanted
     * @param existing what stands there
     * @param reason one sentence
     */
    public record Conflict(NewSegment desired, Segment existing, String reason) {
        /**
         * Takes the parts.
         *
         * @param desired what is wanted
         * @param existing what stands there
         * @param reason one sentence
         */
        public Conflict {
            Objects.requireNonNull(desired, "desired");
            Objects.requireNonNull(existing, "existing");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** What was done with a segment. */
    public enum Step {
        /** It was created. */
        CREATED,
        /** It was changed. */
        UPDATED,
        /** It was deleted, or was gone already. */
        DELETED
    }

    /** Hears of each step once it is done. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A step was done.
         *
         * @param step what was done
         * @param segment the segment as it stands now, or as it stood before it was deleted
         */
        void done(Step step, Segment segment);
    }

    /**
     * The plan from what stands there to what is wanted.
     *
     * @param desired segments with a code each, none of which is named twice
     * @param existing the segments that stand at the backend; read to its end and closed
     * @return the plan, which changes nothing yet
     * @throws IllegalArgumentException if a wanted segment has no code, two have the same one (ignoring case), or one that
     *     names no member may be one of several members'
     */
    public static SegmentPlan between(Collection<NewSegment> desired, Stream<Segment> existing) {
        Objects.requireNonNull(existing, "existing");
        try (existing) {
            Existing all = new Existing(existing.toList());
            List<Match> matches =
                    new Desired(desired).segments().stream().map(all::match).toList();
            return new SegmentPlan(matches, all.others(matches), false);
        }
    }

    /**
     * The same plan, which also deletes what is not wanted: all {@link #unmanaged} segments. Mind that the listing should hold
     * the member's own segments only.
     *
     * @return a changed copy
     */
    public SegmentPlan removingOthers() {
        return new SegmentPlan(matches, unmanaged, true);
    }

    /**
     * What is to be created.
     *
     * @return in the order in which it is wanted
     */
    public List<NewSegment> creates() {
        return matches.stream()
                .filter(match -> match.existing().isEmpty())
                .map(Match::desired)
                .toList();
    }

    /**
     * What is to be changed: only the parts that differ.
     *
     * @return in the order in which it is wanted
     */
    public List<SegmentUpdate> updates() {
        return matches.stream().flatMap(match -> match.update().stream()).toList();
    }

    /**
     * What stands there as it is wanted.
     *
     * @return in the order in which it is wanted
     */
    public List<Segment> unchanged() {
        return matches.stream()
                .filter(Match::isUnchanged)
                .flatMap(match -> match.existing().stream())
                .toList();
    }

    /**
     * What is wanted and cannot be had by a change.
     *
     * @return in the order in which it is wanted
     */
    public List<Conflict> conflicts() {
        return matches.stream().flatMap(match -> match.conflict().stream()).toList();
    }

    /**
     * What stands there and is not wanted, by nobody's code.
     *
     * @return in the order of the listing
     */
    public List<Segment> unmanaged() {
        return unmanaged;
    }

    /**
     * What is to be deleted.
     *
     * @return all unmanaged segments after {@link #removingOthers}, else none
     */
    public List<Segment> deletes() {
        return removing ? unmanaged : List.of();
    }

    /**
     * Whether there is nothing to do.
     *
     * @return true if nothing is to be created, changed or deleted
     */
    public boolean isEmpty() {
        return creates().isEmpty() && updates().isEmpty() && deletes().isEmpty();
    }

    /**
     * Carries the plan out.
     *
     * @param service the service that the listing came from
     * @return the wanted segments as they stand now, in the order in which they are wanted, those in conflict left out
     * @throws io.segmentpixel.segment.SegmentServiceException if a step fails; those before it are done, and a new plan holds
     *     the rest
     */
    public List<Segment> applyTo(SegmentService service) {
        return applyTo(service, (step, segment) -> {});
    }

    /**
     * Carries the plan out: one call for each segment that is created, deleted or moved to member level, one for each 100 other
     * changes.
     *
     * @param service the service that the listing came from
     * @param listener hears of each step once it is done
     * @return the wanted segments as they stand now, in the order in which they are wanted, those in conflict left out
     * @throws io.segmentpixel.segment.SegmentServiceException if a step fails; those before it are done, and a new plan holds
     *     the rest
     */
    public List<Segment> applyTo(SegmentService service, Listener listener) {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(listener, "listener");
        Map<NewSegment, Segment> created = new HashMap<>();
        for (NewSegment segment : creates()) {
            Segment standing = service.create(segment);
            created.put(segment, standing);
            listener.done(Step.CREATED, standing);
        }
        Map<SegmentId, Segment> updated = new HashMap<>();
        for (List<SegmentUpdate> call : BulkUpdate.of(updates()).calls()) {
            for (Segment standing : service.updateAll(call)) {
                updated.put(standing.id(), standing);
                listener.done(Step.UPDATED, standing);
            }
        }
        for (Segment segment : deletes()) {
            delete(service, segment.id());
            listener.done(Step.DELETED, segment);
        }
        return standing(created, updated);
    }

    private List<Segment> standing(Map<NewSegment, Segment> created, Map<SegmentId, Segment> updated) {
        List<Segment> standing = new ArrayList<>();
        for (Match match : matches) {
            if (match.existing().isEmpty()) {
                standing.add(Objects.requireNonNull(created.get(match.desired()), "created"));
            } else if (match.conflict().isEmpty()) {
                Segment before = match.existing().get();
                standing.add(Optional.ofNullable(updated.get(before.id())).orElse(before));
            }
        }
        return List.copyOf(standing);
    }

    private static void delete(SegmentService service, SegmentId id) {
        try {
            service.delete(id);
        } catch (SegmentNotFoundException gone) {
            // which is what was wanted
        }
    }

    /** Two plans are equal if they do the same with the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentPlan plan
                && plan.matches.equals(matches)
                && plan.unmanaged.equals(unmanaged)
                && plan.removing == removing;
    }

    @Override
    public int hashCode() {
        return Objects.hash(matches, unmanaged, removing);
    }

    /** A line for each change, as in a diff, and one with the numbers. */
    @Override
    public String toString() {
        return new PlanText(this, matches).toString();
    }
}
