package io.segmentpixel.acceptance;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.List;
import java.util.Optional;

/** One thing that a caller was told about the backend, which is true or not. */
sealed interface Claim {
    /** A create, what became of it, and the segment that was shown where it was done. */
    record Created(NewSegment request, Fate fate, Optional<Segment> shown) implements Claim {}

    /** An update, what became of it, and the segment that was shown where it was done. */
    record Changed(SegmentUpdate update, Fate fate, Optional<Segment> shown) implements Claim {}

    /** A delete, and what became of it. */
    record Deleted(SegmentId id, Fate fate) implements Claim {}

    /** The segments of a listing, all or the first ones. */
    record Listed(List<Segment> segments, boolean isWhole) implements Claim {}

    /** A segment as it was read. */
    record Shown(Segment segment) implements Claim {}

    /** That nothing has this code. */
    record Absent(SegmentCode code) implements Claim {}
}
