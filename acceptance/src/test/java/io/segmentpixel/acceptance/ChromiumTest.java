package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.browser.Chromium;
import io.segmentpixel.testkit.Firing;
import io.segmentpixel.testkit.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The browser of these tests goes where it is sent and nowhere else, and says what its console says. */
class ChromiumTest {
    private static String page(String html) {
        return "data:text/html;base64," + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void finds_the_platform_and_this_machine_and_no_other_host() {
        Chromium.assumeInstalled();
        try (Sandbox sandbox = Sandbox.start();
                Chromium browser = Chromium.start(URI.create(sandbox.httpsUrl()).getPort())) {
            browser.open(sandbox.pixelUrl() + "?add=1");
            browser.ask("https://secure.adnxs.com/seg?add=2");
            assertThat(sandbox.journal().firings())
                    .extracting(Firing::target)
                    .containsExactly("/seg?add=1", "/seg?add=2");
            browser.consoleErrors();

            browser.ask("https://shop.example/image.png");

            assertThat(browser.consoleErrors())
                    .singleElement()
                    .asString()
                    .contains("shop.example", "ERR_NAME_NOT_RESOLVED");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void is_as_wide_as_it_is_told_to_be_and_shows_it() throws IOException {
        Chromium.assumeInstalled();
        try (Chromium browser = Chromium.start(1)) {
            browser.open(page("<!DOCTYPE html><meta name=viewport content='width=device-width'><p>A shop"));
            for (int width : new int[] {1280, 390}) {
                browser.resize(width, 600);

                assertThat(browser.run("return window.innerWidth;")).isEqualTo((long) width);
                assertThat(ImageIO.read(new ByteArrayInputStream(browser.screenshot()))
                                .getWidth())
                        .isEqualTo(width);
            }
        }
    }
}
