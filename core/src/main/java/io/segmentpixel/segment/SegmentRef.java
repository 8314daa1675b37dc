package io.segmentpixel.segment;

/**
 * What a pixel call names a segment by: its {@link SegmentId id} or its {@link SegmentCode code}.
 *
 * <pre>{@code
 * SegmentRef byId = SegmentId.of(528336);
 * SegmentRef byCode = SegmentCode.of("shop_cart");
 * }</pre>
 *
 * <p>A code goes into a call only together with the member that owns it.
 */
public sealed interface SegmentRef permits SegmentId, SegmentCode {}
