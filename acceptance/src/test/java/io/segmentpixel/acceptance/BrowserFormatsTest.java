package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.page.PagePlacer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In a real browser, each format that was placed on a page calls the address that the export says, once. */
class BrowserFormatsTest extends InBrowser {
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>A shop</title>
              <script>window.seen = 1;</script>
            </head>
            <body>
              <h1>A shop – café</h1>
              <template><img src="https://secure.adnxs.com/seg?add=1&t=2"></template>
              <!-- <img src="https://secure.adnxs.com/seg?add=2&t=2"> -->
              <textarea></body></textarea>
            </body>
            </html>
            """;

    static Stream<Arguments> placements() {
        return BrowserTag.all().stream().flatMap(tag -> places(tag).map(place -> Arguments.of(tag, place)));
    }

    /** An image has no place in a head. */
    private static Stream<PagePlacer> places(BrowserTag tag) {
        Stream<PagePlacer> inBody = Stream.of(PagePlacer.atEndOfBody(), PagePlacer.atStartOfBody());
        return tag.showsImage() ? inBody : Stream.concat(inBody, Stream.of(PagePlacer.inHead()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("placements")
    void a_placed_tag_calls_its_address_once(BrowserTag tag, PagePlacer placer) {
        stage().show(placer.place(PAGE, tag.export(), tag.format()));

        assertThat(stage().firedOf(1)).singleElement().asString().matches(tag.address());
        assertThat(stage().firings().get(0).call()).contains(tag.export().call());
    }

    @Test
    void a_redirect_is_gone_on_to_once() {
        stage().show(PagePlacer.atEndOfBody().place(PAGE, BrowserTag.LONG_IMAGE));

        assertThat(stage().firedOf(1)).containsExactly(BrowserTag.LONG_IMAGE.url());
        assertThat(stage().pages().requests()).containsOnlyOnce("/gone-on");
    }

    @Test
    void a_cache_buster_that_a_server_filled_in_comes_behind_the_call() {
        String placed = PagePlacer.atEndOfBody()
                .place(PAGE, BrowserTag.IMAGE, ExportFormats.htmlTag().withCacheBuster("[timestamp]"));
        stage().show(placed.replace("[timestamp]", "1234567"));

        assertThat(stage().firedOf(1)).containsExactly(BrowserTag.IMAGE.url() + "&cb=1234567");
    }

    @Test
    void a_function_calls_once_each_time_and_never_the_same_address() {
        stage().show(PagePlacer.atEndOfBody()
                .place(PAGE, BrowserTag.IMAGE, BrowserTag.inScript(ExportFormats.beaconFunction("onLike"))));
        assertThat(stage().firedOf(0)).isEmpty();

        stage().browser().run("onLike(); onLike(); onLike(); return 3;");

        List<String> fired = stage().firedOf(3);
        assertThat(fired)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allMatch(address -> address.matches(BrowserTag.IMAGE.url().replace("?", "\\?") + "&cb=\\d+"));
    }

    @Test
    void a_tag_for_browsers_without_scripts_is_silent_in_one_that_runs_them() {
        stage().show(PagePlacer.atEndOfBody().place(PAGE, BrowserTag.IMAGE, ExportFormats.noscript()));

        assertThat(stage().firedOf(0)).isEmpty();
    }

    @Test
    void a_tag_for_browsers_without_scripts_calls_its_address_once_in_one_that_runs_none() {
        for (PagePlacer placer : List.of(PagePlacer.atEndOfBody(), PagePlacer.atStartOfBody())) {
            stage().startOver();
            stage().browser().allowScripts(false);
            stage().show(placer.place(PAGE, BrowserTag.LONG_IMAGE, ExportFormats.noscript()));
            stage().browser().allowScripts(true);

            assertThat(stage().firedOf(1)).containsExactly(BrowserTag.LONG_IMAGE.url());
        }
    }

    @Test
    void an_image_fires_without_scripts_too_and_a_script_does_not() {
        stage().browser().allowScripts(false);
        String withImage = PagePlacer.atEndOfBody().place(PAGE, BrowserTag.IMAGE);
        stage().show(PagePlacer.atEndOfBody().place(withImage, BrowserTag.CONVERSION));
        stage().browser().allowScripts(true);

        assertThat(stage().firedOf(1)).containsExactly(BrowserTag.IMAGE.url());
    }
}
