package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An HTTP client of the caller's keeps what it has, is used as it is, and is never closed by ours. */
class CallersHttpClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Set<Thread> callersThreads = ConcurrentHashMap.newKeySet();
    private final List<String> intercepted = new CopyOnWriteArrayList<>();
    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(this::thread);

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SegmentId id =
            sandbox.segments().create(NewSegment.named("there")).id();

    private final OkHttpClient http = new OkHttpClient.Builder()
            .dispatcher(new Dispatcher(workers))
            .addInterceptor(chain -> {
                intercepted.add(chain.request().url().encodedPath());
                threads.add(Thread.currentThread());
                return chain.proceed(chain.request());
            })
            .addNetworkInterceptor(chain -> chain.proceed(chain.request()
                    .newBuilder()
                    .header("X-Of-The-Caller", "yes")
                    .build()))
            .proxySelector(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    asked.add(uri);
                    return List.of(Proxy.NO_PROXY);
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
            })
            .eventListener(new EventListener() {
                @Override
                public void connectionAcquired(Call call, Connection connection) {
                    connections.add(connection);
                }
            })
            .sslSocketFactory(sandbox.sslContext().getSocketFactory(), sandbox.trustManager())
            .build();

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "the caller's");
        callersThreads.add(thread);
        return thread;
    }

    private SegmentClient client(String url) {
        return SegmentClient.builder()
                .baseUrl(url)
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .httpClient(http)
                .build();
    }

    @AfterEach
    void close() {
        workers.shutdown();
        http.connectionPool().evictAll();
    }

    private void callersOwnCall(String url) throws IOException {
        try (Response response = http.newCall(
                        new Request.Builder().url(url + "/segment").build())
                .execute()) {
            assertThat(response.body().string()).contains("NOAUTH");
        }
    }

    @Test
    void its_pool_is_shared_and_its_event_listener_told() throws IOException {
        try (SegmentClient client = client(sandbox.url())) {
            callersOwnCall(sandbox.url());
            client.get(id);
            callersOwnCall(sandbox.url());
        }
        callersOwnCall(sandbox.url());

        assertThat(connections).hasSize(1);
        assertThat(http.connectionPool().connectionCount()).isOne();
    }

    @Test
    void its_interceptors_see_login_and_calls() {
        try (SegmentClient client = client(sandbox.url())) {
            client.get(id);
        }

        assertThat(intercepted).containsExactly("/auth", "/segment");
    }

    @Test
    void its_dispatcher_carries_what_no_thread_waits_for() {
        try (SegmentClient client = client(sandbox.url())) {
            assertThat(client.async().get(id)).succeedsWithin(LIMIT);
        }

        assertThat(threads).hasSize(2).allMatch(callersThreads::contains);
    }

    @Test
    void its_tls_and_its_proxy_selector_are_used() {
        try (SegmentClient client = client(sandbox.httpsUrl())) {
            client.get(id);
        }

        assertThat(asked).isNotEmpty().allMatch(uri -> uri.toString().startsWith(sandbox.httpsUrl()));
    }

    @Test
    void its_proxy_is_used() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.enqueue(answer("{\"response\": {\"status\": \"OK\", \"token\": \"t\"}}"));
            proxy.enqueue(answer("{\"response\": {\"status\": \"OK\", \"segment\": {\"id\": 17, \"member_id\": 958,"
                    + " \"short_name\": \"s\", \"state\": \"active\"}}}"));
            proxy.start();
            OkHttpClient proxied = http.newBuilder()
                    .proxy(new Proxy(
                            Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getPort())))
                    .build();
            try (SegmentClient client = SegmentClient.builder()
                    .baseUrl("http://127.0.0.1:1")
                    .credentials(Credentials.password("user", "secret"))
                    .httpClient(proxied)
                    .build()) {
                assertThat(client.get(SegmentId.of(17)).shortName()).isEqualTo("s");
            }
            proxy.takeRequest();
            assertThat(proxy.takeRequest())
                    .satisfies(request -> assertThat(request.getTarget()).startsWith("http://127.0.0.1:1/segment?"))
                    .satisfies(request -> assertThat(request.getHeaders().get("X-Of-The-Caller"))
                            .isEqualTo("yes"));
        }
    }

    private static MockResponse answer(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    @Test
    void it_goes_on_when_the_segment_client_is_closed() throws IOException {
        SegmentClient client = client(sandbox.url());
        client.get(id);
        client.close();

        assertThat(workers.isShutdown()).isFalse();
        assertThat(http.connectionPool().connectionCount()).isOne();
        callersOwnCall(sandbox.url());
        assertThat(connections).hasSize(1);
        try (SegmentClient another = client(sandbox.url())) {
            assertThat(another.async().get(id)).succeedsWithin(LIMIT);
        }
    }

    @Test
    void it_is_not_changed() {
        try (SegmentClient client = client(sandbox.url())) {
            client.get(id);
        }

        assertThat(http.followRedirects()).isTrue();
        assertThat(http.retryOnConnectionFailure()).isTrue();
        assertThat(http.readTimeoutMillis()).isEqualTo(10_000);
        assertThat(http.networkInterceptors()).hasSize(1);
    }
}
