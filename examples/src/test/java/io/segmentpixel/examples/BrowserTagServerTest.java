package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.browser.Chromium;
import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.PrivacySignal;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.testkit.Firing;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In a real browser, the tag server's tags fire with the consent of the visitor, and there is nothing to fire without it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BrowserTagServerTest {
    private static final List<String> WALK =
            List.of("", "product?bag=satchel", "cart?bag=satchel", "thank-you?bag=satchel");

    private Sandbox sandbox;
    private List<PixelExport> pixels;
    private WebServer server;
    private Chromium browser;

    @BeforeAll
    void open() throws IOException {
        Chromium.assumeInstalled();
        sandbox = Sandbox.start();
        pixels = TagServer.pixels(sandbox.segments());
        server = WebServer.start(0, new TaggedShop(pixels.get(0), pixels.get(1), pixels.get(2)));
        browser = Chromium.start(URI.create(sandbox.httpsUrl()).getPort());
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
            server.close();
            sandbox.close();
        }
    }

    @BeforeEach
    void start_over() {
        browser.forgetVisitor();
        browser.open(server.url());
        browser.consoleErrors();
        sandbox.journal().clear();
    }

    private void walk() {
        WALK.forEach(page -> browser.open(server.url() + page));
    }

    private void answer(String answer) {
        browser.run("return window.isOld = true;");
        browser.click("button[value=" + answer + "]");
        browser.waitUntil(
                "the page once more", () -> browser.run("return !window.isOld && document.readyState === 'complete';")
                        .equals(true));
    }

    private static String tcString(Firing firing) {
        return firing.call()
                .map(PixelCall::privacy)
                .flatMap(privacy -> privacy.signal(PrivacySignal.GDPR_CONSENT))
                .orElse("");
    }

    @Test
    void with_consent_each_page_fires_with_the_visitor_s_string_and_the_console_is_empty() {
        answer("yes");
        sandbox.journal().clear();

        walk();

        List<Firing> fired = sandbox.journal().firings();
        String own = tcString(fired.get(0));
        Privacy consent = Privacy.none().withGdpr(true, own);
        assertThat(own).isNotEmpty();
        assertThat(fired.stream().map(firing -> "https://" + firing.host() + firing.target()))
                .containsExactly(
                        pixels.get(0).withPrivacy(consent).url(),
                        pixels.get(0).withPrivacy(consent).url(),
                        pixels.get(1).withValue(248).withPrivacy(consent).url(),
                        pixels.get(2).withValue(254).withPrivacy(consent).url());
        assertThat(fired).allSatisfy(firing -> assertThat(firing.remarks()).isEmpty());
        assertThat(fired.stream().flatMap(firing -> firing.added().stream()).distinct())
                .containsExactlyElementsOf(pixels.stream()
                        .flatMap(pixel -> pixel.segments().stream())
                        .map(Segment::id)
                        .toList());
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void consent_that_is_given_in_the_cart_fires_the_cart_s_tag() {
        String cart = server.url() + "cart?bag=satchel";
        browser.open(cart);

        answer("yes");

        assertThat(browser.address()).isEqualTo(cart);
        assertThat(sandbox.journal().firings()).singleElement().satisfies(fired -> assertThat(fired.added())
                .containsExactly(pixels.get(1).segments().get(0).id()));
    }

    @Test
    void without_an_answer_and_after_a_no_nothing_fires_and_the_console_is_empty() {
        walk();
        answer("no");
        walk();

        assertThat(sandbox.journal().firings()).isEmpty();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void the_policy_of_a_page_without_a_tag_blocks_one_that_somebody_puts_there() {
        browser.ask(pixels.get(0).asImage().url());

        assertThat(sandbox.journal().firings()).isEmpty();
        assertThat(browser.consoleErrors()).singleElement().asString().contains("Content Security Policy", "img-src");
    }

    @Test
    void a_page_can_be_used_by_everybody_at_every_width() {
        for (int width : List.of(1280, 390)) {
            browser.resize(width, 800);
            for (String page : WALK) {
                browser.open(server.url() + page);

                assertThat(browser.accessibilityViolations()).isEmpty();
                assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth;"))
                        .isEqualTo(true);
            }
        }
    }
}
