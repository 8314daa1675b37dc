package io.segmentpixel.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.examples.web.RawClient;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The showcase as a browser gets it, without one: what it says, and whom it refuses. */
class ShowcaseTest {
    private static final String HOSTILE =
            "</pre></textarea>&lt;<script>pwned = 1</script><img src=x onerror=\"pwned = 1\">-->";

    @AutoClose
    private final Showcase showcase = Showcase.start(Map.of(), 0);

    private final ShowcaseUser user = new ShowcaseUser(showcase.url());

    ShowcaseTest() throws IOException {}

    @Test
    void a_segment_is_created_exported_placed_and_walked_into() throws Exception {
        assertThat(user.post("create/segment", Map.of("name", "Cart", "code", "cart", "days", "0.5")))
                .isEqualTo("Segment 528336 stands: Cart");
        assertThat(user.text("#segments tbody")).isEqualTo("528336 Cart cart 12 hours");

        assertThat(user.post("export/tags", Map.of("segment", "528336", "value", "7", "type", "IMAGE")))
                .isEqualTo("https://secure.adnxs.com/seg?add=528336:7&t=2");
        assertThat(user.page().expectFirst("#tag-0-text").wholeText())
                .isEqualTo(ExportFormats.htmlTag()
                        .render(PixelExport.of(Segment.of(SegmentId.of(528336), MemberId.of(958), "Cart"))
                                .asImage()
                                .withValue(7)));

        assertThat(user.post(
                        "place/tags",
                        Map.of("page:shop/cart.html", "528336", "where", "end", "format", "tag", "privacy", "")))
                .isEqualTo("1 tag stands.");
        assertThat(user.page().select("#diff .new").eachText())
                .hasSize(3)
                .anyMatch(line -> line.contains("add=528336"));

        assertThat(user.get("site/shop/cart.html").body())
                .contains("Order and pay")
                .doesNotContain("adnxs");
        assertThat(user.text("#funnel b")).isEqualTo("1 of 1");
        assertThat(user.text("#visitor tbody")).isEqualTo("Cart 528336 – 12 hours");
    }

    @Test
    void time_goes_by_and_visitors_come() throws Exception {
        user.post("create/funnel", Map.of());
        user.post(
                "place/tags",
                Map.of("page:shop/index.html", "528336", "where", "head", "format", "tag", "privacy", ""));
        user.get("site/shop/index.html");
        assertThat(user.text("#visitor tbody")).isEqualTo("Aldermoor - visited 528336 – 30 days");

        user.post("visit/later", Map.of("days", "15"));
        assertThat(user.text("#visitor tbody")).isEqualTo("Aldermoor - visited 528336 – 15 days");
        assertThat(user.post("visit/new", Map.of())).isEqualTo("Here comes Visitor 2.");
        assertThat(user.text("#funnel b")).isEqualTo("1 of 2");
        user.post("visit/later", Map.of("days", "15"));
        user.post("visit/later", Map.of("days", "1"));

        assertThat(user.text("#funnel b")).isEqualTo("0 of 2");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "europe, '', false",
        "europe agreed, '', false",
        "europe, IAB, false",
        "europe agreed, IAB, true"
    })
    void in_europe_only_consent_that_the_tag_tells_counts(String ticks, String macros, boolean isIn) throws Exception {
        user.post("create/funnel", Map.of());
        user.post(
                "place/tags",
                Map.of("page:shop/index.html", "528336", "where", "end", "format", "tag", "privacy", macros));
        user.post(
                "visit/new", List.of(ticks.split(" ")).stream().collect(Collectors.toMap(tick -> tick, tick -> "on")));
        user.get("site/shop/index.html");

        assertThat(user.text("#funnel b")).isEqualTo(isIn ? "1 of 2" : "0 of 2");
    }

    /** The ending of a create with a code, what the client asked for on the way, and how many segments stand. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    lost,       1, CREATE,              stands.,                    GET /segment?code=trial_1, 1
                    lost,       1, CREATE_WITHOUT_CODE, OutcomeUnknownException,    POST /segment?member_id=958 -> 200 OK,   1
                    broken,     1, CREATE,              OutcomeUnknownException,    GET /segment?code=trial_1, 0
                    down,       1, CREATE,              OutcomeUnknownException,    -> 503,                    0
                    down,       2, LIST,                segments are listed.,       -> 503,                    0
                    many,       2, CREATE,              stands.,                    -> 429,                    1
                    logged-out, 1, CREATE_WITHOUT_CODE, stands.,                    NOAUTH,                    1
                    system,     1, CREATE,              OutcomeUnknownException,    SYSTEM,                    0
                    half,       1, CREATE,              stands.,                    GET /segment?code=trial_1, 1
                    proxy,      1, CREATE,              OutcomeUnknownException,    GET /segment?code=trial_1, 0
                    proxy,      3, LIST,                Exception,                  GET /segment,              0
                    slow,       1, CREATE_SEVERAL,      5 segments stand.,          POST /segment?member_id=958 -> 200 OK,   5
                    limit,      1, CREATE_SEVERAL,      5 segments stand.,          -> 429,                    5
                    """)
    void in_trouble_no_segment_is_lost_and_none_comes_twice(
            String fault, String times, String work, String outcome, String call, int standing) throws Exception {
        user.post("trouble/try", Map.of("fault", fault, "times", times, "work", work));

        assertThat(user.text("#outcome")).contains(outcome);
        assertThat(user.text("#calls")).contains(call);
        assertThat(user.text("#standing")).endsWith(": " + standing + ".");
    }

    @Test
    void what_breaks_a_rule_is_said_where_it_was_typed_and_stays_there() throws Exception {
        assertThat(user.post("create/segment", Map.of("name", "Cart", "code", "no blanks", "days", "")))
                .startsWith("code \"no blanks\": ' ' at 2");
        assertThat(user.page().expectFirst("#code").attr("value")).isEqualTo("no blanks");
        assertThat(user.page().expectFirst("#create-said").className()).contains("wrong");
        assertThat(user.post("create/segment", Map.of("name", "Cart", "days", "999")))
                .contains("must be 0 to 259200 minutes");
        assertThat(user.post("create/segment", Map.of("name", "Cart", "days", "0.0001")))
                .startsWith("days \"0.0001\"");
        assertThat(user.post("create/segment", Map.of("name", "Cart", "days", "soon")))
                .startsWith("days \"soon\"");
        assertThat(user.post("create/segment", Map.of("name", "Cart", "days", "1e999999999")))
                .startsWith("days \"1e99");
        assertThat(user.post("create/segment", Map.of("name", " "))).startsWith("name");
        assertThat(user.post("export/tags", Map.of("segment", "1"))).startsWith("segment \"1\"");
        assertThat(user.post("place/tags", Map.of())).startsWith("no page has a tag");
        assertThat(user.post("visit/later", Map.of("days", "3650"))).startsWith("days \"3650\"");
        assertThat(user.post("trouble/try", Map.of("fault", "lost", "work", "CREATE", "times", "9")))
                .startsWith("times \"9\"");
        assertThat(user.post("trouble/try", Map.of("fault", "none", "work", "CREATE", "times", "1")))
                .startsWith("fault \"none\"");
        assertThat(user.post(
                        "create/segment",
                        Map.of("name", "Cart", "piggyback", "https://a.example", "piggyback-type", "X")))
                .isEqualTo("piggyback \"X\": must be one of [IMAGE, JAVASCRIPT]");
        assertThat(user.post("create/segment", Map.of("name", "Cart", "days", "1".repeat(200_000))))
                .hasSizeLessThan(600);

        assertThat(user.text("#segments")).isEqualTo("No segments yet.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://${HOST}/p.gif", "https://{{host}}/p.gif", "https://straße.example/p.gif"})
    void what_no_policy_can_name_takes_nothing_else_away(String address) throws Exception {
        user.post("create/segment", Map.of("name", "Cart", "piggyback", address, "piggyback-type", "IMAGE"));
        assertThat(user.get("").statusCode()).isEqualTo(200);
        user.post("create/segment", Map.of("name", "Plain"));

        assertThat(user.post("export/tags", Map.of("segment", "528337", "redirect", address)))
                .startsWith("https://secure.adnxs.com/seg?add=528337&redir=");
        assertThat(user.text("#tags details:last-child")).contains("host");
    }

    @Test
    void a_refused_placing_changes_nothing() throws Exception {
        user.post("create/funnel", Map.of());
        Map<String, String> form =
                Map.of("page:shop/index.html", "528336", "where", "end", "format", "tag", "privacy", "");
        user.post("place/tags", form);
        Map<String, String> refused = new HashMap<>(form);
        refused.putAll(Map.of("page:shop/index.html", "528337", "format", "gated", "privacy", "IAB"));

        assertThat(user.post("place/tags", refused)).contains("consent");
        assertThat(user.page().expectFirst("#place-said").className()).contains("wrong");
        user.get("site/shop/index.html");

        assertThat(user.text("#funnel b")).isEqualTo("1 of 1");
        assertThat(user.text("#diff")).contains("add=528336&t=1");
    }

    @Test
    void a_page_is_audited_with_the_lines_that_it_begins_with() throws Exception {
        user.post(
                "audit/page", Map.of("html", "\r\n\r\n\r\n<p><img src=https://ib.adnxs.com/seg?add=1>", "https", "on"));

        assertThat(user.text("#findings tbody th")).isEqualTo("4:4");
        assertThat(user.page().expectFirst("#html").wholeText()).startsWith("\n\r\n\r\n\r\n<p>");
    }

    @Test
    void a_foreign_host_is_refused() throws Exception {
        RawClient client = new RawClient(URI.create(showcase.url()).getPort());

        assertThat(client.ask("GET / HTTP/1.1", "Host: evil.example").status()).isEqualTo(421);
        assertThat(client.ask("GET /site/shop/index.html HTTP/1.1", "Host: evil.example:80")
                        .status())
                .isEqualTo(421);
        assertThat(client.post("/create/funnel", "", "Host: evil.example", "Origin: http://evil.example")
                        .status())
                .isEqualTo(421);
        assertThat(user.text("#segments")).isEqualTo("No segments yet.");
    }

    @Test
    void the_style_is_served_while_something_takes_its_time() throws Exception {
        HttpRequest trial = user.form("trouble/try", Map.of("fault", "slow", "times", "3", "work", "CREATE_SEVERAL"))
                .header("Origin", showcase.url().substring(0, showcase.url().length() - 1))
                .build();
        CompletableFuture<HttpResponse<String>> answer = user.sendLater(trial);

        assertThat(user.get("showcase.css").statusCode()).isEqualTo(200);
        assertThat(answer).isNotDone();
        assertThat(answer.get().statusCode()).isEqualTo(303);
    }

    @Test
    void nothing_is_left_behind() throws Exception {
        Set<Path> before = folders();
        try (Showcase other = Showcase.start(Map.of(), 0)) {
            assertThat(folders()).hasSizeGreaterThan(before.size());
            assertThat(other.url()).isNotEqualTo(showcase.url());
            int taken = URI.create(other.url()).getPort();
            assertThatIOException().isThrownBy(() -> Showcase.start(Map.of(), taken));
        }

        assertThat(folders()).isEqualTo(before);
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("showcase"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void hostile_names_are_text_everywhere() throws Exception {
        user.post("create/segment", Map.of("name", HOSTILE, "code", "hostile"));
        user.post("export/tags", Map.of("segment", "528336"));
        user.post(
                "place/tags", Map.of("page:shop/cart.html", "528336", "where", "end", "format", "tag", "privacy", ""));
        user.get("site/shop/cart.html");
        user.post(
                "audit/page",
                Map.of(
                        "html",
                        "<!-- Segment Pixel - " + HOSTILE + "<img src='https://ib.adnxs.com/seg?add=1:" + HOSTILE
                                + "'>"));
        user.post("visit/later", Map.of("days", HOSTILE));

        Document page = user.page();

        assertThat(page.text()).contains(HOSTILE);
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("img, [onerror]")).isEmpty();
        assertThat(page.expectFirst("#html").wholeText()).contains(HOSTILE);
    }

    @Test
    void a_page_is_audited_and_mended() throws Exception {
        String example = user.page().expectFirst("#html").wholeText();

        assertThat(user.post("audit/page", Map.of("html", example, "https", "on")))
                .isEqualTo("Pixels: 5. Findings: 3. Mended without a guess: 2.");
        assertThat(user.page().select("#findings .badge").eachText()).contains("error", "warning");
        assertThat(user.page().select("#findings .old").eachText())
                .anyMatch(line -> line.contains("http://ib.adnxs.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1", "http://localhost:1"})
    void posts_of_other_origins_are_refused(String origin) throws Exception {
        HttpRequest request =
                user.form("create/funnel", Map.of()).header("Origin", origin).build();

        assertThat(user.send(request).statusCode()).isEqualTo(403);
        assertThat(user.send(user.form("create/funnel", Map.of()).build()).statusCode())
                .isEqualTo(403);
        assertThat(user.text("#segments")).isEqualTo("No segments yet.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void no_other_site_walks_for_the_visitor(String from) throws Exception {
        user.post("create/funnel", Map.of());
        user.post(
                "place/tags", Map.of("page:shop/index.html", "528336", "where", "end", "format", "tag", "privacy", ""));
        HttpRequest request = HttpRequest.newBuilder(URI.create(showcase.url() + "site/shop/index.html"))
                .header("Sec-Fetch-Site", from)
                .build();

        assertThat(user.send(request).statusCode()).isEqualTo(403);
        assertThat(user.text("#funnel b")).isEqualTo("0 of 1");
    }

    @Test
    void each_page_says_what_it_may_load_and_who_may_frame_it() throws Exception {
        assertThat(policy(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .endsWith("; frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        for (String page : List.of("site/", "site/shop/cart.html", "site/magazine/luxury-cars.html")) {
            assertThat(policy(page))
                    .as(page)
                    .startsWith("default-src 'none'; ")
                    .endsWith("; frame-ancestors 'self'")
                    .doesNotContain("http", "*");
        }
    }

    private String policy(String page) throws Exception {
        return user.get(page).headers().firstValue("Content-Security-Policy").orElse("");
    }

    @Test
    void what_is_not_there_is_not_found() throws Exception {
        for (String path :
                List.of("nothing", "site/shop/none.html", "site/../showcase.css", "showcase.html", "site/shop")) {
            assertThat(user.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void on_a_backend_of_ones_own_segments_go_there_and_visitors_do_not() throws Exception {
        try (Sandbox backend = Sandbox.start();
                Showcase own = Showcase.start(
                        Map.of(
                                "SEGMENT_API_URL", backend.url(),
                                "SEGMENT_API_USERNAME", backend.username(),
                                "SEGMENT_API_PASSWORD", backend.password(),
                                "SEGMENT_API_MEMBER", backend.memberId().toString()),
                        0)) {
            ShowcaseUser other = new ShowcaseUser(own.url());
            other.post("create/funnel", Map.of());
            other.post(
                    "place/tags",
                    Map.of("page:shop/cart.html", "528337", "where", "end", "format", "tag", "privacy", ""));
            other.get("site/shop/cart.html");

            assertThat(backend.segments().find(SegmentCode.of("aldermoor_cart")))
                    .isPresent();
            assertThat(backend.segments().list(SegmentQuery.all())).hasSize(4);
            assertThat(other.text("#funnel b")).isEqualTo("1 of 1");
            assertThat(other.text("#backend")).contains(backend.url()).doesNotContain(backend.password());
            assertThat(backend.journal().firings()).isEmpty();
        }
    }

    @Test
    void a_form_that_is_not_there_is_not_found() throws Exception {
        HttpRequest request = user.form("create/something", Map.of())
                .header("Origin", showcase.url().substring(0, showcase.url().length() - 1))
                .build();

        assertThat(user.send(request).statusCode()).isEqualTo(404);
    }

    @Test
    void help_is_no_error() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(Showcase.run(Map.of(), List.of("--help"), new PrintStream(out, true, UTF_8), System.err))
                .isZero();
        assertThat(out.toString(UTF_8)).contains("--port", "Exit codes");
    }

    @Test
    @Timeout(60)
    void a_backend_that_does_not_answer_or_refuses_the_login_is_told_at_once() throws Exception {
        try (Sandbox backend = Sandbox.start()) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "SEGMENT_API_URL", backend.url(),
                    "SEGMENT_API_USERNAME", backend.username(),
                    "SEGMENT_API_PASSWORD", "wrong",
                    "SEGMENT_API_MEMBER", backend.memberId().toString()));
            assertThat(Showcase.run(settings, List.of(), System.out, System.err))
                    .isEqualTo(2);
        }
        assertThat(Showcase.run(Map.of(), List.of("--port", "70000"), System.out, System.err))
                .isEqualTo(2);
        assertThat(Showcase.run(Map.of(), List.of("--colour"), System.out, System.err))
                .isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void wrong_settings_and_a_port_that_is_taken_are_said() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Showcase.start(Map.of("SEGMENT_API_URL", "https://api.example"), 0))
                .withMessageContaining("SEGMENT_API_USERNAME");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Showcase.run(
                            Map.of(), List.of("--port", String.valueOf(taken.getLocalPort())), System.out, System.err))
                    .isEqualTo(1);
        }
    }
}
