package io.segmentpixel.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Dispatcher;

/**
 * The requests of an HTTP client, held until the test sends one of them: in its own thread, one after the other, in whatever order
 * its random numbers say. So the same seed goes the same way.
 */
final class HeldRequests extends EndlessExecutor {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<Runnable> held = new ArrayList<>();

    Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher(this);
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        return dispatcher;
    }

    @Override
    public synchronized void execute(Runnable request) {
        held.add(request);
        notifyAll();
    }

    /** Sends whatever is held, and whatever that brings, until something is over; then what is left. */
    void sendUntil(CompletableFuture<?> over, Random random, Runnable before) throws InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        over.whenComplete((done, failure) -> execute(() -> isOver.set(true)));
        while (!isOver.get()) {
            Runnable request = taken(random);
            before.run();
            request.run();
        }
        while (!isEmpty()) {
            taken(random).run();
        }
    }

    private synchronized boolean isEmpty() {
        return held.isEmpty();
    }

    private synchronized Runnable taken(Random random) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (held.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("nothing is sent, and nothing is over");
            }
            wait(left);
        }
        return held.remove(random.nextInt(held.size()));
    }
}
