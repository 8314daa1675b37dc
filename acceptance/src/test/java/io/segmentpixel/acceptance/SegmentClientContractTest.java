package io.segmentpixel.acceptance;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.Sandbox;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;

/** The contract over the client and the sandbox. */
class SegmentClientContractTest extends SegmentServiceContract {
    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().member(MEMBER).clock(clock).start();

    @AutoClose
    private final SegmentClient client = SegmentClient.builder()
            .baseUrl(sandbox.url())
            .httpClient(new OkHttpClient.Builder()
                    .addInterceptor(new TokenLog(sandbox.password()))
                    .build())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .build();

    private final SegmentService segments = Witness.of(client);

    @Override
    SegmentService segments() {
        return segments;
    }
}
