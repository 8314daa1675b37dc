package io.segmentpixel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Serves pages over HTTPS under whatever host a browser is made to take it for, and says what it was asked for. */
final class PageServer implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> pages = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> askedByPages = new CopyOnWriteArrayList<>();

    PageServer() {
        HeldCertificate certificate =
                new HeldCertificate.Builder().commonName("pages").build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                server.takeRequest(0, TimeUnit.SECONDS); // else the server would keep them all
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        requests.add(path);
        if (!"none".equals(Objects.requireNonNullElse(request.getHeaders().get("Sec-Fetch-Site"), "none"))) {
            askedByPages.add(path);
        }
        return Objects.requireNonNullElseGet(
                pages.get(path), () -> new MockResponse.Builder().code(404).build());
    }

    int port() {
        return server.getPort();
    }

    /** Serves a page from now on. */
    void put(String path, String html) {
        pages.put(path, of("text/html; charset=utf-8", html).build());
    }

    /** Serves a page with a content security policy from now on. */
    void put(String path, String html, String policy) {
        pages.put(
                path,
                of("text/html; charset=utf-8", html)
                        .addHeader("Content-Security-Policy", policy)
                        .build());
    }

    /** Serves a script from now on. */
    void putScript(String path, String script) {
        pages.put(path, of("text/javascript; charset=utf-8", script).build());
    }

    private static MockResponse.Builder of(String type, String text) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", type)
                .addHeader("Cache-Control", "no-store")
                .body(text);
    }

    /** The paths that were asked for since the latest {@link #clear}, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Those of the {@link #requests} that a page made, and neither the visitor nor the browser on its own behalf. */
    List<String> askedByPages() {
        return List.copyOf(askedByPages);
    }

    /** Serves nothing any more, and forgets what it was asked for. */
    void clear() {
        pages.clear();
        requests.clear();
        askedByPages.clear();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Sends every answer at once: otherwise each one on a connection that stays would wait 40 ms for the other side. */
    private static final class PromptSockets extends ServerSocketFactory {
        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 0);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            ServerSocket socket = createServerSocket();
            socket.bind(new InetSocketAddress(address, port), backlog);
            return socket;
        }
    }
}
