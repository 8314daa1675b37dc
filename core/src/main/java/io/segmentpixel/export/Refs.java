package io.segmentpixel.export;

import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.List;

/** Sorts references into ids and codes, as the methods of a call take them. */
final class Refs {
    private Refs() {}

    static SegmentId[] ids(List<SegmentRef> refs) {
        return refs.stream().filter(SegmentId.class::isInstance).toArray(SegmentId[]::new);
    }

    static SegmentCode[] codes(List<SegmentRef> refs) {
        return refs.stream().filter(SegmentCode.class::isInstance).toArray(SegmentCode[]::new);
    }
}
