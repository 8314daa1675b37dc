package io.segmentpixel.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
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

    private final Iterator<T> things;
    private final Function<T, R> work;
    private final ToLongFunction<T> weight;
    private final long budget;
    private final int ahead;
    private final ExecutorService pool;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Deque<UnderWay<R>> underWay = new ArrayDeque<>();
    private Optional<T> upNext = Optional.empty();
    private long weightUnderWay;
    private boolean interrupted;
    private volatile boolean stopped;

    /** What a thing was is forgotten as soon as it is done. */
    private record UnderWay<R>(Future<Optional<R>> result, long weight) {}

    /**
     * Work that begins with the first question for a result.
     *
     * @param things asked for by the same thread as the results, and no earlier than there is room for them
     * @param budget what is at work or waits, in the unit of the weights; one thing more is held in hand
     */
    InOrder(Iterator<T> things, Function<T, R> work, ToLongFunction<T> weight, int threads, long budget) {
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

    boolean hasNext() {
        return !underWay.isEmpty() || upNext.isPresent() || things.hasNext();
    }

    /** The next result, empty for a thing that was not begun because of an interrupt. */
    Optional<R> next() {
        if (Thread.interrupted()) {
            stop();
        }
        begin();
        Optional<R> result = finished(underWay.element().result());
        weightUnderWay -= underWay.remove().weight();
        return result;
    }

    private void stop() {
        interrupted = true;
        stopped = true;
    }

    private void begin() {
        while (underWay.size() < ahead) {
            upNext = upNext.or(() -> things.hasNext() ? Optional.of(things.next()) : Optional.empty());
            if (upNext.isEmpty() || !hasRoom(upNext.get())) {
                return;
            }
            begin(upNext.get());
            upNext = Optional.empty();
        }
    }

    private void begin(T thing) {
        long itsWeight = weight.applyAsLong(thing);
        underWay.add(new UnderWay<>(
                pool.submit(() -> stopped ? Optional.empty() : Optional.of(work.apply(thing))), itsWeight));
        weightUnderWay += itsWeight;
    }

    private boolean hasRoom(T thing) {
        return underWay.isEmpty() || weightUnderWay + weight.applyAsLong(thing) <= budget;
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
