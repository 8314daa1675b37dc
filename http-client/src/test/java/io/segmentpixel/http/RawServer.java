package io.segmentpixel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that reads one request a connection and then does with the connection as it is told; a login it answers. */
final class RawServer implements AutoCloseable {
    /** What is done with a connection when its request is read. */
    interface Act {
        void on(Socket connection) throws IOException;
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket socket;
    private final List<Act> acts;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Does the acts in order, the last one for ever. */
    RawServer(Act... acts) {
        this.acts = List.of(acts);
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread server = new Thread(this::serve, "raw server");
        server.setDaemon(true);
        server.start();
    }

    static Act answer(String body) {
        return connection -> write(connection, headers("Content-Length: " + body.length()) + body);
    }

    /** Answers, keeps the connection, and tells when the client has closed it. */
    static Act answerAndKeep(String body, CompletableFuture<Boolean> closed) {
        return connection -> {
            write(connection, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            closed.complete(connection.getInputStream().read() < 0);
        };
    }

    static Act reset() {
        return connection -> connection.setSoLinger(true, 0);
    }

    static Act resetInTheAnswer() {
        return connection -> {
            write(connection, headers("Content-Length: 1000") + "{\"response\": {\"status\": \"OK\"");
            connection.setSoLinger(true, 0);
        };
    }

    /** The answer begins, and then nothing more comes until the client gives up. */
    static Act silence() {
        return connection -> {
            write(connection, headers("Content-Length: 1000") + "{\"response\":");
            connection.getInputStream().read();
        };
    }

    /** The answer goes on and on. */
    static Act flood() {
        return connection -> {
            write(connection, headers("X-Length: endless") + "{\"response\": {\"status\": \"OK\", \"x\": \"");
            byte[] more = "x".repeat(1 << 20).getBytes(UTF_8);
            while (true) {
                connection.getOutputStream().write(more);
            }
        };
    }

    private static String headers(String length) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n" + length + "\r\n\r\n";
    }

    private static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                String request = request(connection.getInputStream());
                (request.equals("login") ? answer("{\"response\": {\"status\": \"OK\", \"token\": \"t\"}}") : next())
                        .on(connection);
            } catch (IOException gone) {
                // the client gave up, or the server is closed: on to the next connection, or to the end
            }
        }
        ended.complete(null);
    }

    private Act next() {
        long soFar = sent.stream().filter(request -> !request.equals("login")).count();
        return acts.get((int) Math.min(soFar, acts.size()) - 1);
    }

    /** Reads a whole request; remembers and gives its method, or the word login. */
    private String request(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        String request = head.indexOf("POST /auth") == 0 ? "login" : head.substring(0, head.indexOf(" "));
        sent.add(request);
        return request;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** What was sent, in order: the method, or the word login. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    /** From now on the port refuses connections: until the thread that accepts has ended, it may take one more. */
    void goAway() throws IOException {
        socket.close();
        ended.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
