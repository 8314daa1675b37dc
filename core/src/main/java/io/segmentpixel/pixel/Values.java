package io.segmentpixel.pixel;

import io.segmentpixel.segment.SegmentRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a call's segments; immutable.
 *
 * @param common what a segment has that has none of its own
 * @param own the values that segments have of their own
 */
record Values(Optional<SegmentValue> common, Map<SegmentRef, SegmentValue> own) {
    static final Values NONE = new Values(Optional.empty(), Map.of());

    Values with(SegmentValue value) {
        return new Values(Optional.of(value), own);
    }

    Values with(SegmentRef segment, SegmentValue value) {
        Map<SegmentRef, SegmentValue> changed = new HashMap<>(own);
        changed.put(segment, value);
        return new Values(common, Map.copyOf(changed));
    }

    Optional<SegmentValue> of(SegmentRef segment) {
        return Optional.ofNullable(own.get(segment)).or(() -> common);
    }
}
