package io.segmentpixel.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Shows a certificate to whoever connects, and counts connections and what comes over them, decrypted; it answers nothing. */
final class TlsServer implements AutoCloseable {
    private final ServerSocket socket;
    private final SSLSocketFactory encryption;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger senders = new AtomicInteger();
    private final CompletableFuture<Void> firstSender = new CompletableFuture<>();

    TlsServer(HeldCertificate shown, HeldCertificate... issuers) {
        X509Certificate[] chain =
                Stream.of(issuers).map(HeldCertificate::certificate).toArray(X509Certificate[]::new);
        encryption = new HandshakeCertificates.Builder()
                .heldCertificate(shown, chain)
                .build()
                .sslSocketFactory();
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread server = new Thread(this::serve, "TLS server");
        server.setDaemon(true);
        server.start();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket wire = socket.accept()) {
                connections.incrementAndGet();
                read(wire);
            } catch (IOException refused) {
                // the client does not trust the certificate, or the server is closed: on to the next, or to the end
            }
        }
    }

    private void read(Socket wire) throws IOException {
        try (SSLSocket encrypted = (SSLSocket) encryption.createSocket(wire, "127.0.0.1", wire.getPort(), true)) {
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            InputStream in = encrypted.getInputStream();
            if (in.read() >= 0) { // one byte is enough to know, and then the connection is closed
                senders.incrementAndGet();
                firstSender.complete(null);
            }
        }
    }

    String url() {
        return "https://127.0.0.1:" + socket.getLocalPort();
    }

    /** How many connected so far. */
    int connections() {
        return connections.get();
    }

    /** How many of them sent anything that is no part of the handshake. */
    int senders() {
        return senders.get();
    }

    /** Done when the first of them has. */
    CompletableFuture<Void> firstSender() {
        return firstSender;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
