package io.segmentpixel.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Workers that share a heap of jobs: each does its next when its last has passed, and tries a refused one again. */
final class Workers {
    private final Supplier<CompletableFuture<CountingBackend.Reply>> path;
    private int left;
    private int done;

    private Workers(int jobs, Supplier<CompletableFuture<CountingBackend.Reply>> path) {
        this.left = jobs;
        this.path = path;
    }

    /** Done when all jobs are, with their number. */
    static CompletableFuture<Integer> start(
            int workers, int jobs, Supplier<CompletableFuture<CountingBackend.Reply>> path) {
        Workers all = new Workers(jobs, path);
        CompletableFuture<?>[] ends = Stream.generate(all::next).limit(workers).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(ends).thenApply(ended -> all.done);
    }

    private CompletableFuture<Void> next() {
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        left--;
        return attempt();
    }

    private CompletableFuture<Void> attempt() {
        return path.get().thenCompose(reply -> {
            if (reply.isRefusal()) {
                return attempt();
            }
            done++;
            return next();
        });
    }
}
