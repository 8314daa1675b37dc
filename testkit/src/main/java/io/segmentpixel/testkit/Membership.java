package io.segmentpixel.testkit;

import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A visitor's stay in a segment.
 *
 * <pre>{@code
 * visitor.membership(cart.id()).orElseThrow().value(); // OptionalInt[5], after a call with add=528336:5
 * }</pre>
 *
 * @param segment the segment
 * @param value the value that the latest call gave, empty if it gave none
 * @param since when the visitor was put into it, the latest time
 * @param until when the visitor will be out, unless put into it again before
 */
public record Membership(SegmentId segment, OptionalInt value, Instant since, Instant until) {
    /**
     * How long the visitor stays from the latest call on.
     *
     * @return whole minutes, as the segment's retention was at that time
     */
    public Duration retention() {
        return Duration.between(since, until);
    }

    /** Whether the visitor is still in. */
    boolean isAt(Instant time) {
        return time.isBefore(until);
    }
}
