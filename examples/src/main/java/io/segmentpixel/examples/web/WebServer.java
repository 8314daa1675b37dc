package io.segmentpixel.examples.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The JDK's web server at {@code 127.0.0.1}. It answers those alone who ask for it by a name of its own, so that no other site can
 * reach it by a name that leads here, and it carries out forms of its own pages alone.
 *
 * <pre>{@code
 * try (WebServer server = WebServer.start(0, request -> WebResponse.html("<p>It is " + request.path()))) {
 *     System.out.println(server.url());
 * }
 * }</pre>
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WebServer.class.getName());
    private static final int LARGEST_FORM = 2_000_000;

    static {
        // Otherwise each answer on a connection that stays waits for 40 ms between its header and its body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(WebServer::daemon);
    private final Function<WebRequest, WebResponse> pages;
    private final Set<String> hosts;

    private WebServer(HttpServer server, Function<WebRequest, WebResponse> pages) {
        this.server = server;
        this.pages = pages;
        this.hosts = Set.of("127.0.0.1:" + port(), "localhost:" + port());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "web");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts to answer at a port, or at any that is free for 0. */
    public static WebServer start(int port, Function<WebRequest, WebResponse> pages) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        WebServer server = new WebServer(HttpServer.create(address, 0), pages);
        server.server.createContext("/", server::exchange);
        server.server.setExecutor(server.threads);
        server.server.start();
        return server;
    }

    /** The address of its first page. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            WebResponse answer = answer(exchange);
            // a client that is still sending would not see the answer; read, as skip() of the JDK's goes on into the
            // next request
            exchange.getRequestBody().readNBytes(LARGEST_FORM);
            send(exchange, answer);
        }
    }

    private WebResponse answer(HttpExchange exchange) throws IOException {
        Optional<WebResponse> refusal = refusal(exchange);
        return refusal.isPresent() ? refusal.get() : permitted(exchange);
    }

    private WebResponse permitted(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readNBytes(LARGEST_FORM + 1);
        if (form.length > LARGEST_FORM) {
            return WebResponse.plain(413, "a form may have " + LARGEST_FORM + " bytes");
        }
        WebRequest request;
        try {
            request = request(exchange, new String(form, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notDecoded) {
            return WebResponse.plain(400, "a field is not encoded as forms are");
        }
        try {
            return pages.apply(request);
        } catch (RuntimeException broken) {
            // the path as it came, encoded: decoded, it could hold line breaks and write lines of its own into a log
            LOG.log(
                    Level.ERROR,
                    request.method() + " " + exchange.getRequestURI().getRawPath(),
                    broken);
            return WebResponse.plain(500, "something is wrong here, and the program's log says what");
        }
    }

    private Optional<WebResponse> refusal(HttpExchange exchange) {
        String host = header(exchange, "Host").toLowerCase(Locale.ROOT);
        String inTarget = exchange.getRequestURI().getRawAuthority();
        if (!hosts.contains(host) || (inTarget != null && !hosts.contains(inTarget))) {
            return Optional.of(WebResponse.plain(421, "this is " + url() + " and no other host"));
        }
        if (!Set.of("GET", "HEAD", "POST").contains(exchange.getRequestMethod())) {
            return Optional.of(
                    WebResponse.plain(405, "only GET and POST are known").with("Allow", "GET, HEAD, POST"));
        }
        boolean isOfOwnPage = header(exchange, "Origin").equals("http://" + host);
        return exchange.getRequestMethod().equals("POST") && !isOfOwnPage
                ? Optional.of(WebResponse.plain(403, "only a page of http://" + host + " may send a form"))
                : Optional.empty();
    }

    private static String header(HttpExchange exchange, String name) {
        List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : "";
    }

    private static WebRequest request(HttpExchange exchange, String form) {
        Map<String, String> fields =
                new LinkedHashMap<>(WebRequest.fieldsOf(exchange.getRequestURI().getRawQuery()));
        fields.putAll(WebRequest.fieldsOf(form));
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join("; ", values)));
        String method = exchange.getRequestMethod().equals("POST") ? "POST" : "GET";
        String path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "/");
        return new WebRequest(method, path, fields, headers);
    }

    private static void send(HttpExchange exchange, WebResponse response) throws IOException {
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "same-origin");
        exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
        exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        response.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(response.length()));
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), response.length() == 0 ? -1 : response.length());
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(response.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
