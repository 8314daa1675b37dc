package io.segmentpixel.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * Sends one request over OkHttp, once: nothing below repeats it or follows a redirect, so that a token never goes to
 * another host.
 */
final class Transport {
    private static final long LARGEST_BODY = 64L << 20;

    private final OkHttpClient client;
    private final HttpUrl baseUrl;
    private final Duration requestTimeout;
    private final Time time;

    /**
     * Derives a client that never repeats a request, and whose requests end by their own time alone.
     *
     * @param client whose pool, proxy, TLS, interceptors and dispatcher are used
     * @param baseUrl the address of the backend
     * @param requestTimeout the longest time for one request, answer included
     * @param time for dates in answers
     */
    Transport(OkHttpClient client, HttpUrl baseUrl, Duration requestTimeout, Time time) {
        this.client = client.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(Transport::sent)
                .build();
        this.baseUrl = baseUrl;
        this.requestTimeout = requestTimeout;
        this.time = time;
    }

    private static Response sent(Interceptor.Chain chain) throws IOException {
        Optional.ofNullable(chain.request().tag(Progress.class)).ifPresent(Progress::connected);
        return RetryAfter.moved(chain);
    }

    /** Sends the request and reads the whole answer. */
    Answer send(Call call, @Nullable String token, Deadline deadline) throws SendException {
        Progress progress = new Progress();
        Request.Builder request = new Request.Builder()
                .url(call.url(baseUrl))
                .method(call.method().name(), body(call))
                .tag(Progress.class, progress)
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", token);
        }
        okhttp3.Call sending = client.newCall(request.build());
        sending.timeout().timeout(allowed(deadline).toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = sending.execute()) {
            return answer(response);
        } catch (IOException broken) {
            throw new SendException(broken, progress.isConnected());
        }
    }

    private Duration allowed(Deadline deadline) {
        Duration remaining = deadline.remaining();
        Duration allowed = remaining.compareTo(requestTimeout) < 0 ? remaining : requestTimeout;
        return allowed.isZero() ? Duration.ofNanos(1) : allowed;
    }

    private Answer answer(Response response) throws IOException {
        return new Answer(
                response.code(),
                Answer.responseIn(bytes(response.body().source())),
                response.header("x-ratelimit-code") != null,
                RetryAfter.of(response, time.now()),
                requestId(response));
    }

    private static byte[] bytes(BufferedSource source) throws IOException {
        if (source.request(LARGEST_BODY + 1)) {
            throw new IOException("the answer is longer than " + LARGEST_BODY + " bytes");
        }
        return source.readByteArray();
    }

    private static String requestId(Response response) {
        return Stream.of("X-AN-RequestId", "x-b3-traceid")
                .flatMap(name -> response.headers(name).stream())
                .findFirst()
                .orElse("");
    }

    private static @Nullable RequestBody body(Call call) {
        if (call.method() == Call.Method.GET) {
            return null;
        }
        return new OneShotBody(call.body());
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
        private volatile boolean connected;

        void connected() {
            connected = true;
        }

        boolean isConnected() {
            return connected;
        }
    }

    /** No answer, or no whole one. */
    static final class SendException extends Exception {
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
