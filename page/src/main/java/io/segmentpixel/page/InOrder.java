package io.segmentpixel.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Work on many things by several threads, whose results come one by one, in the order of the things, to the thread that asks
 * for them. What is at work, or waits to be asked for, weighs no more than a budget, but for one thing that weighs more alone.
 *
 * <p>An interrupt of the asking thread ends it early: what is at work is finished, nothing further is begun, and the thread is
 * interrupted again at the end.
 */
final class InOrder<T, R> implements AutoCloseable {
    /** Enough for the threads to go on behind a slow one, and few enough to hold in memory. */
    private static final int AHEAD_FOR_A_THREAD = 16;

    private final List<T> things;
    private final Function<T, R> work;
    private final ToLongFunction<T> weight;
    private final long budget;
    private final int ahead;
    private final ExecutorService pool;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Deque<Future<Optional<R>>> underWay = new ArrayDeque<>();
    private long weightUnderWay;
    private int begun;
    private boolean interrupted;
    private volatile boolean stopped;

    InOrder(List<T> things, Function<T, R> work, ToLongFunction<T> weight, int threads, long budget) {
        this.things = things;
        this.work = work;
        this.weight = weight;
        this.budget = budget;
        this.ahead = Math.multiplyExact(threads, AHEAD_FOR_A_THREAD);
        this.pool = Executors.newFixedThreadPool(threads, this::daemon);
    }

    private Thread daemon(Runnable worker) {
        Thread thread = new Thread(worker, "segment-pixel-page");
        threads.add(thread);
        thread.setDaemon(true);
        return thread;
    }

    private int asked() {
        return begun - underWay.size();
    }

    boolean hasNext() {
        return asked() < things.size();
    }

    /** The next result, empty for a thing that was not begun because of an interrupt. */
    Optional<R> next() {
        if (Thread.interrupted()) {
            stop();
        }
        begin();
        Optional<R> result = finished(underWay.element());
        weightUnderWay -= weight.applyAsLong(things.get(asked()));
        underWay.remove();
        return result;
    }

    private void stop() {
        interrupted = true;
        stopped = true;
    }

    private void begin() {
        while (begun < things.size() && (underWay.isEmpty() || hasRoom(things.get(begun)))) {
            T thing = things.get(begun);
            underWay.add(pool.submit(() -> stopped ? Optional.empty() : Optional.of(work.apply(thing))));
            weightUnderWay += weight.applyAsLong(thing);
            begun++;
        }
    }

    private boolean hasRoom(T thing) {
        return underWay.size() < ahead && weightUnderWay + weight.applyAsLong(thing) <= budget;
    }

    private Optional<R> finished(Future<Optional<R>> future) {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException early) {
                stop();
            } catch (ExecutionException failed) {
                throw thrown(failed.getCause());
            }
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** Waits until nothing is at work any more, and the threads are gone. */
    @Override
    public void close() {
        stopped = true;
        pool.shutdown();
        threads.forEach(this::await);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
    }
}
