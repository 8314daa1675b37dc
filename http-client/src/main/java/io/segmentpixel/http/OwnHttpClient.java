package io.segmentpixel.http;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The HTTP client of those who hand in none: 15 requests at a time, and only daemon threads, which end when they idle. */
final class OwnHttpClient {
    private static final int PLACES = Pace.MOST_IN_FLIGHT;
    /** Less than servers keep a connection: one that they close in the very moment of a create leaves its outcome unknown. */
    private static final Duration KEPT = Duration.ofSeconds(4);

    private OwnHttpClient() {}

    static OkHttpClient made() {
        Dispatcher dispatcher = new Dispatcher(new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> Daemon.thread("request", work)));
        dispatcher.setMaxRequests(PLACES);
        dispatcher.setMaxRequestsPerHost(PLACES);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(PLACES, KEPT.toSeconds(), TimeUnit.SECONDS))
                .build();
    }

    /** Ends one that was made here. */
    static void end(@Nullable OkHttpClient own) {
        if (own != null) {
            own.dispatcher().executorService().shutdown();
            own.connectionPool().evictAll();
        }
    }
}
