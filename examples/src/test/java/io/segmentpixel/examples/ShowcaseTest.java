package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The showcase as a browser gets it, without one: what it says, and whom it refuses. */
class ShowcaseTest {
    private static final String HOSTILE = "</pre><script>pwned = 1</script><img src=x onerror=\"pwned = 1\">-->";

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
        assertThat(user.text("#visitor tbody")).isEqualTo("Cart 528336 none 12 hours");
    }

    @Test
    void time_goes_by_and_visitors_come() throws Exception {
        user.post("create/funnel", Map.of());
        user.post(
                "place/tags",
                Map.of("page:shop/index.html", "528336", "where", "head", "format", "tag", "privacy", ""));
        user.get("site/shop/index.html");
        assertThat(user.text("#visitor tbody")).isEqualTo("Aldermoor - visited 528336 none 30 days");

        user.post("visit/later", Map.of("days", "15"));
        assertThat(user.text("#visitor tbody")).isEqualTo("Aldermoor - visited 528336 none 15 days");
        assertThat(user.post("visit/new", Map.of())).isEqualTo("Visitor 2 came.");
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

    @ParameterizedTest
    @ValueSource(strings = {"lost", "broken", "down", "many", "logged-out", "system", "half", "proxy", "slow", "limit"})
    void in_trouble_no_segment_is_lost_and_none_comes_twice(String fault) throws Exception {
        user.post("trouble/try", Map.of("fault", fault, "times", "1", "work", "CREATE"));

        String outcome = user.text("#outcome");
        String standing = user.text("#standing");
        if (outcome.endsWith("stands.")) {
            assertThat(standing).endsWith(": 1.");
        } else {
            assertThat(outcome).startsWith("OutcomeUnknownException: ");
            assertThat(standing).endsWith(": 0.");
        }
        assertThat(user.text("#calls")).contains("POST /segment ->");
    }

    @Test
    void what_breaks_a_rule_is_said_where_it_was_typed_and_stays_there() throws Exception {
        assertThat(user.post("create/segment", Map.of("name", "Cart", "code", "no blanks", "days", "")))
                .startsWith("code \"no blanks\": ' ' at 2");
        assertThat(user.page().expectFirst("#code").attr("value")).isEqualTo("no blanks");
        assertThat(user.page().expectFirst("#create-said").className()).contains("wrong");
        assertThat(user.post("create/segment", Map.of("name", "Cart", "days", "999")))
                .contains("must be 0 to 259200 minutes");
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
        assertThat(user.post("create/something", Map.of())).startsWith("action \"something\"");

        assertThat(user.text("#segments")).isEqualTo("No segments yet.");
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
                Map.of("html", "<!-- Segment Pixel - " + HOSTILE + "<img src=https://ib.adnxs.com/seg?add=1>"));
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

    @Test
    void no_other_site_walks_for_the_visitor() throws Exception {
        user.post("create/funnel", Map.of());
        user.post(
                "place/tags", Map.of("page:shop/index.html", "528336", "where", "end", "format", "tag", "privacy", ""));
        HttpRequest request = HttpRequest.newBuilder(URI.create(showcase.url() + "site/shop/index.html"))
                .header("Sec-Fetch-Site", "cross-site")
                .build();

        assertThat(user.send(request).statusCode()).isEqualTo(403);
        assertThat(user.text("#funnel b")).isEqualTo("0 of 1");
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
