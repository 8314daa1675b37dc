package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.SegmentId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor asks for. */
class VisitorRequestsTest {
    private static final String CALL = "https://secure.adnxs.com/seg?add=";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final List<String> sent = new ArrayList<>();
    private final OkHttpClient browser = new OkHttpClient.Builder()
            .followRedirects(false)
            .addInterceptor(chain -> {
                sent.add(chain.request().url().toString());
                return chain.proceed(chain.request());
            })
            .build();
    private final int port = URI.create(sandbox.url()).getPort();
    private final Visitor visitor = new Visitor(
            "visitor",
            port,
            number -> number == port,
            Set.of(),
            new Memberships(new Backend(Clock.systemUTC()), Duration.ZERO),
            sandbox.journal(),
            browser);

    private SegmentId create(PiggybackPixel... piggybacks) {
        return sandbox.segments()
                .create(NewSegment.named("sync").withPiggyback(piggybacks))
                .id();
    }

    private String inSandbox(Object segment) {
        return sandbox.pixelUrl() + "?add=" + segment;
    }

    @Test
    void equal_images_are_asked_for_once_and_scripts_each_time() {
        visitor.loads(
                """
                <img src="https://secure.adnxs.com/seg?add=5&t=2">
                <img src="https://secure.adnxs.com/seg?add=5&t=2">
                <img src="https://secure.adnxs.com/seg?add=5&amp;t=2">
                <img src="//secure.adnxs.com/seg?add=5&t=2">
                <img src="//secure.adnxs.com/seg?add=5&t=2#top">
                <script src="https://secure.adnxs.com/seg?add=6&t=1"></script>
                <script src="https://secure.adnxs.com/seg?add=6&t=1"></script>""");

        assertThat(sent).containsExactly(inSandbox("5&t=2"), inSandbox("6&t=1"), inSandbox("6&t=1"));
    }

    @Test
    void each_page_asks_for_its_images_and_for_a_module_once() {
        visitor.loads(
                """
                <img src="https://secure.adnxs.com/seg?add=5">
                <iframe srcdoc='<img src="https://secure.adnxs.com/seg?add=5">'></iframe>
                <script type=module src="https://secure.adnxs.com/seg?add=6"></script>
                <script type=module src="https://secure.adnxs.com/seg?add=6"></script>""");

        assertThat(sent).containsExactly(inSandbox(5), inSandbox(5), inSandbox(6));
    }

    @Test
    void a_script_of_a_page_over_https_is_not_redirected_to_http() {
        String call = CALL + create() + "&t=1&redir=http%3A%2F%2Fsecure.adnxs.com%2Fseg%3Fadd%3D" + create();
        visitor.loads("<script src=\"" + call + "\"></script>");

        assertThat(sent).hasSize(1);
        assertThat(visitor.passedOver()).singleElement().asString().contains("redirect over http");
        visitor.loads("<img src=\"" + call + "\">");
        assertThat(sent).hasSize(3);
    }

    @Test
    void different_addresses_are_asked_for_in_the_order_of_the_page() {
        visitor.loads(
                """
                <img src="https://secure.adnxs.com/seg?add=7&t=2">
                <script src="https://secure.adnxs.com/seg?add=5&t=1"></script>
                <img src="https://secure.adnxs.com/seg?add=5&t=2">
                <img src="https://example.com/other.gif">
                <img src="https://secure.adnxs.com/seg?add=6&t=2">""");

        assertThat(sent)
                .containsExactly(inSandbox("7&t=2"), inSandbox("5&t=1"), inSandbox("5&t=2"), inSandbox("6&t=2"));
    }

    @Test
    void a_page_that_is_loaded_again_is_fired_again() {
        visitor.loads("<img src=\"" + CALL + "5\">").loads("<img src=\"" + CALL + "5\">");

        assertThat(sent).containsExactly(inSandbox(5), inSandbox(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://secure.adnxs.com", "http://ib.adnxs.com"})
    void a_redirect_within_the_platform_is_followed(String host) {
        SegmentId second = create();
        SegmentId first = create(PiggybackPixel.image(host + "/seg?add=" + second));

        visitor.fires(CALL + first);

        assertThat(sent).containsExactly(inSandbox(first), inSandbox(second));
    }

    @Test
    void redirects_in_a_circle_come_to_an_end() {
        SegmentId first = SegmentId.of(create().value() + 1);
        SegmentId second = SegmentId.of(first.value() + 1);
        assertThat(create(PiggybackPixel.image(CALL + second))).isEqualTo(first);
        assertThat(create(PiggybackPixel.image(CALL + first))).isEqualTo(second);

        visitor.fires(CALL + first);

        assertThat(sent)
                .startsWith(inSandbox(first), inSandbox(second), inSandbox(first))
                .hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/p.gif",
                "https://example.com/seg?add=6",
                "https://secure.adnxs.com/getuid?https://example.com",
                "https://secure.adnxs.com.evil.example/seg?add=6",
                "https://secure.adnxs.com@evil.example/seg?add=6",
            })
    void a_redirect_to_anything_else_is_not_followed(String elsewhere) {
        SegmentId id = create(PiggybackPixel.image(elsewhere));

        visitor.fires(CALL + id);

        assertThat(sent).containsExactly(inSandbox(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/",
                "https://example.com/seg?add=5",
                "https://secure.adnxs.com/",
                "https://secure.adnxs.com/getuid?add=5",
                "https://secure.adnxs.com.evil.example/seg?add=5",
                "https://secure.adnxs.com@evil.example/seg?add=5",
                "https://evil.example/https://secure.adnxs.com/seg?add=5",
                "//example.com/seg?add=5",
                "ftp://secure.adnxs.com/seg?add=5",
                "/seg?add=5",
                "?add=5",
                "",
            })
    void an_address_that_is_no_call_is_refused_and_not_asked_for(String url) {
        assertThatThrownBy(() -> visitor.fires(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("url \"" + url + "\": must be a pixel call on a host of the platform or on the sandbox");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://127.0.0.1:PORT/auth",
                "http://127.0.0.1:PORT/segment?id=5",
                "http://127.0.0.1:PORT/seg/ment?id=5",
                "http://example.com:PORT/seg?add=5",
                "http://127.0.0.1/seg?add=5",
            })
    void what_is_not_the_pixel_endpoint_of_the_sandbox_is_no_call(String address) {
        String url = address.replace("PORT", Integer.toString(port));

        assertThatThrownBy(() -> visitor.fires(url)).isInstanceOf(IllegalArgumentException.class);
        visitor.loads("<img src=\"" + url + "\">");

        assertThat(sent).isEmpty();
    }

    /** A proxy would be somebody else. */
    @Test
    void no_proxy_is_asked() {
        ProxySelector usual = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
        try (Sandbox own = Sandbox.start()) {
            assertThat(own.newVisitor().fires(CALL + 5).firings()).hasSize(1);
        } finally {
            ProxySelector.setDefault(usual);
        }
    }

    @Test
    void a_call_is_not_sent_again_because_the_answer_says_so() {
        SegmentId cart = create();
        sandbox.faults().on(Operation.FIRE).next(Fault.unavailable(Duration.ZERO));

        Visitor once = sandbox.newVisitor().fires(CALL + cart);

        assertThat(once.segments()).isEmpty();
        assertThat(once.firings()).hasSize(1);
    }

    @Test
    void every_address_of_the_sandbox_is_one() {
        SegmentId cart = create();
        String https = sandbox.httpsPixelUrl() + "?add=" + cart;

        String ipv6 = inSandbox(cart).replace("127.0.0.1", "[::1]");
        for (String url : List.of(https, https.replace("127.0.0.1", "localhost"), ipv6, inSandbox(cart))) {
            assertThat(sandbox.newVisitor().fires(url).segments()).containsExactly(cart);
            assertThat(sandbox.newVisitor().loads("<img src=\"" + url + "\">").segments())
                    .containsExactly(cart);
        }
    }

    @Test
    void a_call_that_the_port_turns_away_is_told() {
        String tooLong = CALL + "5&x=" + "y".repeat(70_000);

        assertThatThrownBy(() -> sandbox.newVisitor().fires(tooLong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the first line is malformed");
    }

    @Test
    void a_visitor_is_one_whatever_the_threads() throws Exception {
        Visitor busy = sandbox.newVisitor();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Callable<Visitor>> calls = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            String url = CALL + create();
            calls.add(() -> busy.fires(url));
        }

        threads.invokeAll(calls);
        threads.shutdown();

        assertThat(busy.segments()).hasSize(20);
    }
}
