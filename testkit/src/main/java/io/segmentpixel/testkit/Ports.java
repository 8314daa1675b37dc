package io.segmentpixel.testkit;

import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/** The two ports of a sandbox; that for HTTPS, and its certificate, are made when they are first asked for. */
final class Ports implements AutoCloseable {
    private final SandboxServer server;
    private final int wantedForHttps;
    private final MockWebServer plain;
    private @Nullable Encryption encryption;
    private @Nullable MockWebServer secure;
    private boolean isClosed;

    Ports(SandboxServer server, int port, int httpsPort) {
        this.server = server;
        this.wantedForHttps = httpsPort;
        this.plain = server.start(port, null);
    }

    /** A number that a port can have. */
    static int checked(String field, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(field + " " + port + ": must be 0 (any) to 65535");
        }
        return port;
    }

    int http() {
        return plain.getPort();
    }

    synchronized int https() {
        if (isClosed) {
            throw new IllegalStateException("the sandbox is closed");
        }
        if (secure == null) {
            secure = server.start(wantedForHttps, encryption().serverSockets());
        }
        return secure.getPort();
    }

    synchronized boolean isOne(int port) {
        return port == plain.getPort() || (secure != null && port == secure.getPort());
    }

    synchronized Encryption encryption() {
        if (encryption == null) {
            encryption = new Encryption();
        }
        return encryption;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (secure != null) {
            secure.close();
        }
        plain.close();
    }
}
