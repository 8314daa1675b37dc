package io.segmentpixel.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.Response;

/**
 * Who carries an operation on: the thread of the caller, which waits where it must ({@link CallersThread}), or whichever thread
 * has the news ({@link NoThread}). What an operation does is written once, in futures; with the first they are done by the time
 * they are had.
 */
interface Carrier {
    /** Reads an answer. */
    interface Reader<T> {
        T read(Response response) throws IOException;
    }

    /** The future, when it may be gone on with; cancelled, if the operation was given up meanwhile. */
    <T> CompletableFuture<T> await(CompletableFuture<T> future);

    /** Sends a request; fails with an {@link IOException}. */
    <T> CompletableFuture<T> send(okhttp3.Call request, Reader<T> reader);

    /** Does what may block: on the thread that waits anyway, or else on one of the executor's. */
    <T> CompletableFuture<T> blocking(Supplier<T> work, Executor elsewhere);

    /** Whether the caller has given the operation up. */
    boolean isGivenUp();
}
