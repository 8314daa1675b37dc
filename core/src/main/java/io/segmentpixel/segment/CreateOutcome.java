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
 * @param segment the segment as it stands, if it was created or found; else the one that stands in its way or may be it, if
 *     there is one
 * @param reason why it was neither created nor found; empty if it was
 */
public record CreateOutcome(
        NewSegment request, Status status, Optional<Segment> segment, Optional<SegmentServiceException> reason) {
    /** What became of a segment that was to be created. */
    public enum Status {
        /** Created now. */
        CREATED,
        /** Found: it stood there before, with its code and with all that was asked for. */
        FOUND,
        /** Surely not created by this call, for what it says; the reason says what: mend it. */
        REFUSED,
        /** Sent, and no answer came that says whether it was created. */
        UNKNOWN,
        /**
         * Surely not created by this call, and nothing is wrong with it: it was never sent, or turned away; hand it in again. The
         * reason is what it was turned away for, or what stopped all.
         */
        NOT_SENT
    }

    /**
     * Takes the parts.
     *
     * @param request what was to be created
     * @param status what became of it
     * @param segment the segment as it stands, which must be there if it was created or found
     * @param reason why it was neither created nor found, which must be there just if it was not
     * @throws IllegalArgumentException if a part is missing that this status has, or there is a reason that it does not have
     */
    public CreateOutcome {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(reason, "reason");
        boolean isDone = isDone(status);
        Check.require(
                segment.isPresent() || !isDone, "segment", "(none)", "must be there where the status is " + status);
        Check.require(
                reason.isPresent() != isDone,
                "reason",
                reason.map(Object::toString).orElse("(none)"),
                (isDone ? "must not" : "must") + " be there where the status is " + status);
    }

    /**
     * What became of a segment whose create failed. For those who implement {@link SegmentService}.
     *
     * <pre>{@code
     * CreateOutcome.failed(request, new SegmentLimitException(...)).status(); // NOT_SENT
     * }</pre>
     *
     * @param request what was to be created
     * @param reason why it was not, or why nobody knows
     * @return unknown if nobody knows, with the segment that may be it; refused if the request itself is at fault; else not sent
     */
    public static CreateOutcome failed(NewSegment request, SegmentServiceException reason) {
        Objects.requireNonNull(reason, "reason");
        if (reason instanceof OutcomeUnknownException unknown) {
            return new CreateOutcome(request, Status.UNKNOWN, unknown.candidate(), Optional.of(reason));
        }
        Status status = reason.isForWhatWasSaid() ? Status.REFUSED : Status.NOT_SENT;
        return new CreateOutcome(request, status, Optional.empty(), Optional.of(reason));
    }

    /**
     * Whether the segment stands there now.
     *
     * @return true if it was created or found
     */
    public boolean isDone() {
        return isDone(status);
    }

    private static boolean isDone(Status status) {
        return status == Status.CREATED || status == Status.FOUND;
    }
}
