package io.segmentpixel.http;

import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.BulkUpdateException.Outcome;
import io.segmentpixel.segment.BulkUpdateException.Status;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is seen of the segments that one call has updated: in its answer first, and in what is read back. */
final class Written {
    private final Call call;
    private final List<SegmentUpdate> updates;
    private final Answer answer;
    private final Map<SegmentId, Segment> seen = new HashMap<>();

    Written(Call call, List<SegmentUpdate> updates, Answer answer) {
        this.call = call;
        this.updates = updates;
        this.answer = answer;
        see(SegmentReader.shown(answer).segments());
    }

    void see(Collection<Segment> segments) {
        segments.forEach(segment -> seen.put(segment.id(), segment));
    }

    /** What is read back counts only where it says what was asked: the call need not have been carried out whole. */
    void readBack(Collection<Segment> segments) {
        Map<SegmentId, SegmentUpdate> asked =
                updates.stream().collect(Collectors.toMap(SegmentUpdate::id, Function.identity()));
        see(segments.stream()
                .filter(segment -> saysWhatWasAsked(asked.get(segment.id()), segment))
                .toList());
    }

    private static boolean saysWhatWasAsked(@Nullable SegmentUpdate update, Segment segment) {
        if (update == null) {
            return false;
        }
        try {
            return update.appends() || update.appliedTo(segment).equals(segment);
        } catch (IllegalArgumentException rulesOutWhatStandsThere) {
            return false;
        }
    }

    List<SegmentId> unseen() {
        return updates.stream()
                .map(SegmentUpdate::id)
                .filter(id -> !seen.containsKey(id))
                .toList();
    }

    /**
     * The segments, in the order of the updates.
     *
     * @param unread why the unseen could not be read back, null if they were looked for
     * @throws BulkUpdateException if not all are seen
     */
    List<Segment> segments(@Nullable SegmentServiceException unread) {
        List<SegmentId> unseen = unseen();
        if (!unseen.isEmpty()) {
            String why = unread == null
                    ? "they were not found, or do not say what was asked"
                    : Objects.toString(unread.getMessage());
            throw new BulkUpdateException(
                    updates.stream().map(this::outcome).toList(),
                    new OutcomeUnknownException(
                            call + ": the answer does not show segments " + unseen + ", nor could they be read back. "
                                    + why,
                            answer.summary(),
                            unread));
        }
        return updates.stream()
                .map(update -> Objects.requireNonNull(seen.get(update.id())))
                .toList();
    }

    private Outcome outcome(SegmentUpdate update) {
        Optional<Segment> segment = Optional.ofNullable(seen.get(update.id()));
        return new Outcome(update, segment.isPresent() ? Status.DONE : Status.UNKNOWN, segment);
    }
}
