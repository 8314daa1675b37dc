package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Cache;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parts of a caller's HTTP client can do to a request, and what they cannot. */
class CallersHttpClientReplayTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    private SegmentClient client(OkHttpClient.Builder callers) {
        return backend.settings().httpClient(callers.build()).build();
    }

    private static OkHttpClient.Builder with(Interceptor interceptor) {
        return new OkHttpClient.Builder().addInterceptor(interceptor);
    }

    private static Request madeAnew(Request request) {
        return new Request.Builder()
                .url(request.url())
                .headers(request.headers())
                .method(request.method(), request.body())
                .build();
    }

    @Test
    void a_create_whose_request_was_made_anew_by_an_interceptor_is_sent_once() {
        backend.onPost(DoubtReplayTest.Doubt.RESET.answer());
        try (SegmentClient client = client(with(chain -> chain.proceed(madeAnew(chain.request()))))) {
            assertThatThrownBy(() -> client.create(NewSegment.named("one")))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(backend.sent()).containsExactly("login", "POST");
    }

    @Test
    void a_create_that_an_interceptor_sends_by_another_client_is_sent_once() {
        backend.onPost(DoubtReplayTest.Doubt.RESET.answer());
        OkHttpClient other = new OkHttpClient();
        Interceptor forwarding =
                chain -> other.newCall(madeAnew(chain.request())).execute();
        try (SegmentClient client = client(with(forwarding))) {
            assertThatThrownBy(() -> client.create(NewSegment.named("one")))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(backend.sent()).containsExactly("login", "POST");
        other.dispatcher().executorService().shutdown();
        other.connectionPool().evictAll();
    }

    @Test
    void an_interrupt_that_comes_out_of_the_http_client_as_an_exception_is_not_lost() {
        Interceptor interrupted = chain -> {
            Thread.currentThread().interrupt();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException taken) {
                CallersHttpClientReplayTest.<RuntimeException>sneakily(taken);
            }
            return chain.proceed(chain.request());
        };
        boolean isSet;
        try (SegmentClient client = client(with(interrupted))) {
            assertThatThrownBy(() -> client.get(ID)).isInstanceOf(CallInterruptedException.class);
        } finally {
            isSet = Thread.interrupted();
        }
        assertThat(isSet).isTrue();
        assertThat(backend.sent()).isEmpty();
    }

    @Test
    void no_cache_answers_in_place_of_the_backend(@TempDir Path folder) throws IOException {
        backend.onGet(
                Answers.segment(17, "first").withHeader("Cache-Control", "max-age=3600"),
                Answers.segment(17, "second"));
        try (Cache cache = new Cache(folder.toFile(), 1 << 20);
                SegmentClient client = client(new OkHttpClient.Builder().cache(cache))) {
            assertThat(client.get(ID).shortName()).isEqualTo("first");
            assertThat(client.get(ID).shortName()).isEqualTo("second");
        }
    }

    @Test
    void no_cookie_of_one_user_is_sent_for_another() {
        backend.onLogin(Answers.token("token-1").withHeader("Set-Cookie", "HBFAPI_SESSID=abc; Path=/"));
        backend.onGet(Answers.segment(17, "seventeen"));
        CookieJar jar = new CookieJar() {
            @Override
            public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
                throw new AssertionError("a cookie is kept");
            }

            @Override
            public List<Cookie> loadForRequest(HttpUrl url) {
                return List.of(new Cookie.Builder()
                        .name("HBFAPI_SESSID")
                        .value("another-users")
                        .domain(url.host())
                        .build());
            }
        };
        try (SegmentClient client = client(new OkHttpClient.Builder().cookieJar(jar))) {
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        }
        assertThat(backend.requests()).hasSize(2).noneMatch(request -> request.containsHeader("Cookie"));
    }

    @Test
    void no_authenticator_sends_a_request_again_with_another_right() {
        backend.onGet(Answers.text(401, "").withHeader("WWW-Authenticate", "Basic"));
        OkHttpClient.Builder callers = new OkHttpClient.Builder().authenticator((route, response) -> response.request()
                .newBuilder()
                .header("Authorization", Credentials.basic("user", "other"))
                .build());
        try (SegmentClient client = client(callers)) {
            assertThatThrownBy(() -> client.get(ID)).isInstanceOf(SegmentServiceException.class);
        }
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_dispatcher_that_is_busy_keeps_nobody_beyond_the_deadline() throws Exception {
        backend.onGet(Answers.segment(17, "seventeen"));
        Dispatcher one = new Dispatcher();
        one.setMaxRequests(1);
        CountDownLatch end = new CountDownLatch(1);
        OkHttpClient callers = new OkHttpClient.Builder().dispatcher(one).build();
        OkHttpClient busy = callers.newBuilder()
                .addInterceptor(chain -> {
                    try {
                        end.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException interrupted) {
                        throw new IOException(interrupted);
                    }
                    throw new IOException("over");
                })
                .build();
        busy.newCall(new Request.Builder().url(backend.url()).build()).enqueue(new okhttp3.Callback() {
            @Override
            public void onFailure(okhttp3.Call call, IOException failure) {}

            @Override
            public void onResponse(okhttp3.Call call, okhttp3.Response response) {
                response.close();
            }
        });
        try (SegmentClient client = backend.settings()
                .httpClient(callers)
                .requestTimeout(Duration.ofMillis(100))
                .deadline(Duration.ofMillis(200))
                .build()) {
            assertThat(client.async().get(ID))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(BackendUnavailableException.class)
                    .withMessageContaining("timeout");
        } finally {
            end.countDown();
            one.executorService().shutdown();
        }
    }

    @Test
    void no_token_is_shown_of_an_answer_that_is_no_http() throws Exception {
        String answer = "{\"response\": {\"status\": \"OK\", \"token\": \"tok-S3CRET\"}}\r\n";
        for (String bare : List.of(answer, "HTTP/1.1 200 OK\r\n" + answer.strip(), answer.strip())) {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    SegmentClient client = backend.settings()
                            .baseUrl("http://127.0.0.1:" + server.getLocalPort())
                            .retriedShare(0)
                            .build()) {
                CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(server, bare));
                assertThatThrownBy(() -> client.get(ID))
                        .isInstanceOf(BackendUnavailableException.class)
                        .satisfies(failure -> assertThat(stackTrace(failure))
                                .doesNotContain("S3CRET")
                                .doesNotContain("533343524554"));
                served.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static String stackTrace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private static void answer(ServerSocket server, String bytes) {
        try (Socket connection = server.accept()) {
            connection.getInputStream().read();
            connection.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    @Test
    void a_supplier_that_throws_what_it_does_not_declare_fails_one_login_and_no_other() {
        backend.onGet(Answers.segment(17, "seventeen"));
        java.util.concurrent.atomic.AtomicInteger asked = new java.util.concurrent.atomic.AtomicInteger();
        try (SegmentClient client = backend.settings()
                .credentials(() -> {
                    if (asked.getAndIncrement() == 0) {
                        CallersHttpClientReplayTest.<RuntimeException>sneakily(new IOException("vault"));
                    }
                    return io.segmentpixel.http.Credentials.password("user", ScriptedBackend.PASSWORD);
                })
                .build()) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(LoginRefusedException.class)
                    .hasMessageContaining("vault");
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneakily(Throwable undeclared) throws E {
        throw (E) undeclared;
    }
}
