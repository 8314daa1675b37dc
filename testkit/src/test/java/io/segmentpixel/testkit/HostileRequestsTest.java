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
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are no HTTP, or too much of it. */
class HostileRequestsTest {
    private static final Duration SAMPLE = Duration.ofSeconds(1);
    private static final Duration ALL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger SERVER = Logger.getLogger("mockwebserver3.MockWebServer");

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final String token =
            RawApi.of(sandbox).login(sandbox.username(), sandbox.password()).token();
    private final RawApi api = RawApi.of(sandbox).authorizedBy(token);
    private int port = URI.create(sandbox.url()).getPort();

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

    private Socket encrypted() throws IOException {
        return sandbox.sslContext().getSocketFactory().createSocket(connected(), "localhost", port, true);
    }

    /** All that comes back until the server ends the connection. */
    private String answerTo(byte[] request) throws IOException {
        try (Socket socket = connected()) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
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
            nonsense||                                                                            ; 400 ; first line
            GET /segment||                                                                        ; 400 ; first line
            GET /segment HTTP/2.0||                                                               ; 400 ; first line
            G=T /segment HTTP/1.1||                                                               ; 400 ; first line
            GET segment HTTP/1.1|Host: localhost||                                                ; 400 ; address
            GET /segment HTTP/1.1|Accept: */*||                                                   ; 400 ; Host is missing
            GET /segment HTTP/1.1|Host:||                                                         ; 400 ; Host is malformed
            GET /segment HTTP/1.1|Host: a b||                                                     ; 400 ; Host is malformed
            GET /segment HTTP/1.1|Host: evil.example@localhost||                                  ; 400 ; Host is malformed
            GET /segment HTTP/1.1|Host: localhost/segment?||                                      ; 400 ; Host is malformed
            GET /segment HTTP/1.1|Host: localhost:99999||                                         ; 400 ; address
            GET /segment HTTP/1.1|Host: localhost|Host: evil.example||                            ; 400 ; Host comes twice
            GET /segment HTTP/1.1|Host||                                                          ; 400 ; header
            GET /segment HTTP/1.1|: x||                                                           ; 400 ; header
            GET /segment HTTP/1.1| folded: x||                                                    ; 400 ; header
            GET /segment HTTP/1.1|Host: localhost|Content-Length: 5||12345                        ; 400 ; has no body
            POST /segment HTTP/1.1|Content-Length: x||                                            ; 400 ; Length
            POST /segment HTTP/1.1|Content-Length: -1||                                           ; 400 ; Length
            POST /segment HTTP/1.1|Content-Length: 99999999999999999999||                         ; 400 ; Length
            POST /segment HTTP/1.1|Content-Length: 1|Content-Length: 2||1                         ; 400 ; Length
            POST /segment HTTP/1.1|Content-Length: 99999999999||                                  ; 413 ; longer
            POST /segment HTTP/1.1|Transfer-Encoding: gzip||                                      ; 501 ; chunked only
            POST /segment HTTP/1.1|Transfer-Encoding: chunked|Content-Length: 3||                 ; 400 ; in chunks
            POST /segment HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||zz|                ; 400 ; chunk
            POST /segment HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||-1|                ; 400 ; chunk
            POST /segment HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||fffffff|           ; 413 ; longer
            POST /segment HTTP/1.1|Host: localhost|Transfer-Encoding: chunked|||2|{}|0||          ; 400 ; chunk
            POST /segment HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||2|{}0||            ; 400 ; chunk
            POST /segment HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||1|{1e|             ; 400 ; chunk
            POST /segment HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||2|{}|||0||         ; 400 ; chunk
            CONNECT localhost:80 HTTP/1.1|Host: localhost||                                       ; 501 ; proxies
            GET * HTTP/1.1|Host: localhost||                                                      ; 400 ; address
            """)
    void what_is_no_http_is_turned_away_and_ends_its_own_connection(String request, int status, String reason)
            throws IOException {
        assertThat(answerTo(bytes(request)))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(reason);

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
                + "a;ext=1|{\"auth\": {|1|}|1|}|0|Trailer: x||GET /segment HTTP/1.1|Host: localhost|Connection: close||";

        assertThat(answerTo(bytes(chunked))).contains("\"error_id\":\"UNAUTH\"").contains("\"error_id\":\"NOAUTH\"");
    }

    @Test
    void requests_that_come_in_one_go_are_answered_one_after_the_other() throws IOException {
        String one = "GET /seg?add=%d HTTP/1.1|Host: secure.adnxs.com|%s|";
        String last = one.formatted(3, "Connection: keep-alive, Close|");

        String answers =
                answerTo(bytes(one.formatted(1, "") + "||" + one.formatted(2, "") + last + one.formatted(4, "")));

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        assertThat(answers.split("Connection: close", -1)).hasSize(2);
        assertThat(sandbox.journal().firings())
                .extracting(Firing::target)
                .containsExactly("/seg?add=1", "/seg?add=2", "/seg?add=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /seg?add=1 HTTP/1.0||", "GET /seg?add=1 HTTP/1.0|Host: ib.adnxs.com|Accept: x||"})
    void a_connection_of_the_old_http_ends_with_its_answer(String request) throws IOException {
        assertThat(answerTo(bytes(request))).contains("Connection: close", "GIF89a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/segment", "/seg?add=1", "/seg?add=1&redir=https%3A%2F%2Fpartner.example", "/elsewhere"})
    void a_question_for_the_head_alone_is_answered_with_the_head_of_the_answer(String target) throws IOException {
        String rest = " " + target + " HTTP/1.1|Host: localhost|";
        String asked = answerTo(bytes("HEAD" + rest + "|GET /seg?add=2 HTTP/1.1|Host: localhost|Connection: close||"));

        String head = asked.substring(0, asked.indexOf("\r\n\r\n") + 4);
        assertThat(asked.substring(head.length()))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("GIF89a");
        assertThat(head).containsPattern("Content-Length: \\d+");
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

    /**
     * Some send slowly, and never end; some send what is no HTTP, or break off; and all the while others are served, each call within
     * the client's patience.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_storm_neither_ends_the_server_nor_hangs_another_client(boolean isSecure) throws Exception {
        OkHttpClient other = new OkHttpClient.Builder()
                .sslSocketFactory(sandbox.sslContext().getSocketFactory(), sandbox.trustManager())
                .callTimeout(PATIENCE)
                .build();
        Request call = new Request.Builder()
                .url((isSecure ? sandbox.httpsUrl() : sandbox.url()) + "/segment?id=17")
                .header("Authorization", token)
                .build();
        port = URI.create(isSecure ? sandbox.httpsUrl() : sandbox.url()).getPort();
        List<Socket> slow = slowSenders(isSecure);
        ExecutorService attackers = Executors.newFixedThreadPool(4);
        long end = System.nanoTime() + (Boolean.getBoolean("segmentpixel.long") ? ALL : SAMPLE).toNanos();
        List<Future<Integer>> attacks = new ArrayList<>();
        for (int attacker = 0; attacker < 4; attacker++) {
            long seed = attacker;
            attacks.add(attackers.submit(() -> attack(new SplittableRandom(seed), isSecure, end)));
        }

        int served = 0;
        while (System.nanoTime() < end) {
            try (Response answer = other.newCall(call).execute()) {
                assertThat(answer.body().string()).contains("NOTFOUND_SEGMENT");
            }
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

    /** Each has sent a byte more than the one before, and none a whole request. */
    private List<Socket> slowSenders(boolean isSecure) throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            Socket socket = isSecure && number % 2 == 0 ? encrypted() : connected();
            socket.getOutputStream().write(bytes("POST /segment HTTP/1.1|Content-Length: 100||{".substring(0, number)));
            slow.add(socket);
        }
        return slow;
    }

    /** Of the connections to an encrypted port, half speak TLS. */
    private int attack(SplittableRandom chance, boolean isSecure, long end) throws IOException {
        int attacks = 0;
        for (; System.nanoTime() < end; attacks++) {
            try (Socket socket = isSecure && chance.nextBoolean() ? encrypted() : connected()) {
                socket.getOutputStream().write(request(chance));
                if (chance.nextBoolean()) {
                    socket.setSoLinger(true, 0);
                }
            } catch (SocketException | SSLException turnedAway) {
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
