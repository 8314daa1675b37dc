package io.segmentpixel.segment;

/**
 * Whether a segment takes visitors in.
 *
 * <pre>{@code
 * NewSegment.named("Shop - cart").withState(SegmentState.INACTIVE);
 * }</pre>
 *
 * <p>Platform documentation: <em>Segment Service</em>, field {@code state}.
 */
public enum SegmentState {
    /** Visitors are added and the segment can be targeted: the state of a new segment. */
    ACTIVE,
    /** The segment is switched off. */
    INACTIVE,
    /** The backend sent a state that this version does not know; never sent by us. */
    UNKNOWN
}
