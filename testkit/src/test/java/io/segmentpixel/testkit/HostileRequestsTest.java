package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are no HTTP, or too much of it. */
class HostileRequestsTest {
    private static final Duration SAMPLE = Duration.ofSeconds(2);
    private static final Duration ALL = Duration.ofSeconds(30);
    private static final Logger SERVER = Logger.getLogger("mockwebserver3.MockWebServer");

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final int port = URI.create(sandbox.url()).getPort();

    @BeforeEach
    void quiet() {
        SERVER.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        SERVER.setLevel(Level.INFO);
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** All that comes back until the server ends the connection. */
    private String answerTo(byte[] request) throws IOException {
        try (Socket socket = connected()) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                InputStream answer = socket.getInputStream();
                for (int next = answer.read(); next >= 0; next = answer.read()) {
                    read.write(next);
                }
            } catch (SocketException reset) {
                read.writeBytes("reset".getBytes(UTF_8));
            }
            return read.toString(UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.replace("|", "\r\n").getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            nonsense||                                                                  ; 400
            GET /segment||                                                              ; 400
            GET /segment HTTP/2.0||                                                     ; 400
            G=T /segment HTTP/1.1||                                                     ; 400
            GET segment HTTP/1.1|Host: localhost||                                      ; 400
            GET /segment HTTP/1.1|Host: a b||                                           ; 400
            GET /segment HTTP/1.1|Host: localhost:99999||                               ; 400
            GET /segment HTTP/1.1|Host: localhost|Host: evil.example||                  ; 400
            GET /segment HTTP/1.1|Host||                                                ; 400
            GET /segment HTTP/1.1|: x||                                                 ; 400
            GET /segment HTTP/1.1| folded: x||                                          ; 400
            GET /segment HTTP/1.1|Content-Length: 5||12345                              ; 400
            POST /segment HTTP/1.1|Content-Length: x||                                  ; 400
            POST /segment HTTP/1.1|Content-Length: -1||                                 ; 400
            POST /segment HTTP/1.1|Content-Length: 99999999999999999999||               ; 400
            POST /segment HTTP/1.1|Content-Length: 1|Content-Length: 2||1               ; 400
            POST /segment HTTP/1.1|Content-Length: 99999999999||                        ; 413
            POST /segment HTTP/1.1|Transfer-Encoding: gzip||                            ; 501
            POST /segment HTTP/1.1|Transfer-Encoding: chunked|Content-Length: 3||       ; 400
            POST /segment HTTP/1.1|Transfer-Encoding: chunked||zz|                      ; 400
            POST /segment HTTP/1.1|Transfer-Encoding: chunked||-1|                      ; 400
            POST /segment HTTP/1.1|Transfer-Encoding: chunked||fffffff|                 ; 413
            """)
    void what_is_no_http_is_turned_away_and_ends_its_own_connection(String request, int status) throws IOException {
        assertThat(answerTo(bytes(request))).startsWith("HTTP/1.1 " + status + " ");

        assertThat(api.get("").outcome()).isEqualTo("OK");
    }

    @Test
    void what_is_too_long_is_turned_away() throws IOException {
        String long1 = "GET /segment?" + "a".repeat(200 << 10) + " HTTP/1.1||";
        String long2 = "GET /segment HTTP/1.1|X: " + "a".repeat(200 << 10) + "||";
        String many = "GET /segment HTTP/1.1|" + "X: y|".repeat(300) + "|";

        for (String request : List.of(long1, long2, many)) {
            assertThat(answerTo(bytes(request))).containsAnyOf("HTTP/1.1 431 ", "HTTP/1.1 400 ", "reset");
        }
        assertThat(api.get("").outcome()).isEqualTo("OK");
    }

    @Test
    void a_body_in_chunks_is_as_good_as_one_with_a_length() throws IOException {
        String chunked = "POST /auth HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||"
                + "a;ext=1|{\"auth\": {|1|}|1|}|0|Trailer: x||GET /segment HTTP/1.1|Host: localhost||";

        assertThat(answerTo(bytes(chunked))).contains("\"error_id\":\"UNAUTH\"").contains("\"error_id\":\"NOAUTH\"");
    }

    @Test
    void requests_that_come_in_one_go_are_answered_one_after_the_other() throws IOException {
        String one = "GET /seg?add=%d HTTP/1.1|Host: secure.adnxs.com||";

        String answers = answerTo(bytes(one.formatted(1) + one.formatted(2) + one.formatted(3)));

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        assertThat(sandbox.journal().firings())
                .extracting(Firing::target)
                .containsExactly("/seg?add=1", "/seg?add=2", "/seg?add=3");
    }

    @Test
    void a_client_that_waits_for_a_word_before_its_body_gets_it() throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream()
                    .write(bytes("POST /auth HTTP/1.1|Host: localhost|Expect: 100-continue|Content-Length: 2||"));
            byte[] word = socket.getInputStream().readNBytes(25);
            assertThat(new String(word, UTF_8)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write(bytes("{}"));
            assertThat(new String(socket.getInputStream().readNBytes(15), UTF_8))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    /** Some send slowly, and never end; some send what is no HTTP; and all the while others are served. */
    @Test
    void a_storm_neither_ends_the_server_nor_hangs_another_client() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            Socket socket = connected();
            socket.getOutputStream().write(bytes("POST /segment HTTP/1.1|Content-Length: 100||{".substring(0, number)));
            slow.add(socket);
        }
        ExecutorService attackers = Executors.newFixedThreadPool(4);
        long end = System.nanoTime() + (Boolean.getBoolean("segmentpixel.long") ? ALL : SAMPLE).toNanos();
        List<Future<Integer>> attacks = new ArrayList<>();
        for (int attacker = 0; attacker < 4; attacker++) {
            long seed = attacker;
            attacks.add(attackers.submit(() -> attack(new SplittableRandom(seed), end)));
        }

        int served = 0;
        while (System.nanoTime() < end) {
            assertThat(api.get("?id=17").outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
            served++;
        }

        for (Future<Integer> attack : attacks) {
            assertThat(attack.get()).isPositive();
        }
        attackers.shutdown();
        for (Socket socket : slow) {
            socket.getOutputStream().write('x');
            socket.close();
        }
        assertThat(served).isPositive();
        assertThat(api.get("").outcome()).isEqualTo("OK");
    }

    private int attack(SplittableRandom chance, long end) throws IOException {
        int attacks = 0;
        for (; System.nanoTime() < end; attacks++) {
            try (Socket socket = connected()) {
                socket.getOutputStream().write(request(chance));
                if (chance.nextBoolean()) {
                    socket.setSoLinger(true, 0);
                }
            } catch (SocketException turnedAway) {
                assertThat(turnedAway.getMessage()).isNotEmpty();
            }
        }
        return attacks;
    }

    private static byte[] request(SplittableRandom chance) {
        String start =
                switch (chance.nextInt(7)) {
                    case 0 -> "GET /segment HTTP/1.1|Host: " + "h".repeat(chance.nextInt(5000)) + "||";
                    case 1 -> "POST /segment HTTP/1.1|Content-Length: " + chance.nextInt() + "||";
                    case 2 ->
                        "GET /seg?add=" + "1,".repeat(chance.nextInt(20_000))
                                + " HTTP/1.1|Host: ib.adnxs.com||".repeat(3);
                    case 3 -> "GET /px?id=1&redir=%zz HTTP/1.1||".repeat(chance.nextInt(1, 50));
                    case 4 -> "POST /auth HTTP/1.1|Content-Length: 900000||" + "{".repeat(900_000);
                    case 5 ->
                        "PUT /segment?id=1 HTTP/1.1|Transfer-Encoding: chunked||" + "1|x|".repeat(chance.nextInt(3000))
                                + "0||";
                    default -> "";
                };
        byte[] noise = new byte[chance.nextInt(2000)];
        chance.nextBytes(noise);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(start));
        all.writeBytes(noise);
        return all.toByteArray();
    }
}
