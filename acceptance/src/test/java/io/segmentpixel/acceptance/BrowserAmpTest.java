package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PagePlacer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In a real browser, AMP's element stands on an AMP page where it was meant, with the address that the export says.
 *
 * <p>AMP's own runtime comes from a host of its makers, which no test may ask; in its place the page loads a few lines that do with
 * {@code amp-pixel} what AMP documents: ask for {@code src}, once. So these tests do not show that AMP's validator takes the page, when
 * the runtime asks, what its cache does with the page, that it fills in no word of the address, nor what its consent component holds
 * back.
 */
class BrowserAmpTest extends InBrowser {
    private static final String PAGE =
            """
            <!doctype html>
            <html amp lang="en">
            <head>
              <meta charset="utf-8">
              <script async src="https://cdn.ampproject.org/v0.js"></script>
              <title>Twelve cylinders</title>
              <link rel="canonical" href="https://www.shop.example/luxury-cars.html">
              <meta name="viewport" content="width=device-width">
            </head>
            <body>
              <article><h1>Twelve cylinders</h1></article>
            </body>
            </html>
            """;

    private static final String STAND_IN =
            """
            function fire() {
              document.querySelectorAll("amp-pixel").forEach(function (pixel) {
                new Image().src = pixel.getAttribute("src");
              });
            }
            if (document.readyState === "loading") {
              document.addEventListener("DOMContentLoaded", fire);
            } else {
              fire();
            }
            """;

    private static final PixelExport PIXEL = BrowserTag.LONG_IMAGE;

    private static String placed(PagePlacer placer) {
        return placer.place(PAGE, PIXEL, ExportFormats.amp());
    }

    private Object ask(String script) {
        return stage().browser().run("return " + script + ";");
    }

    @Test
    void the_element_is_live_where_it_was_meant_and_its_address_is_the_export_s() {
        stage().show(placed(PagePlacer.atEndOfBody()));
        assertThat(ask("[...document.body.children].map(element => element.localName)"))
                .isEqualTo(List.of("article", "amp-pixel"));
        assertThat(ask("document.querySelector('amp-pixel').getAttribute('src')"))
                .isEqualTo(PIXEL.url());
        assertThat(ask("document.querySelector('amp-pixel').getAttribute('layout')"))
                .isEqualTo("nodisplay");

        stage().show(placed(PagePlacer.atStartOfBody()));
        assertThat(ask("[...document.body.children].map(element => element.localName)"))
                .isEqualTo(List.of("amp-pixel", "article"));
    }

    @Test
    void without_a_runtime_nothing_fires() {
        stage().show(placed(PagePlacer.atEndOfBody()));

        assertThat(stage().pages().requests()).contains("/v0.js");
        assertThat(stage().firedOf(0)).isEmpty();
    }

    @Test
    void with_a_stand_in_for_the_runtime_the_address_is_called_once() {
        stage().pages().putScript("/v0.js", STAND_IN);
        stage().show(placed(PagePlacer.atEndOfBody()));

        assertThat(stage().firedOf(1)).containsExactly(PIXEL.url());
    }
}
