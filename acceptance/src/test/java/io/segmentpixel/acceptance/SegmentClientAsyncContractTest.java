package io.segmentpixel.acceptance;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.Sandbox;
import org.junit.jupiter.api.AutoClose;

/** The contract over the client, called by way of its futures. */
class SegmentClientAsyncContractTest extends SegmentServiceContract {
    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().member(MEMBER).clock(clock).start();

    @AutoClose
    private final SegmentClient client = SegmentClient.builder()
            .baseUrl(sandbox.url())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .build();

    private final SegmentService segments = new Joined(client.async());

    @Override
    SegmentService segments() {
        return segments;
    }
}
