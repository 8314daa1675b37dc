package io.segmentpixel.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.examples.web.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web server answers its own pages alone, whatever it is sent. */
@SuppressWarnings("NullAway.Init")
class WebServerTest {
    private static final List<String> ALWAYS = List.of(
            "X-content-type-options: nosniff",
            "Referrer-policy: same-origin",
            "X-frame-options: SAMEORIGIN",
            "Cross-origin-resource-policy: same-origin",
            "Cache-control: no-store");

    private final List<WebRequest> handled = new CopyOnWriteArrayList<>();
    private WebServer server;
    private RawClient client;
    private String host;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start(0, this::page);
        client = new RawClient(server.port());
        host = "Host: 127.0.0.1:" + server.port();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebResponse page(WebRequest request) {
        handled.add(request);
        return switch (request.path()) {
            case "/broken" -> throw new IllegalStateException("a secret of the program");
            case "/split" -> WebResponse.seeOther(request.field("to"));
            default -> WebResponse.html("<p>A page");
        };
    }

    private String origin(String hostName) {
        return "Origin: http://" + hostName + ":" + server.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "LocalHost"})
    void answers_under_its_own_names(String name) throws IOException {
        assertThat(client.ask("GET / HTTP/1.1", "Host: " + name + ":" + server.port())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example:@",
                "Host: evil.example",
                "Host: 127.0.0.1",
                "Host: localhost",
                "Host: 127.0.0.1:1",
                "Host: 127.0.0.1.:@",
                "Host: localhost.:@",
                "Host: 127.0.0.1:@.evil.example",
                "Host: 127.0.0.1:@@evil.example",
                "Host: user@127.0.0.1:@",
                "Host: evil.example, 127.0.0.1:@",
                "Host: 127.1:@",
                "Host: 2130706433:@",
                "Host: [::1]:@",
                "Host: 0.0.0.0:@",
                "Host:",
                "X: none",
                "Host: 127.0.0.1:@\r\nHost: evil.example",
                "Host: 127.0.0.1:@\r\nHost: 127.0.0.1:@",
                "Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1:@"
            })
    void refuses_every_other_host_unasked(String headers) throws IOException {
        for (String method : List.of("GET", "HEAD", "POST", "PUT")) {
            Answer answer = client.ask(
                    method + " / HTTP/1.1", headers.replace("@", String.valueOf(server.port())), origin("127.0.0.1"));

            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.headers()).containsAll(ALWAYS);
            assertThat(answer.body()).doesNotContain("evil");
        }
        assertThat(client.ask("GET / HTTP/1.0").status()).isEqualTo(421);
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/", "//evil.example", "http://evil.example/", "https://evil.example", "*", "evil"
            })
    void refuses_a_target_of_somebody_else_s(String target) throws IOException {
        Answer answer = client.ask("GET " + target + " HTTP/1.1", host);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("evil");
        assertThat(handled).isEmpty();
    }

    @Test
    void takes_its_own_address_as_a_target() throws IOException {
        assertThat(client.ask("GET " + server.url() + "cart?a=1 HTTP/1.1", host).status())
                .isEqualTo(200);
        assertThat(handled)
                .containsExactly(new WebRequest(
                        "GET", "/cart", Map.of("a", "1"), handled.get(0).headers()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: none",
                "Origin: null",
                "Origin:",
                "Origin: http://evil.example",
                "Origin: http://127.0.0.1",
                "Origin: http://127.0.0.1:1",
                "Origin: https://127.0.0.1:@",
                "Origin: http://localhost:@",
                "Origin: http://127.0.0.1:@/",
                "Origin: http://127.0.0.1:@.evil.example",
                "Origin: http://evil.example http://127.0.0.1:@",
                "Origin: http://127.0.0.1:@\r\nOrigin: http://evil.example"
            })
    void carries_out_no_form_of_somebody_else_s(String origin) throws IOException {
        Answer answer = client.post("/", "a=1", host, origin.replace("@", String.valueOf(server.port())));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers()).containsAll(ALWAYS);
        assertThat(answer.body()).doesNotContain("evil");
        assertThat(handled).isEmpty();
    }

    @Test
    void carries_out_its_own_forms() throws IOException {
        Answer answer = client.post("/cart?a=1&b=2", "b=3+4&c=%C3%A9&d", host, origin("127.0.0.1"));

        assertThat(answer.status()).isEqualTo(200);
        WebRequest request = handled.get(0);
        assertThat(request.isPost()).isTrue();
        assertThat(request.path()).isEqualTo("/cart");
        assertThat(request.fields()).isEqualTo(Map.of("a", "1", "b", "3 4", "c", "é", "d", ""));
        assertThat(request.isTicked("d")).isTrue();
        assertThat(request.isTicked("e")).isFalse();
        assertThat(request.field("e")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "EVIL"})
    void knows_no_other_method(String method) throws IOException {
        Answer answer = client.ask(method + " / HTTP/1.1", host, origin("127.0.0.1"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).contains("Allow: GET, HEAD, POST").containsAll(ALWAYS);
        assertThat(handled).isEmpty();
    }

    @Test
    void answers_HEAD_as_GET_without_the_body() throws IOException {
        Answer get = client.ask("GET / HTTP/1.1", host);
        Answer head = client.ask("HEAD / HTTP/1.1", host);

        assertThat(get.body()).isEqualTo("<p>A page");
        assertThat(head.body()).isEmpty();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().stream().filter(line -> !line.startsWith("Date")))
                .containsExactlyInAnyOrderElementsOf(get.headers().stream()
                        .filter(line -> !line.startsWith("Date"))
                        .toList());
        assertThat(get.headers()).contains("Content-length: 9").containsAll(ALWAYS);
        assertThat(handled).extracting(WebRequest::method).containsExactly("GET", "GET");
    }

    @Test
    void takes_a_form_of_two_megabytes_and_none_that_is_larger() throws IOException {
        String largest = "a=" + "x".repeat(1_999_998);

        assertThat(client.post("/", largest, host, origin("127.0.0.1")).status())
                .isEqualTo(200);
        Answer answer = client.post("/", largest + "x", host, origin("127.0.0.1"));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.headers()).containsAll(ALWAYS);
        assertThat(client.post("/", largest + largest.substring(2), host, origin("127.0.0.1"))
                        .status())
                .isEqualTo(413);
        assertThat(handled).hasSize(1);
    }

    @Test
    void a_refused_form_is_told_so_though_nobody_read_it() throws IOException {
        String form = "x".repeat(1_000_000);

        assertThat(client.post("/", form, host, "Origin: null").status()).isEqualTo(403);
        assertThat(client.post("/", form, "Host: evil.example").status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?evil=%zz", "/?%zz=evil", "/?evil=%", "/?evil=%1"})
    void refuses_what_is_not_encoded_and_does_not_repeat_it(String target) throws IOException {
        Answer answer = client.ask("GET " + target + " HTTP/1.1", host);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("evil");
        assertThat(client.post("/", "evil=%zz", host, origin("127.0.0.1")))
                .satisfies(post -> assertThat(post.status()).isEqualTo(400))
                .satisfies(post -> assertThat(post.headers()).containsAll(ALWAYS))
                .satisfies(post -> assertThat(post.body()).doesNotContain("zz"));
        assertThat(handled).isEmpty();
    }

    @Test
    void a_page_that_fails_gives_away_nothing_and_the_next_one_is_answered() throws IOException {
        Answer answer = client.ask("GET /broken?evil=1 HTTP/1.1", host);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers()).containsAll(ALWAYS);
        assertThat(answer.body()).doesNotContain("secret", "Exception", "evil", "broken");
        assertThat(client.ask("GET / HTTP/1.1", host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%0d%0aSet-Cookie:evil=1",
                "%0aSet-Cookie:evil=1",
                "%0d%0a%20evil",
                "%c4%8a%c4%8dSet-Cookie:evil=1",
                "%00evil"
            })
    void a_header_ends_where_its_line_ends(String to) throws IOException {
        Answer answer = client.ask("GET /split?to=/" + to + " HTTP/1.1", host);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers()).noneMatch(line -> line.contains("evil") || line.startsWith("Set-Cookie"));
        assertThat(answer.body()).doesNotContain("evil");
    }

    @Test
    void a_header_is_of_printable_ASCII() {
        WebResponse page = WebResponse.html("");

        assertThat(page.with("Location", "/a b~").headers()).containsEntry("Location", "/a b~");
        for (String value : List.of("a\nb", "a\rb", "\r\n b", "a\u0000", "\u010a", "\u00e9", "\u007f", "\t")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> page.with("Location", value))
                    .withMessage("header Location: must be of printable ASCII");
        }
    }

    @Test
    void a_page_sets_headers_of_its_own_in_place_of_the_usual_ones() {
        assertThat(WebResponse.notFound()
                        .with("Content-Type", "a")
                        .with("Content-Type", "b")
                        .headers())
                .containsEntry("Content-Type", "b");
    }

    @Test
    void reads_cookies_by_their_whole_names() throws IOException {
        client.ask("GET / HTTP/1.1", host, "Cookie: xa=1; a=2; a=3;b=4=5", "Cookie: c=6");

        WebRequest request = handled.get(0);
        assertThat(request.cookies("a")).containsExactly("2", "3");
        assertThat(request.cookies("b")).containsExactly("4=5");
        assertThat(request.cookies("c")).containsExactly("6");
        assertThat(request.cookies("d")).isEmpty();
        assertThat(request.cookies("")).isEmpty();
    }
}
