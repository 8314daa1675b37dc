package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
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

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "localhost", "LOCALHOST:PORT"})
    void a_call_under_a_name_of_this_machine_is_allowed(String host) throws IOException {
        sandbox.segments().create(NewSegment.named("secret"));

        assertThat(get(host)).startsWith("HTTP/1.1 200 ").contains("\"status\":\"OK\"", "secret");
    }

    /** The answer to a listing; the JDK's HTTP client would write the host itself. */
    private String get(String host) throws IOException {
        String request =
                """
                GET /segment HTTP/1.1\r
                Host: %s\r
                Authorization: %s\r
                \r
                """
                        .formatted(host.replace("PORT", Integer.toString(port)), token);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput(); // at which the server ends the connection
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
