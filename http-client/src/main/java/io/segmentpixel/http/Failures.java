package io.segmentpixel.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Failures of futures, without what the futures wrap them in. */
final class Failures {
    private Failures() {}

    static Throwable of(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The result of a future that is done; throws what it failed with. */
    static <T> T orThrown(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException failed) {
            Throwable reason = of(failed);
            if (reason instanceof RuntimeException known) {
                throw known;
            }
            if (reason instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }
}
