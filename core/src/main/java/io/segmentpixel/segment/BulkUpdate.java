package io.segmentpixel.segment;

import io.segmentpixel.segment.BulkUpdateException.Outcome;
import io.segmentpixel.segment.BulkUpdateException.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Updates of many segments, as the calls to the platform that carry them. For those who implement {@link SegmentService};
 * others use {@link SegmentService#updateAll}.
 *
 * <pre>{@code
 * public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
 *     return BulkUpdate.of(updates).carriedOutBy(this::oneCall);
 * }
 * }</pre>
 *
 * <p>A call takes up to 100 updates. Those that append, and those that move to member level, go alone, because the platform
 * takes both for a whole call.
 */
public final class BulkUpdate {
    private static final int MOST_IN_A_CALL = 100;

    private final List<SegmentUpdate> updates;

    private BulkUpdate(List<SegmentUpdate> updates) {
        this.updates = updates;
    }

    /**
     * A bulk of updates.
     *
     * @param updates at most one for each segment
     * @return the bulk
     * @throws IllegalArgumentException if an id is named twice
     */
    public static BulkUpdate of(Collection<SegmentUpdate> updates) {
        Set<SegmentId> ids = new HashSet<>();
        for (SegmentUpdate update : updates) {
            Check.require(
                    ids.add(update.id()), "segment id", update.id().toString(), "must be updated once only in a bulk");
        }
        return new BulkUpdate(List.copyOf(updates));
    }

    /**
     * The calls that carry the updates, as few as the platform allows.
     *
     * @return each 1 to 100 updates, in the order in which their first ones were given
     */
    public List<List<SegmentUpdate>> calls() {
        List<List<SegmentUpdate>> calls = new ArrayList<>();
        List<SegmentUpdate> open = new ArrayList<>();
        for (SegmentUpdate update : updates) {
            if (update.appends() || update.toMemberLevel().isPresent()) {
                calls.add(List.of(update));
                continue;
            }
            if (open.isEmpty() || open.size() == MOST_IN_A_CALL) {
                open = new ArrayList<>();
                calls.add(open);
            }
            open.add(update);
        }
        return calls.stream().map(List::copyOf).toList();
    }

    /**
     * Carries the calls out, one after the other, up to the first that is not done.
     *
     * @param call carries one call out, as a whole or not at all, and gives the segments that stand there now
     * @return the segments, in the order of the updates
     * @throws BulkUpdateException if a call was not done; it says of each update what became of it
     */
    public List<Segment> carriedOutBy(Function<List<SegmentUpdate>, List<Segment>> call) {
        Map<SegmentId, Segment> done = new HashMap<>();
        for (List<SegmentUpdate> updatesOfCall : calls()) {
            try {
                call.apply(updatesOfCall).forEach(segment -> done.put(segment.id(), segment));
            } catch (SegmentServiceException stopped) {
                throw new BulkUpdateException(outcomes(done, Set.copyOf(updatesOfCall), stopped), stopped);
            }
        }
        return updates.stream()
                .map(update -> Objects.requireNonNull(done.get(update.id()), "segment"))
                .toList();
    }

    private List<Outcome> outcomes(
            Map<SegmentId, Segment> done, Set<SegmentUpdate> failed, SegmentServiceException stopped) {
        return updates.stream()
                .map(update -> new Outcome(
                        update,
                        done.containsKey(update.id())
                                ? Status.DONE
                                : failed.contains(update) ? status(stopped) : Status.NOT_SENT,
                        Optional.ofNullable(done.get(update.id()))))
                .toList();
    }

    private static Status status(SegmentServiceException stopped) {
        return stopped instanceof OutcomeUnknownException ? Status.UNKNOWN : Status.REFUSED;
    }
}
