package io.segmentpixel.acceptance;

import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.InMemorySegments;

/** The contract over the service in memory. */
class InMemorySegmentsContractTest extends SegmentServiceContract {
    private final SegmentService segments = new InMemorySegments(MEMBER, clock);

    @Override
    SegmentService segments() {
        return segments;
    }
}
