package io.segmentpixel.http;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Response;

/** The calling thread itself carries the operation on; an interrupt gives it up, and the flag stays set. */
final class CallersThread implements Carrier {
    @Override
    public <T> CompletableFuture<T> await(CompletableFuture<T> future) {
        try {
            future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            future.cancel(true);
        } catch (ExecutionException | CancellationException failed) {
            return future;
        }
        return future;
    }

    @Override
    public <T> CompletableFuture<T> send(Call request, Reader<T> reader) {
        try {
            return CompletableFuture.completedFuture(new Interruptible(request).carriedOut(() -> {
                try (Response response = request.execute()) {
                    return reader.read(response);
                }
            }));
        } catch (IOException broken) {
            return CompletableFuture.failedFuture(broken);
        } catch (Exception ofAnInterceptor) { // also one that is checked: Kotlin need not declare it
            return CompletableFuture.failedFuture(new IOException(ofAnInterceptor));
        }
    }

    @Override
    public <T> CompletableFuture<T> blocking(Supplier<T> work, Executor elsewhere) {
        return CompletableFuture.completedFuture(work.get());
    }

    @Override
    public boolean isGivenUp() {
        return Thread.currentThread().isInterrupted();
    }
}
