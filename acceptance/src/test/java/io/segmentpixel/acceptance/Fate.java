package io.segmentpixel.acceptance;

import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.SegmentServiceException;

/** What a caller was told of one change that it asked for. */
enum Fate {
    /** It stands there. */
    DONE,
    /** Surely nothing was changed. */
    NOT_DONE,
    /** Nobody knows; look before it is asked for again. */
    UNKNOWN;

    static Fate of(SegmentServiceException failure) {
        return failure instanceof OutcomeUnknownException ? UNKNOWN : NOT_DONE;
    }

    static Fate of(BulkUpdateException.Outcome outcome) {
        return switch (outcome.status()) {
            case DONE -> DONE;
            case UNKNOWN -> UNKNOWN;
            case REFUSED, NOT_SENT -> NOT_DONE;
        };
    }

    static Fate of(CreateOutcome outcome) {
        return switch (outcome.status()) {
            case CREATED, FOUND -> DONE;
            case UNKNOWN -> UNKNOWN;
            case REFUSED, NOT_SENT -> NOT_DONE;
        };
    }
}
