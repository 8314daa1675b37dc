package io.segmentpixel.http;

import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * How far a request came. What came through the interceptors of the caller and found no connection has surely not arrived; what
 * is lost among these interceptors may have gone another way.
 */
final class Progress {
    private final boolean repeatable;
    private final Runnable whenSent;
    private boolean began;
    private boolean passed;
    private boolean sent;
    private boolean isOver;

    /**
     * A request that is about to be made.
     *
     * @param repeatable whether saying it twice does no more than saying it once
     * @param whenSent is told before the first byte goes out
     */
    Progress(boolean repeatable, Runnable whenSent) {
        this.repeatable = repeatable;
        this.whenSent = whenSent;
    }

    /** That of the call: an interceptor of the caller's may have made another request of it. */
    static @Nullable Progress of(Interceptor.Chain chain) {
        return chain.call().request().tag(Progress.class);
    }

    /** An interceptor that tells it how far the request is. */
    static Interceptor told(Consumer<Progress> step) {
        return chain -> {
            Progress progress = of(chain);
            if (progress != null) {
                step.accept(progress);
            }
            return chain.proceed(chain.request());
        };
    }

    /** It comes to the first interceptor of the caller's. */
    synchronized void began() {
        began = true;
    }

    /** It came through the last one. */
    synchronized void passed() {
        passed = true;
    }

    /** It has a connection, and goes out. */
    void sent() throws IOException {
        note();
        whenSent.run();
    }

    /**
     * An interceptor of the caller's may repeat what it likes, but for what must not be said twice. And what was given up before
     * it went out stays here, as it has been said of it that it was not sent.
     */
    private synchronized void note() throws IOException {
        if (isOver) {
            throw new IOException("the request was given up before it was sent");
        }
        if (sent && !repeatable) {
            throw new IOException("an interceptor of the HTTP client sends a request again that must be sent once");
        }
        sent = true;
    }

    /** Whether it may have gone out; if it has not by now, it does not any more. */
    synchronized boolean mayHaveArrived() {
        isOver = true;
        return sent || (began && !passed);
    }
}
