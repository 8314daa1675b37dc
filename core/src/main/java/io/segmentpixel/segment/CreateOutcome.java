package io.segmentpixel.segment;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of one segment of many that were to be created.
 *
 * <pre>{@code
 * segments.createAll(wanted, outcome -> log.info("{}: {}", outcome.request().name(), outcome.status()));
 * }</pre>
 *
 * @param request what was to be created
 * @param status what became of it
 * @param segment the segment as it stands, if it does
 * @param reason why it was not created, if it was not
 */
public record CreateOutcome(
        NewSegment request, Status status, Optional<Segment> segment, Optional<SegmentServiceException> reason) {
    /** What became of a segment that was to be created. */
    public enum Status {
        /** Created now. */
        CREATED,
        /** Found: it stood there before, with its code and with all that was asked for. */
        FOUND,
        /** Surely not created by this call: the reason says why. */
        REFUSED,
        /** Sent, and no answer came that says whether it was created. */
        UNKNOWN,
        /** Surely not created by this call: it was never sent. */
        NOT_SENT
    }

    /**
     * Takes the parts.
     *
     * @param request what was to be created
     * @param status what became of it
     * @param segment the segment as it stands, if it does
     * @param reason why it was not created, if it was not
     */
    public CreateOutcome {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * Whether the segment stands there now.
     *
     * @return true if it was created or found
     */
    public boolean isDone() {
        return status == Status.CREATED || status == Status.FOUND;
    }
}
