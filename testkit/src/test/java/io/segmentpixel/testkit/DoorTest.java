package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The port of a sandbox. */
class DoorTest implements Line.Gate {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Door door = new Door(clock, wire -> new Line(wire, wire, this));

    DoorTest() throws IOException {}

    @BeforeEach
    void bind() throws IOException {
        door.bind(new InetSocketAddress(LOOPBACK, 0), 0);
    }

    @Override
    public Exchange begin(Line line, RequestLine request) {
        return new Exchange(line, request, Optional.empty());
    }

    @Override
    public void resetEarly(Exchange exchange) {
        throw new AssertionError("nothing is to be reset");
    }

    private void refuse(Duration time) {
        door.refuseUntil(clock.instant().plus(time));
    }

    private Socket client() throws IOException {
        return new Socket(LOOPBACK, door.getLocalPort());
    }

    @Test
    void a_connection_sends_at_once() throws IOException {
        try (Socket client = client();
                Socket line = door.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(line.getPort()).isEqualTo(client.getLocalPort());
            assertThat(line.getLocalPort()).isEqualTo(door.getLocalPort());
            assertThat(line.getInetAddress()).isEqualTo(LOOPBACK);
        }
    }

    @Test
    void a_port_that_refuses_opens_again_under_the_same_number_when_its_time_is_over() throws IOException {
        int port = door.getLocalPort();

        refuse(Duration.ofSeconds(3));
        assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
        clock.advance(Duration.ofSeconds(3).minusNanos(1));
        door.openIfDue();
        assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);

        clock.advance(Duration.ofNanos(1));
        door.openIfDue();
        try (Socket client = client();
                Socket line = door.accept()) {
            assertThat(client.getPort()).isEqualTo(port);
            assertThat(line.isClosed()).isFalse();
        }
    }

    @Test
    void a_port_that_is_bound_while_it_refuses_opens_when_that_is_over() throws IOException {
        try (Door late = new Door(clock, wire -> new Line(wire, wire, this))) {
            late.refuseUntil(clock.instant().plusSeconds(3));
            late.bind(new InetSocketAddress(LOOPBACK, 0), 0);
            assertThatThrownBy(() -> new Socket(LOOPBACK, late.getLocalPort()).close())
                    .isInstanceOf(ConnectException.class);

            clock.advance(Duration.ofSeconds(3));
            late.openIfDue();
            try (Socket client = new Socket(LOOPBACK, late.getLocalPort());
                    Socket line = late.accept()) {
                assertThat(client.getPort()).isEqualTo(late.getLocalPort());
                assertThat(line.isClosed()).isFalse();
            }
        }
    }

    @Test
    void whoever_waits_for_a_connection_is_told_when_the_port_is_closed_for_good() throws IOException {
        refuse(Duration.ofSeconds(3));
        door.close();

        assertThatThrownBy(door::accept).isInstanceOf(SocketException.class);
    }

    @Test
    void a_refusal_ends_idle_connections() throws IOException {
        try (Socket client = client();
                Socket line = door.accept()) {
            refuse(Duration.ofSeconds(1));

            assertThat(line.isClosed()).isTrue();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }
}
