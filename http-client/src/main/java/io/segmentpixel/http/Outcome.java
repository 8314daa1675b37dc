package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.SegmentServiceException;

/** What an operation came to, after all its attempts. */
sealed interface Outcome {
    /** It was carried out. */
    record Done(Answer answer) implements Outcome {}

    /** It was surely not carried out. */
    record Refused(SegmentServiceException why) implements Outcome {}

    /**
     * There is no such segment.
     *
     * @param answer what the backend said
     * @param afterDoubt whether an attempt before the last may have been carried out
     */
    record Missing(BackendAnswer answer, boolean afterDoubt) implements Outcome {}

    /** Nobody knows whether it was carried out. */
    record Unknown(SegmentServiceException why) implements Outcome {}
}
