package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A thread that makes a call, to be interrupted in it. */
final class Caller {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile boolean isInterruptedStill;

    private Caller(Runnable before, Runnable call) {
        thread = new Thread(() -> carryOut(before, call), "caller");
        thread.setDaemon(true);
        thread.start();
    }

    static Caller of(Runnable call) {
        return new Caller(() -> {}, call);
    }

    /** One whose thread is interrupted before it calls. */
    static Caller interruptedBefore(Runnable call) {
        return new Caller(() -> Thread.currentThread().interrupt(), call);
    }

    private void carryOut(Runnable before, Runnable call) {
        before.run();
        try {
            call.run();
        } catch (Throwable thrown) { // also what is not declared
            failure = thrown;
        }
        isInterruptedStill = Thread.currentThread().isInterrupted();
    }

    /** When the thread waits for the client's news: for a place, a pause, a login of others, a page. */
    Caller untilItWaits() {
        return until("CallersThread.await");
    }

    /** When the thread is in this method, named as in {@code Type.method}. */
    Caller until(String method) {
        long start = System.nanoTime();
        while (!isIn(method)) {
            assertThat(thread.isAlive()).as("still calling: %s", failure).isTrue();
            assertThat(System.nanoTime() - start).as("in " + method).isLessThan(LIMIT);
            Thread.onSpinWait();
        }
        return this;
    }

    private boolean isIn(String method) {
        return thread.getState() != Thread.State.BLOCKED
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).endsWith("." + method));
    }

    /** Interrupts the thread, which ends its call at once and stays interrupted; gives what the call ended with. */
    Throwable interrupted() {
        thread.interrupt();
        return ended();
    }

    /** What the call of an interrupted thread ended with. */
    Throwable ended() {
        join();
        assertThat(isInterruptedStill).as("the flag is set").isTrue();
        return Objects.requireNonNull(failure, "a failure");
    }

    /** What the call ended with by itself. */
    Throwable failed() {
        join();
        return Objects.requireNonNull(failure, "a failure");
    }

    /** The call is done, and nothing is amiss. */
    void done() {
        join();
        assertThat(failure).isNull();
    }

    private void join() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        assertThat(thread.isAlive()).as("still in its call").isFalse();
    }
}
