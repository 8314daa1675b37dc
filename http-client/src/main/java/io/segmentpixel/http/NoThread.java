package io.segmentpixel.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** No thread waits for the operation: it goes on when there is news, and {@link #giveUp} ends it, down to the socket. */
final class NoThread implements Carrier {
    private @Nullable CompletableFuture<?> awaited;
    private boolean givenUp;

    @Override
    public <T> CompletableFuture<T> await(CompletableFuture<T> future) {
        synchronized (this) {
            awaited = future;
        }
        if (isGivenUp()) {
            future.cancel(true);
        }
        return future;
    }

    @Override
    public <T> CompletableFuture<T> send(Call request, Reader<T> reader) {
        if (isGivenUp()) {
            return CompletableFuture.failedFuture(new IOException("given up before it was sent"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        answer.whenComplete((done, failed) -> {
            if (failed != null) {
                request.cancel();
            }
        });
        request.enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException broken) {
                answer.completeExceptionally(broken);
            }

            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    answer.complete(reader.read(response));
                } catch (Throwable broken) { // an answer that no memory holds must not leave its caller waiting
                    answer.completeExceptionally(broken);
                }
            }
        });
        return await(answer);
    }

    @Override
    public <T> CompletableFuture<T> blocking(Supplier<CompletableFuture<T>> work, Executor elsewhere) {
        try {
            return CompletableFuture.supplyAsync(work, elsewhere).thenCompose(done -> done);
        } catch (Throwable noThread) { // no memory for it, say
            return CompletableFuture.failedFuture(noThread);
        }
    }

    /** Ends the operation: what it waits for, and whatever it would wait for next. */
    void giveUp() {
        CompletableFuture<?> present;
        synchronized (this) {
            givenUp = true;
            present = awaited;
        }
        if (present != null) {
            present.cancel(true);
        }
    }

    @Override
    public synchronized boolean isGivenUp() {
        return givenUp;
    }
}
