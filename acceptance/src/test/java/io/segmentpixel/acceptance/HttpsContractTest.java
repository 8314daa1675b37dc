package io.segmentpixel.acceptance;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.Sandbox;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;

/** The contract over the client and the sandbox, encrypted. */
class HttpsContractTest extends SegmentServiceContract {
    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().member(MEMBER).clock(clock).start();

    @AutoClose
    private final SegmentClient client = SegmentClient.builder()
            .baseUrl(sandbox.httpsUrl())
            .httpClient(new OkHttpClient.Builder()
                    .sslSocketFactory(sandbox.sslContext().getSocketFactory(), sandbox.trustManager())
                    .build())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .build();

    @Override
    SegmentService segments() {
        return client;
    }
}
