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
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who finds one connection broken that was kept, does not try the others that were kept, one pause after the other. */
class BrokenConnectionsTest {
    private static final int CONNECTIONS = 3;

    private volatile @Nullable CyclicBarrier connected;

    private final OkHttpClient http = new OkHttpClient.Builder()
            .addNetworkInterceptor(this::togetherWithOthers)
            .build();

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final SegmentClient client = InjectedTime.into(SegmentClient.builder(), clock, clock::advance)
            .baseUrl(sandbox.url())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .httpClient(http)
            .build();

    private final SegmentId id =
            sandbox.segments().create(NewSegment.named("there")).id();

    @AfterEach
    void end() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** Each on a connection of its own, as none is free before all have one. */
    private Response togetherWithOthers(Interceptor.Chain chain) throws IOException {
        CyclicBarrier present = connected;
        if (present != null) {
            try {
                present.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                throw new IOException("not as many connections at once as there are requests", alone);
            }
        }
        return chain.proceed(chain.request());
    }

    @Test
    void one_that_breaks_takes_the_idle_ones_with_it() {
        client.get(id);
        connected = new CyclicBarrier(CONNECTIONS);
        CompletableFuture<?>[] gets =
                Stream.generate(() -> client.async().get(id)).limit(CONNECTIONS).toArray(CompletableFuture<?>[]::new);
        assertThat(CompletableFuture.allOf(gets)).succeedsWithin(Duration.ofSeconds(60));
        connected = null;
        assertThat(http.connectionPool().idleConnectionCount()).isEqualTo(CONNECTIONS);
        sandbox.faults().on(Operation.READ).next(Fault.resetAfterRequest());

        client.get(id);

        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
    }
}
