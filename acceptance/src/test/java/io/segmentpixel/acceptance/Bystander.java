package io.segmentpixel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that nobody should connect to. */
final class Bystander implements AutoCloseable {
    private final ServerSocket socket;

    Bystander() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Whether nobody has connected: connections are handed out in order, and the first is one that is made here. */
    boolean isUntouched() throws IOException {
        try (Socket own = new Socket(socket.getInetAddress(), socket.getLocalPort());
                Socket first = socket.accept()) {
            return first.getPort() == own.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
