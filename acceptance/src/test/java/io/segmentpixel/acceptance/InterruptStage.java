package io.segmentpixel.acceptance;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;

/** A sandbox, and a client that is interrupted in its calls to it; the client has few places, so that one that is lost is missed. */
abstract class InterruptStage {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final int PLACES = 3;

    final Watch watch = new Watch();

    @AutoClose
    final Together together = new Together();

    final OkHttpClient http = together.client();

    @AutoClose
    final Sandbox sandbox = Sandbox.start();

    @AutoClose
    final SegmentClient client = client().build();

    final SegmentId id = sandbox.segments()
            .create(NewSegment.named("there").withCode("there"))
            .id();

    SegmentClient.Builder client() {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .maxConcurrentRequests(PLACES)
                .deadline(Duration.ofMinutes(10))
                .requestTimeout(Duration.ofMinutes(10))
                .httpClient(http)
                .listener(watch);
    }

    void read() {
        client.list(SegmentQuery.all()).forEach(segment -> {});
    }

    void write() {
        client.create(NewSegment.named("afterwards"));
    }

    void all_places_are_free_for(Runnable call) {
        together.areAllDone(PLACES, call);
    }
}
