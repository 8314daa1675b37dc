package io.segmentpixel.acceptance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Holds all answers until 15 wait, or no more come for a while, because all that was sent waits here: that is a round. */
final class Rounds implements Interceptor, AutoCloseable {
    static final int PLACES = 15;

    private static final long QUIET_MILLIS = 100;

    private final Dispatcher dispatcher;
    private final Thread consumer;

    private final ScheduledExecutorService quiet = Executors.newSingleThreadScheduledExecutor();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private long came;

    /**
     * Rounds of which none has begun.
     *
     * @param dispatcher knows what else is on its way, or being read
     * @param consumer sends more as long as it does not wait
     */
    Rounds(Dispatcher dispatcher, Thread consumer) {
        this.dispatcher = dispatcher;
        this.consumer = consumer;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        held().join();
        return answer;
    }

    private synchronized CompletableFuture<Void> held() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        waiting.add(held);
        came++;
        if (waiting.size() == PLACES) {
            release();
        } else {
            lookAgain(came);
        }
        return held;
    }

    private void lookAgain(long last) {
        quiet.schedule(() -> releaseIfLast(last), QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void releaseIfLast(long last) {
        if (came != last || waiting.isEmpty()) {
            return;
        }
        boolean noMoreCome = dispatcher.queuedCallsCount() == 0
                && dispatcher.runningCallsCount() == waiting.size()
                && consumer.getState() == Thread.State.WAITING;
        if (noMoreCome) {
            release();
        } else {
            lookAgain(last);
        }
    }

    private void release() {
        sizes.add(waiting.size());
        List<CompletableFuture<Void>> released = List.copyOf(waiting);
        waiting.clear();
        released.forEach(held -> held.complete(null));
    }

    /** How many answers each round held so far. */
    synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public void close() {
        quiet.shutdownNow();
    }
}
