package io.segmentpixel.acceptance;

import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.InMemorySegments;

/** The contract over the service in memory, called by way of its futures. */
class InMemoryAsyncContractTest extends SegmentServiceContract {
    private final SegmentService segments = new Joined(new InMemorySegments(MEMBER, clock).async());

    @Override
    SegmentService segments() {
        return segments;
    }
}
