package io.segmentpixel.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs tasks on the thread that brings them, one after the other: what a task brings about in turn runs after it, not within
 * it, so that a long chain of requests does not grow the stack.
 */
final class OneByOne {
    private static final ThreadLocal<Deque<Runnable>> RUNNING = new ThreadLocal<>();

    private OneByOne() {}

    static void run(Runnable task) {
        Deque<Runnable> before = RUNNING.get();
        if (before != null) {
            before.add(task);
            return;
        }
        Deque<Runnable> tasks = new ArrayDeque<>();
        RUNNING.set(tasks);
        try {
            for (Runnable next = task; next != null; next = tasks.poll()) {
                next.run();
            }
        } finally {
            RUNNING.remove();
        }
    }
}
