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
import java.util.concurrent.CompletableFuture;
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
 * <p>A call takes up to 100 updates. Those that append go together, apart from the others, because the platform appends for a
 * whole call or not at all; those that move to member level go alone.
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
        List<SegmentUpdate> all = List.copyOf(Objects.requireNonNull(updates, "updates"));
        Set<SegmentId> ids = new HashSet<>();
        for (SegmentUpdate update : all) {
            Check.require(
                    ids.add(update.id()), "segment id", update.id().toString(), "must be updated once only in a bulk");
        }
        return new BulkUpdate(all);
    }

    List<SegmentUpdate> updates() {
        return updates;
    }

    /**
     * The calls that carry the updates, as few as the platform allows.
     *
     * @return each 1 to 100 updates, of which all append or none does, in the order in which their first ones were given
     */
    public List<List<SegmentUpdate>> calls() {
        List<List<SegmentUpdate>> calls = new ArrayList<>();
        Map<Boolean, List<SegmentUpdate>> openByWhetherItAppends = new HashMap<>();
        for (SegmentUpdate update : updates) {
            if (update.toMemberLevel().isPresent()) {
                calls.add(List.of(update));
                continue;
            }
            List<SegmentUpdate> open = openByWhetherItAppends.get(update.appends());
            if (open == null || open.size() == MOST_IN_A_CALL) {
                open = new ArrayList<>();
                openByWhetherItAppends.put(update.appends(), open);
                calls.add(open);
            }
            open.add(update);
        }
        return calls.stream().map(List::copyOf).toList();
    }

    /**
     * Carries the calls out, one after the other, up to the first that is not done.
     *
     * @param call carries one call out, as a whole or not at all, and gives the segments that stand there now; where it sees only
     *     some of these, it fails with a {@link BulkUpdateException} of its own, whose segments count as done
     * @return the segments, in the order of the updates
     * @throws BulkUpdateException if a call was not done; it says of each update what became of it
     */
    public List<Segment> carriedOutBy(Function<List<SegmentUpdate>, List<Segment>> call) {
        Map<SegmentId, Segment> done = new HashMap<>();
        for (List<SegmentUpdate> updatesOfCall : calls()) {
            try {
                call.apply(updatesOfCall).forEach(segment -> done.put(segment.id(), segment));
            } catch (SegmentServiceException stopped) {
                throw partly(done, updatesOfCall, stopped);
            }
        }
        return standing(done);
    }

    /**
     * Carries the calls out, one after the other, up to the first that is not done, without a thread that waits for them.
     *
     * <pre>{@code
     * public CompletableFuture<List<Segment>> updateAll(Collection<SegmentUpdate> updates) {
     *     return BulkUpdate.of(updates).carriedOutAsyncBy(this::oneCall);
     * }
     * }</pre>
     *
     * @param call carries one call out, as a whole or not at all, and gives the segments that stand there now; where it sees only
     *     some of these, it fails with a {@link BulkUpdateException} of its own, whose segments count as done. Each is begun in the
     *     thread that ended the one before it, the first in the caller's
     * @return the segments, in the order of the updates; it fails with a {@link BulkUpdateException} if a call failed with a
     *     {@link SegmentServiceException}, bare or in a {@code CompletionException}, and with whatever else a call failed with;
     *     cancelling it cancels the call that is under way, and no further one is begun
     */
    public CompletableFuture<List<Segment>> carriedOutAsyncBy(
            Function<List<SegmentUpdate>, CompletableFuture<List<Segment>>> call) {
        return new CallsInTurn(this, Objects.requireNonNull(call, "call")).begun();
    }

    /** The segments that stand there now, in the order of the updates. */
    List<Segment> standing(Map<SegmentId, Segment> done) {
        return updates.stream()
                .map(update -> Objects.requireNonNull(done.get(update.id()), "segment"))
                .toList();
    }

    /** What became of each update where a call was not done. */
    BulkUpdateException partly(
            Map<SegmentId, Segment> done, List<SegmentUpdate> updatesOfCall, SegmentServiceException stopped) {
        if (stopped instanceof BulkUpdateException ofCall && ofCall.getCause() instanceof SegmentServiceException why) {
            ofCall.outcomes().forEach(outcome -> outcome.segment().ifPresent(seen -> done.put(seen.id(), seen)));
            return partly(done, updatesOfCall, why);
        }
        Set<SegmentUpdate> failed = Set.copyOf(updatesOfCall);
        List<Outcome> outcomes = updates.stream()
                .map(update -> new Outcome(
                        update,
                        done.containsKey(update.id())
                                ? Status.DONE
                                : failed.contains(update) ? status(stopped) : Status.NOT_SENT,
                        Optional.ofNullable(done.get(update.id()))))
                .toList();
        return new BulkUpdateException(outcomes, stopped);
    }

    private static Status status(SegmentServiceException stopped) {
        if (stopped instanceof OutcomeUnknownException) {
            return Status.UNKNOWN;
        }
        return stopped.isForWhatWasSaid() ? Status.REFUSED : Status.NOT_SENT;
    }
}
