package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page whose name was made to point to this machine does not reach the API. */
class ForeignHostTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final int port = URI.create(sandbox.url()).getPort();
    private final String token =
            RawApi.of(sandbox).login(sandbox.username(), sandbox.password()).token();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1.evil.example:PORT",
                "localhost.evil.example",
                "api.appnexus.com",
                "10.0.0.1:PORT",
            })
    void a_call_under_a_foreign_name_is_not_allowed(String host) throws IOException {
        sandbox.segments().create(NewSegment.named("secret"));

        String answer = get(host);

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("\"error_id\":\"UNAUTH\"")
                .doesNotContain("secret");
    }

    @Test
    void a_fault_is_none_for_a_foreign_name() throws IOException {
        sandbox.faults().next(Fault.html());

        assertThat(get("evil.example")).contains("\"error_id\":\"UNAUTH\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/segment", "http://localhost:PORT/segment"})
    void the_header_counts_even_where_the_first_line_names_this_machine(String target) throws IOException {
        sandbox.segments().create(NewSegment.named("secret"));

        assertThat(get(target, "evil.example"))
                .contains("\"error_id\":\"UNAUTH\"")
                .doesNotContain("secret");
        assertThat(get(target, "localhost")).contains("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example@127.0.0.1", "127.0.0.1/segment?", "127.0.0.1#", "evil.example%40127.0.0.1"})
    void a_name_that_is_none_is_no_name_of_this_machine(String host) throws IOException {
        sandbox.segments().create(NewSegment.named("secret"));

        assertThat(get(host)).startsWith("HTTP/1.1 400 ").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "localhost", "LOCALHOST:PORT", "[::1]:PORT"})
    void a_call_under_a_name_of_this_machine_is_allowed(String host) throws IOException {
        sandbox.segments().create(NewSegment.named("secret"));

        assertThat(get(host)).startsWith("HTTP/1.1 200 ").contains("\"status\":\"OK\"", "secret");
    }

    @Test
    void it_listens_on_one_loopback_address_only() {
        for (String url : List.of(sandbox.url(), sandbox.httpsUrl())) {
            int listening = URI.create(url).getPort();
            assertThatThrownBy(() -> new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), listening).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secure.adnxs.com", "ib.adnxs.com", "pixel.reseller.example", "127.0.0.1:PORT"})
    void a_pixel_call_is_answered_under_any_name(String host) throws IOException {
        assertThat(get("/seg?add=1", host)).startsWith("HTTP/1.1 200 ").contains("GIF89a");
        assertThat(sandbox.journal().firings()).singleElement().satisfies(firing -> assertThat(host)
                .startsWith(firing.host()));
    }

    @Test
    void a_browser_that_takes_the_sandbox_for_its_proxy_is_answered() throws IOException {
        Segment cart = sandbox.segments().create(NewSegment.named("cart"));

        assertThat(get("http://secure.adnxs.com/seg?add=" + cart.id(), "secure.adnxs.com"))
                .contains("GIF89a");
        assertThat(sandbox.journal().firings().get(0).added()).containsExactly(cart.id());
        assertThat(get("http://api.appnexus.com/segment", "localhost")).contains("\"error_id\":\"UNAUTH\"");
    }

    private String get(String host) throws IOException {
        return get("/segment", host);
    }

    /** The answer to a call; the JDK's HTTP client would write the host itself. */
    private String get(String target, String host) throws IOException {
        String request =
                """
                GET %s HTTP/1.1\r
                Host: %s\r
                Authorization: %s\r
                Connection: close\r
                \r
                """
                        .formatted(target, host, token)
                        .replace("PORT", Integer.toString(port));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
