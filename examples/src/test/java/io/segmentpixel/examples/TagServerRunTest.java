package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tag server as a command. */
@Timeout(60)
class TagServerRunTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... arguments) {
        return TagServer.run(
                environment,
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> environment(Sandbox sandbox) {
        return Map.of(
                "SEGMENT_API_URL", sandbox.url(),
                "SEGMENT_API_USERNAME", sandbox.username(),
                "SEGMENT_API_PASSWORD", sandbox.password(),
                "SEGMENT_API_MEMBER", sandbox.memberId().toString());
    }

    /** Starts it, loads its first page as somebody who agreed, stops it; gives the page, below what was printed. */
    private static String firstPage(Map<String, String> environment) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        PipedOutputStream out = new PipedOutputStream();
        try (BufferedReader printed =
                new BufferedReader(new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8))) {
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                    () -> TagServer.run(
                            environment,
                            List.of("--port", "0"),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            System.err),
                    thread);
            String backend = printed.readLine();
            String address = printed.readLine().replace("The shop is at ", "");
            String page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Cookie", "euconsent-v2=" + VisitorConsent.tcString(true))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            thread.shutdownNow();
            assertThat(code.get()).isZero();
            return backend + "\n" + page;
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void on_a_backend_that_is_named_it_creates_what_is_missing_once_and_asks_nothing_more() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String first = firstPage(environment(sandbox));
            String second = firstPage(environment(sandbox));

            List<Segment> segments = sandbox.segments().list(SegmentQuery.all()).toList();
            assertThat(segments)
                    .extracting(Segment::shortName)
                    .containsExactly("Aldermoor - visited", "Aldermoor - in cart", "Aldermoor - bought");
            assertThat(List.of(first, second)).allSatisfy(page -> assertThat(page)
                    .contains("https://secure.adnxs.com/seg?add="
                            + segments.get(0).id() + "&gdpr=1&gdpr_consent=")
                    .contains("The backend is " + sandbox.url())
                    .doesNotContain(sandbox.password()));
            assertThat(sandbox.journal().firings()).isEmpty();
        }
    }

    @Test
    void the_tags_of_a_stand_in_call_nobody() throws Exception {
        assertThat(firstPage(Map.of()))
                .contains("The backend is a stand-in, and its tags call nobody: secure.adnxs.invalid")
                .contains("<script src=\"https://secure.adnxs.invalid/seg?add=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port -1", "--port 70000", "8080", "--port 0 --more"})
    void wrong_input_ends_with_one_sentence_and_exit_code_2(String arguments) {
        assertThat(run(Map.of(), arguments.split(" ", -1))).isEqualTo(2);

        assertThat(complaint()).startsWith("tag server: ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "70000", "99999", "100000", "x", "-1", "+1", "1 "})
    void a_port_that_there_is_not_is_named_with_the_ports_that_there_are(String port) {
        assertThat(run(Map.of(), "--port", port)).isEqualTo(2);

        assertThat(complaint().strip()).isEqualTo("tag server: --port \"" + port + "\": must be 0 (any) to 65535");
    }

    @Test
    void wrong_settings_and_a_refused_login_end_with_one_sentence_and_exit_code_2() {
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> settings = new TreeMap<>(environment(sandbox));
            settings.put("SEGMENT_API_PASSWORD", "hidden");
            assertThat(run(settings)).isEqualTo(2);
            settings.put("SEGMENT_API_MEMBER", "many");
            assertThat(run(settings)).isEqualTo(2);
        }
        assertThat(complaint()).hasLineCount(2).doesNotContain("hidden");
    }

    @Test
    void a_port_that_is_taken_ends_with_one_sentence_and_exit_code_1() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(Map.of(), "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
        }
        assertThat(complaint()).startsWith("tag server: ").hasLineCount(1);
    }

    @Test
    void help_is_no_start() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("usage: TagServer")
                .contains("Exit codes");
    }
}
