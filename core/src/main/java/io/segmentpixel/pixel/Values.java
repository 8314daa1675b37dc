package io.segmentpixel.pixel;

import io.segmentpixel.segment.SegmentRef;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The values of a call's segments; immutable.
 *
 * @param common what a segment has that has none of its own
 * @param own the values that segments have of their own
 */
record Values(Optional<SegmentValue> common, Map<SegmentRef, SegmentValue> own) {
    static final Values NONE = new Values(Optional.empty(), Map.of());

    /** Takes a map that its maker keeps no hand on; unlike a copy by {@link Map#copyOf}, it bears texts with the same hash. */
    Values {
        own = Collections.unmodifiableMap(own);
    }

    Values with(SegmentValue value) {
        return new Values(Optional.of(value), own);
    }

    Values with(SegmentRef segment, SegmentValue value) {
        Map<SegmentRef, SegmentValue> changed = new HashMap<>(own);
        changed.put(segment, value);
        return new Values(common, changed);
    }

    /** The values of the same segments by other names. */
    Values renamed(UnaryOperator<SegmentRef> names) {
        Map<SegmentRef, SegmentValue> renamed = new HashMap<>();
        own.forEach((segment, value) -> {
            SegmentRef name = names.apply(segment);
            SegmentValue other = renamed.put(name, value);
            if (other != null && !other.equals(value)) {
                throw Check.refused(
                        "segment",
                        name.toString(),
                        "must have one value, has " + other + " and " + value + " by its id and its code");
            }
        });
        return new Values(common, renamed);
    }

    /** The values of some of these segments. */
    Values only(List<SegmentRef> segments) {
        Map<SegmentRef, SegmentValue> kept = new HashMap<>(own);
        kept.keySet().retainAll(new HashSet<>(segments));
        return new Values(common, kept);
    }

    Optional<SegmentValue> of(SegmentRef segment) {
        return own.isEmpty() ? common : Optional.ofNullable(own.get(segment)).or(() -> common);
    }

    /** Appends a segment's value and the colon before it, if it has one. */
    void appendTo(StringBuilder list, SegmentRef segment) {
        Optional<SegmentValue> value = of(segment);
        if (value.isPresent()) {
            list.append(':').append(value.get());
        }
    }
}
