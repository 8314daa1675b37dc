package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoDelayTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    static Stream<Callable<ServerSocket>> sockets() {
        NoDelay factory = new NoDelay();
        return Stream.of(
                () -> bound(factory.createServerSocket()),
                () -> factory.createServerSocket(0),
                () -> factory.createServerSocket(0, 1),
                () -> factory.createServerSocket(0, 1, LOOPBACK));
    }

    private static ServerSocket bound(ServerSocket socket) throws IOException {
        socket.bind(new InetSocketAddress(LOOPBACK, 0));
        return socket;
    }

    @ParameterizedTest
    @MethodSource("sockets")
    void a_connection_to_this_machine_sends_at_once(Callable<ServerSocket> made) throws Exception {
        try (ServerSocket server = made.call();
                Socket client = new Socket(LOOPBACK, server.getLocalPort());
                Socket connection = server.accept()) {
            assertThat(connection.getTcpNoDelay()).isTrue();
            assertThat(server.getInetAddress()).isEqualTo(LOOPBACK);
            assertThat(client.isConnected()).isTrue();
        }
    }
}
