package io.segmentpixel.acceptance;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Keeps answers, from when it is told, until they may go on: the backend has done what it does, and the client hears nothing. */
final class FrozenAnswers implements Interceptor {
    private final CountDownLatch thawed = new CountDownLatch(1);
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private volatile boolean isFrozen;

    void freeze() {
        isFrozen = true;
    }

    /** Done when the first answer is kept. */
    CompletableFuture<Void> first() {
        return first;
    }

    void thaw() {
        isFrozen = false;
        thawed.countDown();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } finally {
            if (isFrozen) {
                first.complete(null);
                awaitThaw();
            }
        }
    }

    private void awaitThaw() {
        try {
            thawed.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
