package io.segmentpixel.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs tasks on the thread that brings them, one after the other: what a task brings about in turn runs after it, not within
 * it, so that a long chain of requests does not grow the stack.
 */
final class OneByOne {
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Deque<Runnable>> running = new ThreadLocal<>();

    void run(Runnable task) {
        Deque<Runnable> before = running.get();
        if (before != null) {
            before.add(task);
            return;
        }
        Deque<Runnable> tasks = new ArrayDeque<>();
        running.set(tasks);
        try {
            for (Runnable next = task; next != null; next = tasks.poll()) {
                next.run();
            }
        } finally {
            running.remove();
        }
    }
}
