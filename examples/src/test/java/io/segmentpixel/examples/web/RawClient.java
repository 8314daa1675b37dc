package io.segmentpixel.examples.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Sends a server what no client would send. */
public final class RawClient {
    private final int port;

    /** A client of the server at a port of this machine. */
    public RawClient(int port) {
        this.port = port;
    }

    /**
     * An answer.
     *
     * @param status its status
     * @param headers its lines between the first and the empty one
     * @param body what comes behind
     */
    public record Answer(int status, List<String> headers, String body) {
        static Answer of(String text) {
            String[] parts = text.split("\r\n\r\n", 2);
            List<String> lines = Arrays.asList(parts[0].split("\r\n", -1));
            return new Answer(
                    Integer.parseInt(lines.get(0).split(" ", -1)[1]), lines.subList(1, lines.size()), parts[1]);
        }
    }

    /** Asks with these headers, and {@code Connection: close} behind them. */
    public Answer ask(String requestLine, String... headers) throws IOException {
        return send(requestLine + "\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining())
                + "Connection: close\r\n\r\n");
    }

    /** Posts a form. */
    public Answer post(String path, String form, String... headers) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining())
                + "Content-Length: " + form.length() + "\r\nConnection: close\r\n\r\n" + form);
    }

    private Answer send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return Answer.of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
