package io.segmentpixel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** What serves at the ports of a sandbox: takes requests to the API or to the pixel endpoint, and lays faults over the answers. */
final class SandboxServer implements Line.Gate {
    /** The header of an answer that says that the sandbox has failed, or turned the request away before it was read. */
    static final String MISTAKE = "Sandbox-Mistake";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ApiServer api;
    private final PixelServer pixels;
    private final Journal journal;
    private final SandboxClock clock;
    private final Duration latency;
    private final Faults faults = new Faults(this::refuse);
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private Instant refusingUntil = Instant.MIN;

    SandboxServer(ApiServer api, PixelServer pixels, Journal journal, SandboxClock clock, Duration latency) {
        this.api = api;
        this.pixels = pixels;
        this.journal = journal;
        this.clock = clock;
        this.latency = latency;
        clock.whenMoved(() -> doors.forEach(Door::openIfDue));
    }

    Faults faults() {
        return faults;
    }

    /** Refuses connections for a time, longer if it does already. */
    private synchronized void refuse(Duration time) {
        Instant now = clock.instant();
        refusingUntil = (refusingUntil.isAfter(now) ? refusingUntil : now).plus(time);
        doors.forEach(door -> door.refuseUntil(refusingUntil));
    }

    /** A door that refuses as the others do. */
    private synchronized Door door(Door.Caller caller) throws IOException {
        Door door = new Door(clock, caller);
        door.refuseUntil(refusingUntil);
        doors.add(door);
        return door;
    }

    /** Starts to serve on a port, encrypted if there is something to encrypt with. */
    MockWebServer start(int port, @Nullable SSLSocketFactory encryption) {
        MockWebServer server = new MockWebServer();
        server.setServerSocketFactory(new Doors(encryption));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                server.takeRequest(0, TimeUnit.SECONDS); // else the server would keep them all
                try {
                    return answer(request, encryption != null);
                } catch (RuntimeException mistake) {
                    return new MockResponse.Builder()
                            .code(500)
                            .setHeader(MISTAKE, "1")
                            .body("the sandbox is at fault: " + mistake)
                            .build();
                }
            }
        });
        try {
            server.start(InetAddress.getByAddress(LOOPBACK), port);
        } catch (IOException noPort) {
            throw new UncheckedIOException("port " + port + ": cannot be had", noPort);
        }
        return server;
    }

    private MockResponse answer(RecordedRequest request, boolean isSecure) {
        Exchange exchange = Exchange.current();
        boolean isFiring = exchange.operation() == Operation.FIRE;
        if (!isFiring && ApiServer.isForeign(request)) {
            exchange.goesRight();
        }
        Optional<String> hindrance = exchange.fault().flatMap(Overlay::hindrance);
        hindrance.ifPresent(why -> {
            if (isFiring) {
                pixels.noteHindered(request, why);
            } else {
                api.noteHindered(request, exchange, why);
            }
        });
        return new Overlay(
                        exchange, isFiring ? Duration.ZERO : latency, failure -> api.worded(failure, request, exchange))
                .over(() -> isFiring ? pixels.answer(request, isSecure) : api.answer(request, exchange));
    }

    @Override
    public Exchange begin(Line line, RequestLine request) {
        return new Exchange(line, request, faults.drawn(request.operation()));
    }

    @Override
    public void resetEarly(Exchange exchange) {
        String why = "not carried out: "
                + exchange.fault().flatMap(Overlay::hindrance).orElse("");
        if (exchange.operation() == Operation.FIRE) {
            journal.note(Firing.notRead(clock.instant(), exchange.request().target(), why), Optional.empty());
        } else {
            journal.note(ApiCall.notRead(clock.instant(), exchange, why));
        }
    }

    /** Makes the port of a server. */
    private final class Doors extends ServerSocketFactory {
        private final @Nullable SSLSocketFactory encryption;

        Doors(@Nullable SSLSocketFactory encryption) {
            this.encryption = encryption;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return door(this::line);
        }

        private Line line(Socket wire) throws IOException {
            return new Line(wire, encryption == null ? wire : encrypted(encryption, wire), SandboxServer.this);
        }

        private static Socket encrypted(SSLSocketFactory encryption, Socket wire) throws IOException {
            SSLSocket socket = (SSLSocket)
                    encryption.createSocket(wire, wire.getInetAddress().getHostAddress(), wire.getPort(), true);
            socket.setUseClientMode(false);
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 0);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getByAddress(LOOPBACK));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            ServerSocket door = createServerSocket();
            door.bind(new InetSocketAddress(address, port), backlog);
            return door;
        }
    }
}
