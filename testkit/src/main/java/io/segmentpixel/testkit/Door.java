package io.segmentpixel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The port of a sandbox, which can be closed for a while, so that connections are refused. Connections send at once: without that, each
 * answer on a kept connection waits some 40 ms.
 */
final class Door extends ServerSocket {
    private static final int BACKLOG = 512;
    private static final long GLANCE_MILLIS = 5;

    private final Clock clock;
    private final Caller caller;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listening;
    private InetSocketAddress address = new InetSocketAddress(0);
    private Instant refusingUntil = Instant.MIN;
    private @Nullable ServerSocket accepting;
    private boolean isClosed;

    /** Makes a line of a connection. */
    interface Caller {
        Line lineOf(Socket wire) throws IOException;
    }

    /** A door that opens when it is bound. */
    Door(Clock clock, Caller caller) throws IOException {
        this.clock = clock;
        this.caller = caller;
    }

    @Override
    public synchronized void bind(SocketAddress endpoint, int backlog) throws IOException {
        address = (InetSocketAddress) endpoint;
        open();
        address = new InetSocketAddress(address.getAddress(), getLocalPort());
        refuseUntil(refusingUntil);
    }

    private void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true); // else its own old connections would keep it from being opened again
        try {
            opened.bind(address, BACKLOG);
        } catch (IOException taken) {
            opened.close();
            throw taken;
        }
        listening = opened;
        notifyAll();
    }

    @Override
    public Socket accept() throws IOException {
        while (true) {
            ServerSocket present = awaited();
            try {
                return line(present.accept());
            } catch (IOException shut) {
                rest();
            } finally {
                isOut();
            }
        }
    }

    /** After the port was closed, a client left before it was served, or there are too many of them: the next one is served all the same. */
    private synchronized void rest() throws SocketException {
        throwIfClosed();
        if (listening != null) {
            glance();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its callers look again
    private synchronized void glance() throws SocketException {
        try {
            wait(GLANCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted");
        }
    }

    private Line line(Socket wire) throws IOException {
        try {
            wire.setTcpNoDelay(true);
            Line line = caller.lineOf(wire);
            line.whenClosed(() -> lines.remove(line));
            lines.add(line);
            return line;
        } catch (IOException gone) {
            wire.close();
            throw gone;
        }
    }

    private synchronized void isOut() {
        accepting = null;
        notifyAll();
    }

    private synchronized void throwIfClosed() throws SocketException {
        if (isClosed) {
            throw new SocketException("closed");
        }
    }

    /** The open port; while it is closed, it is opened once that is due. */
    private synchronized ServerSocket awaited() throws IOException {
        while (listening == null && !isClosed) {
            openIfDue();
            if (listening == null) {
                glance();
            }
        }
        throwIfClosed();
        accepting = listening;
        return Objects.requireNonNull(listening);
    }

    /** Refuses connections until then, and ends the idle ones. */
    synchronized void refuseUntil(Instant time) {
        refusingUntil = time;
        if (!clock.instant().isBefore(refusingUntil)) {
            return;
        }
        try {
            if (listening != null) {
                ServerSocket shut = listening;
                shut.close();
                listening = null;
                awaitTheOneWhoAccepts(shut);
            }
            for (Line line : lines) {
                line.endSoon();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("port " + address.getPort() + ": cannot be closed", failure);
        }
    }

    /** As long as somebody waits for a connection, the system keeps the port open, though it is closed. */
    private synchronized void awaitTheOneWhoAccepts(ServerSocket shut) {
        boolean isInterrupted = false;
        while (shut.equals(accepting)) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the port if its time has come; if somebody else has taken it meanwhile, the next glance tries again. */
    synchronized void openIfDue() {
        if (listening != null || isClosed || clock.instant().isBefore(refusingUntil)) {
            return;
        }
        try {
            open();
        } catch (IOException taken) {
            listening = null;
        }
    }

    @Override
    public synchronized int getLocalPort() {
        return listening == null ? address.getPort() : listening.getLocalPort();
    }

    @Override
    public void setReuseAddress(boolean on) {
        // each opening decides that
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            isClosed = true;
            notifyAll();
            if (listening != null) {
                listening.close();
            }
        }
        super.close();
    }

    @Override
    public String toString() {
        return "Door[" + address + "]";
    }
}
