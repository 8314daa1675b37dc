package io.segmentpixel.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A backend that sees what becomes of its connections. It answers every request, but for those that it is told to hold: of these
 * it tells when they have come, and when the other side has closed the connection.
 */
final class Peer implements AutoCloseable {
    /** A request that is not answered, or not whole. */
    static final class Held {
        private final String begin;
        private final CompletableFuture<Void> come = new CompletableFuture<>();
        private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

        private Held(String begin) {
            this.begin = begin;
        }

        /** Done when the request has come, and the beginning of the answer, if any, is sent. */
        CompletableFuture<Void> come() {
            return come;
        }

        /** Done when the connection ends: true if the other side has closed it. */
        CompletableFuture<Boolean> closed() {
            return closed;
        }
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final String HALF_AN_ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"response\":";

    private final ServerSocket socket;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Peer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        onThreadOfItsOwn(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Holds the next request that begins so, as in {@code GET /segment?id=17}. */
    Held holds(String request) {
        return holds(request, "");
    }

    /** Begins to answer the next request that begins so, and does not go on. */
    Held holdsInTheAnswer(String request) {
        return holds(request, HALF_AN_ANSWER);
    }

    private Held holds(String request, String begin) {
        Held next = new Held(begin);
        held.put(request, next);
        return next;
    }

    /** The requests that came, as their first lines begin: method and target. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private static void onThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                onThreadOfItsOwn(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String request = request(in); !request.isEmpty(); request = request(in)) {
                requests.add(request);
                Held hold = holdOf(request);
                if (hold != null) {
                    keep(hold, connection, in);
                    return;
                }
                write(connection, answer(request));
            }
        } catch (IOException gone) {
            // so is the request
        }
    }

    private @Nullable Held holdOf(String request) {
        return held.keySet().stream()
                .filter(request::startsWith)
                .findFirst()
                .map(held::remove)
                .orElse(null);
    }

    private static void keep(Held hold, Socket connection, InputStream in) {
        try {
            write(connection, hold.begin);
            hold.come.complete(null);
            hold.closed.complete(in.read() < 0);
        } catch (IOException reset) {
            hold.closed.complete(true);
        }
    }

    private static String answer(String request) {
        String id = request.replaceAll(".*[?&]id=(\\d+).*", "$1");
        String response = request.startsWith("POST /auth")
                ? "\"token\": \"t\""
                : "\"count\": 1, \"segment\": {\"id\": " + (id.matches("\\d+") ? id : "1")
                        + ", \"member_id\": 958, \"short_name\": \"s\", \"state\": \"active\"}";
        String body = "{\"response\": {\"status\": \"OK\", " + response + "}}";
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(UTF_8));
        connection.getOutputStream().flush();
    }

    /** Reads a request; gives method and target, empty at the end of the connection. */
    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return head.substring(0, head.indexOf(" HTTP/"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
