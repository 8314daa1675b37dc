package io.segmentpixel.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends one request, once. */
interface Transport {
    /**
     * Sends the request and reads the whole answer.
     *
     * @param call what is asked
     * @param token the session's token, null for a login
     * @param allowed the longest time that it may take
     * @param whenSent is told before the first byte goes out
     * @param carrier who waits for the answer
     * @return the answer; fails with a {@link SendException}, or is cancelled
     */
    CompletableFuture<Answer> send(
            Call call, @Nullable String token, Duration allowed, Runnable whenSent, Carrier carrier);

    /** No answer, or no whole one. */
    final class SendException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean mayHaveArrived;

        SendException(IOException cause, boolean mayHaveArrived) {
            super(cause);
            this.mayHaveArrived = mayHaveArrived;
        }

        boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }
}
