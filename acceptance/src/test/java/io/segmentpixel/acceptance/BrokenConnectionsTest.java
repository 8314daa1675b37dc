package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who finds one connection broken that was kept, does not try the others that were kept, one pause after the other. */
class BrokenConnectionsTest {
    private static final int PLACES = 3;

    @AutoClose
    private final Together together = new Together();

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final SegmentClient client = InjectedTime.into(SegmentClient.builder(), clock, clock::advance)
            .baseUrl(sandbox.url())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .httpClient(together.client())
            .build();

    private final SegmentId id =
            sandbox.segments().create(NewSegment.named("there")).id();

    @Test
    void one_that_breaks_takes_the_idle_ones_with_it() {
        client.get(id);
        together.areAllDone(PLACES, () -> client.get(id));
        assertThat(together.client().connectionPool().idleConnectionCount()).isEqualTo(PLACES);
        sandbox.faults().on(Operation.READ).next(Fault.resetAfterRequest());

        client.get(id);

        assertThat(together.client().connectionPool().connectionCount()).isEqualTo(1);
    }
}
