package io.segmentpixel.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** No thread waits for the operation: it goes on when there is news, and {@link #giveUp} ends it, down to the socket. */
final class NoThread implements Carrier {
    private final List<CompletableFuture<?>> awaited = new ArrayList<>();
    private boolean givenUp;

    @Override
    public <T> CompletableFuture<T> await(CompletableFuture<T> future) {
        if (future.isDone()) {
            return future;
        }
        add(future);
        CompletableFuture<T> unused = future.whenComplete((done, failed) -> remove(future));
        if (isGivenUp()) {
            future.cancel(true);
        }
        return future;
    }

    private synchronized void add(CompletableFuture<?> future) {
        awaited.add(future);
    }

    private synchronized void remove(CompletableFuture<?> future) {
        awaited.removeIf(waited -> waited == future);
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
    public <T> CompletableFuture<T> blocking(Supplier<T> work, Executor elsewhere) {
        try {
            return CompletableFuture.supplyAsync(work, elsewhere);
        } catch (Throwable noThread) { // no memory for it, say
            return CompletableFuture.failedFuture(noThread);
        }
    }

    /** Ends the operation: what it waits for, and whatever it would wait for next. */
    void giveUp() {
        List<CompletableFuture<?>> present;
        synchronized (this) {
            givenUp = true;
            present = List.copyOf(awaited);
        }
        present.forEach(future -> future.cancel(true));
    }

    @Override
    public synchronized boolean isGivenUp() {
        return givenUp;
    }
}
