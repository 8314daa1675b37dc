package io.segmentpixel.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
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
     * @param client whose pool, proxy, TLS, interceptors and dispatcher are used; not its cache, cookies and authenticator, which
     *     would answer for the backend, or for one user with what was another's
     * @param baseUrl the address of the backend
     * @param requestTimeout the longest time for one request, answer included
     * @param time for dates in answers
     * @param secrets what of an answer must not be told on
     */
    HttpTransport(OkHttpClient client, HttpUrl baseUrl, Duration requestTimeout, Time time, Secrets secrets) {
        OkHttpClient.Builder own = client.newBuilder();
        own.interceptors().add(0, Progress.told(Progress::began));
        this.client = own.addInterceptor(Progress.told(Progress::passed))
                .addNetworkInterceptor(HttpTransport::sent)
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
        this.baseUrl = baseUrl;
        this.requestTimeout = requestTimeout;
        this.time = time;
        this.secrets = secrets;
    }

    private static Response sent(Interceptor.Chain chain) throws IOException {
        Progress progress = Progress.of(chain);
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
        Duration most = allowed.compareTo(requestTimeout) < 0 ? allowed : requestTimeout;
        sending.timeout().timeout(Math.max(1, most.toNanos()), TimeUnit.NANOSECONDS);
        CompletableFuture<Answer> answered = carrier.send(sending, this::answer);
        if (!answered.isDone()) {
            time.limit(answered, most); // a dispatcher that is busy lets a request wait before its own time begins
        }
        return answered.handle((answer, failure) -> {
            if (failure == null) {
                return answer;
            }
            client.connectionPool()
                    .evictAll(); // what is idle there may be as broken, and the next attempt must not find it
            throw new CompletionException(new SendException(harmless(failure), progress.mayHaveArrived()));
        });
    }

    /** OkHttp quotes what it cannot read, which may be the answer to a login. */
    private static IOException harmless(Throwable failure) {
        if (failure instanceof ProtocolException) {
            return new ProtocolException("the answer breaks the rules of HTTP");
        }
        if (failure instanceof EOFException) {
            return new EOFException("the answer ends too early");
        }
        if (failure instanceof TimeoutException) {
            return new InterruptedIOException("timeout");
        }
        if (failure.getCause() instanceof ProtocolException || failure.getCause() instanceof EOFException) {
            return new IOException(failure.getMessage());
        }
        return failure instanceof IOException broken ? broken : new IOException(failure);
    }

    private Answer answer(Response response) throws IOException {
        return new Answer(
                response.code(),
                Answer.responseIn(bytes(response.body().source())),
                response.header("x-ratelimit-code") != null,
                RetryAfter.of(response, time.wallClock()),
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
}
