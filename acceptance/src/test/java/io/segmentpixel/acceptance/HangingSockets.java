package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/** Sockets that connect for ever, as to a host that says nothing, until they are closed. */
final class HangingSockets extends SocketFactory {
    private final CountDownLatch connecting = new CountDownLatch(1);
    private final List<Hanging> made = new CopyOnWriteArrayList<>();

    private final class Hanging extends Socket {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            connecting.countDown();
            boolean interrupted = false;
            while (closed.getCount() > 0) { // connecting heeds no interrupt
                try {
                    closed.await();
                } catch (InterruptedException unheeded) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new SocketException("Socket closed");
        }

        void untilClosed() {
            try {
                assertThat(closed.await(60, TimeUnit.SECONDS)).as("closed").isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public synchronized void close() throws IOException {
            closed.countDown();
            super.close();
        }
    }

    void untilOneConnects() {
        try {
            assertThat(connecting.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until every one is closed, also by a thread that was about to connect when the others were. */
    void untilAllAreClosed() {
        assertThat(made).isNotEmpty();
        made.forEach(Hanging::untilClosed);
    }

    @Override
    public Socket createSocket() {
        Hanging socket = new Hanging();
        made.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
