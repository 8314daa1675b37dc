package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Finds places that were lost: while it is told to, it lets requests for segments through only when as many as there are places
 * have come, which none ever would be if one place were taken for ever.
 */
final class Together implements Interceptor, AutoCloseable {
    private final OkHttpClient client =
            new OkHttpClient.Builder().addInterceptor(this).build();
    private volatile @Nullable CyclicBarrier barrier;

    OkHttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CyclicBarrier present = barrier;
        boolean isMeant = !chain.call().isCanceled()
                && chain.request().url().encodedPath().equals("/segment");
        if (present != null && isMeant) {
            try {
                present.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                throw new IOException("not as many at once as there are places", alone);
            }
        }
        return chain.proceed(chain.request());
    }

    /** Makes the same call once for each place, at the same time; each is done. */
    void areAllDone(int places, Runnable call) {
        barrier = new CyclicBarrier(places);
        CompletableFuture<?>[] calls = Stream.generate(() -> CompletableFuture.runAsync(call, Together::onItsOwnThread))
                .limit(places)
                .toArray(CompletableFuture<?>[]::new);
        assertThat(CompletableFuture.allOf(calls)).as("all places are free").succeedsWithin(Duration.ofSeconds(60));
        barrier = null;
    }

    private static void onItsOwnThread(Runnable call) {
        Thread thread = new Thread(call, "together");
        thread.setDaemon(true);
        thread.start();
    }
}
