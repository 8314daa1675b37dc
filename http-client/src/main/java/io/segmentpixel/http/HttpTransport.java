package io.segmentpixel.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over OkHttp, each once: nothing below repeats one or follows a redirect, so that a token never goes to another
 * host.
 */
final class HttpTransport implements Transport {
    private static final long LARGEST_BODY = 64L << 20;

    private final OkHttpClient client;
    private final HttpUrl baseUrl;
    private final Duration requestTimeout;
    private final Time time;
    private final Secrets secrets;

    /**
     * Derives a client that never repeats a request, and whose requests end by their own time alone.
     *
     * @param client whose pool, proxy, TLS, interceptors and dispatcher are used
     * @param baseUrl the address of the backend
     * @param requestTimeout the longest time for one request, answer included
     * @param time for dates in answers
     * @param secrets what of an answer must not be told on
     */
    HttpTransport(OkHttpClient client, HttpUrl baseUrl, Duration requestTimeout, Time time, Secrets secrets) {
        this.client = client.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(HttpTransport::sent)
                .build();
        this.baseUrl = baseUrl;
        this.requestTimeout = requestTimeout;
        this.time = time;
        this.secrets = secrets;
    }

    private static Response sent(Interceptor.Chain chain) throws IOException {
        Progress progress = chain.request().tag(Progress.class);
        if (progress != null) {
            progress.sent();
        }
        return RetryAfter.moved(chain);
    }

    @Override
    public CompletableFuture<Answer> send(
            Call call, @Nullable String token, Duration allowed, Runnable whenSent, Carrier carrier) {
        Progress progress = new Progress(call.repeatable(), whenSent);
        Request.Builder request = new Request.Builder()
                .url(call.url(baseUrl))
                .method(call.method().name(), body(call))
                .tag(Progress.class, progress)
                .header("User-Agent", Version.userAgent())
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", token);
        }
        okhttp3.Call sending = client.newCall(request.build());
        sending.timeout().timeout(nanos(allowed), TimeUnit.NANOSECONDS);
        return carrier.send(sending, this::answer).handle((answer, failure) -> {
            if (failure == null) {
                return answer;
            }
            IOException broken = failure instanceof IOException io ? io : new IOException(failure);
            throw new CompletionException(new SendException(broken, progress.wasSentAtTheEnd()));
        });
    }

    private long nanos(Duration allowed) {
        Duration shorter = allowed.compareTo(requestTimeout) < 0 ? allowed : requestTimeout;
        return Math.max(1, shorter.toNanos());
    }

    private Answer answer(Response response) throws IOException {
        return new Answer(
                response.code(),
                Answer.responseIn(bytes(response.body().source())),
                response.header("x-ratelimit-code") != null,
                RetryAfter.of(response, time.now()),
                requestId(response),
                secrets);
    }

    private static byte[] bytes(BufferedSource source) throws IOException {
        if (source.request(LARGEST_BODY + 1)) {
            throw new IOException("the answer is longer than " + LARGEST_BODY + " bytes");
        }
        return source.readByteArray();
    }

    private static String requestId(Response response) {
        String own = response.header("X-AN-RequestId");
        return own != null ? own : Objects.requireNonNull(response.header("x-b3-traceid", ""));
    }

    private static @Nullable RequestBody body(Call call) {
        return call.method() == Call.Method.GET ? null : new OneShotBody(call.body());
    }

    /** A body that OkHttp may send once only, even an empty one. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;
        private final @Nullable MediaType type;

        OneShotBody(Call.@Nullable Body body) {
            this.bytes = body == null ? new byte[0] : body.text().getBytes(StandardCharsets.UTF_8);
            this.type = body == null ? null : body.type();
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    /** How far a request came: before it has a connection, surely nothing of it has arrived. */
    private static final class Progress {
        private final boolean repeatable;
        private final Runnable whenSent;
        private boolean sent;
        private boolean isOver;

        Progress(boolean repeatable, Runnable whenSent) {
            this.repeatable = repeatable;
            this.whenSent = whenSent;
        }

        void sent() throws IOException {
            note();
            whenSent.run();
        }

        /**
         * An interceptor of the caller's may repeat what it likes, but for what must not be said twice. And what was given up
         * before it went out stays here, as it has been said of it that it was not sent.
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

        /** Whether it went out; if not, it does not any more. */
        synchronized boolean wasSentAtTheEnd() {
            isOver = true;
            return sent;
        }
    }
}
