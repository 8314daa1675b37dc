package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tags of a page are live, and so count as the call; and what stays when they are taken out. */
class StandingTagsTest {
    private static final PagePlacer PLACER = PagePlacer.atEndOfBody();
    private static final String URL = "https://secure.adnxs.com/seg?add=528336&t=2";
    private static final PixelExport PIXEL =
            PixelExport.of("In cart", SegmentCall.adding(SegmentId.of(528336))).asImage();

    private static String page(String tag) {
        return "<html><head><title>t</title></head><body>\n<p>a</p>\n" + tag + "\n</body></html>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='//secure.adnxs.com/seg?add=528336&t=2'>",
                "<img src='https:\\\\secure.adnxs.com\\seg?add=528336'>",
                "<img src=' https://secure.adnxs.com/s\neg?add=528336'>",
                "<script language=javascript src='https://secure.adnxs.com/seg?add=528336&t=1'></script>",
                "<picture><img src='https://secure.adnxs.com/seg?add=528336&t=2'></picture>",
                "<iframe src='https://secure.adnxs.com/seg?add=528336&t=2'></iframe>",
                "<embed src='https://secure.adnxs.com/seg?add=528336&t=2'>",
                "<object data='https://secure.adnxs.com/seg?add=528336&t=2'></object>",
                "<script type='Text/JavaScript' src='https://secure.adnxs.com/seg?add=528336&t=1'></script>",
                "<script type=module src='https://secure.adnxs.com/seg?add=528336&t=1'></script>",
                "<script>new Image().src='https://secure.adnxs.com/seg?add=528336&t=2'</script>",
                "<script>new Image().src = \"https:\\/\\/secure.adnxs.com\\/seg?add=528336&t=2\";</script>"
            })
    void these_make_the_call(String tag) {
        String page = page(tag);

        assertThat(PLACER.place(page, PIXEL)).isEqualTo(page);
        assertThat(PLACER.remove(page, PIXEL.call())).doesNotContain("528336").contains("<p>a</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script type=text/plain src='https://secure.adnxs.com/seg?add=528336&t=1'></script>",
                "<script type='text/plain'>new Image().src = 'https://secure.adnxs.com/seg?add=528336&t=2';</script>",
                "<script type=application/json>{\"a\": \"https://secure.adnxs.com/seg?add=528336\"}</script>",
                "<script nomodule src='https://secure.adnxs.com/seg?add=528336&t=1'></script>",
                "<script language=vbscript src='https://secure.adnxs.com/seg?add=528336&t=1'></script>",
                "<img src='https://secure.adnxs.com/seg?add=528336&t=2' srcset='a.gif 1x'>",
                "<picture><source srcset=a.webp><img src='https://secure.adnxs.com/seg?add=528336&t=2'></picture>",
                "<object data='https://secure.adnxs.com/seg?add=528336&t=2'><p>a text</p></object>",
                "<iframe srcdoc=a src='https://secure.adnxs.com/seg?add=528336&t=2'></iframe>",
                "<input type=image name=buy src='https://secure.adnxs.com/seg?add=528336&t=2'>",
                "<input type=text src='https://secure.adnxs.com/seg?add=528336&t=2'>",
                "<img data-src='https://secure.adnxs.com/seg?add=528336&t=2'>",
                "<amp-pixel src='https://secure.adnxs.com/seg?add=528336&t=2'></amp-pixel>",
                "<a href='https://secure.adnxs.com/seg?add=528336&t=2'>a</a>",
                "<template><img src='https://secure.adnxs.com/seg?add=528336&t=2'></template>",
                "<img src='https://archive.example/https://secure.adnxs.com/seg?add=528336&t=2'>"
            })
    void these_do_not(String tag) {
        String page = page(tag);

        assertThat(PLACER.place(page, PIXEL)).contains("DO NOT MODIFY").contains(tag);
        assertThat(PLACER.replace(page, PIXEL)).isEqualTo(PLACER.place(page, PIXEL));
        assertThat(PLACER.removeAll(page)).isEqualTo(page);
    }

    @Test
    void an_image_for_visitors_without_scripts_may_stand_in_the_head() {
        String page = "<html><head>\n<noscript><img src='" + URL + "'></noscript>\n</head><body></body></html>";

        assertThat(PLACER.place(page, PIXEL, ExportFormats.noscript())).isEqualTo(page);
        assertThat(PLACER.remove(page, PIXEL.call())).isEqualTo("<html><head>\n</head><body></body></html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel=stylesheet href=nojs.css>",
                "<style>p{color:red}</style>",
                "<meta http-equiv=refresh content=0>",
                "<!-- keep -->",
                "<img src='https://other.example/tr'>"
            })
    void what_else_is_for_visitors_without_scripts_stays(String other) {
        for (String content : new String[] {other + "<img src='" + URL + "'>", "<img src='" + URL + "'>" + other}) {
            String page = "<html><head>\n<noscript>" + content + "</noscript>\n</head><body></body></html>";

            assertThat(PLACER.place(page, PIXEL, ExportFormats.noscript())).isEqualTo(page);
            try {
                assertThat(PLACER.remove(page, PIXEL.call())).isEqualTo(page.replace("<img src='" + URL + "'>", ""));
            } catch (PlacementException refused) {
                assertThat(refused).hasMessageStartingWith("remove: without the tag");
            }
        }
    }

    @Test
    void the_order_of_segments_makes_no_other_call() {
        PixelExport both = PixelExport.of(
                        "Both",
                        SegmentCall.adding(SegmentId.of(1), SegmentId.of(2)).withValue(SegmentId.of(2), 7))
                .asImage();
        String page = page("<img src='https://secure.adnxs.com/seg?add=2:7,1&t=2'>");

        assertThat(PLACER.place(page, both)).isEqualTo(page);
        assertThat(PLACER.place(page("<img src='https://secure.adnxs.com/seg?add=2,1:7&t=2'>"), both))
                .contains("add=1,2:7");
    }

    @Test
    void of_several_pixels_with_one_call_the_first_is_placed() {
        PixelExport script = PIXEL.asJavaScript();
        PixelExport both = PixelExport.of("Both", SegmentCall.adding(SegmentId.of(1), SegmentId.of(2)));
        PixelExport turned = PixelExport.of("Turned", SegmentCall.adding(SegmentId.of(2), SegmentId.of(1)));
        List<PixelExport> all = List.of(script, PIXEL, both, turned);

        String placed = PLACER.place(page(""), all, ExportFormats.htmlTag());

        assertThat(placed).isEqualTo(PLACER.place(page(""), List.of(script, both), ExportFormats.htmlTag()));
        assertThat(PLACER.replace(placed, all, ExportFormats.htmlTag())).isEqualTo(placed);
        assertThat(PLACER.place(page(""), List.of(PIXEL, script), ExportFormats.htmlTag()))
                .isEqualTo(PLACER.place(page(""), PIXEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<p>Please enable scripts</p>"})
    void a_tag_for_visitors_without_scripts_is_not_up_to_date(String before) {
        String tag = ExportFormats.htmlTag().render(PIXEL);
        String page = page("<noscript>" + before + tag + "</noscript>");

        String replaced = PLACER.replace(page, PIXEL);

        assertThat(replaced).containsOnlyOnce(URL).contains("\n" + tag + "\n</body>");
        assertThat(PLACER.replace(replaced, PIXEL)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script src='" + URL + "'/>", "<script>new Image().src = '" + URL + "';"})
    void a_script_that_is_never_closed_makes_no_call(String script) {
        String page = page(script);

        String placed = PLACER.place(page, PIXEL);

        assertThat(placed).contains(ExportFormats.htmlTag().render(PIXEL) + "\n<script");
        assertThat(PLACER.remove(placed, PIXEL.call())).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><noscript><img src='https://secure.adnxs.com/seg?add=7'></noscri",
                "<html><head><noscript><!--",
                "<template><li><noscript>" + URL + "<a href=\""
            })
    void a_page_may_break_off_anywhere(String page) {
        for (PagePlacer placer : List.of(PLACER, PagePlacer.inHead())) {
            PlacementLaws.refusal(placer, page, PlacementLaws.SCRIPT)
                    .ifPresent(reason -> assertThat(reason).contains("choose another place"));
        }
    }

    @Test
    void what_is_broken_off_is_not_taken_out() {
        assertThatThrownBy(() -> PLACER.removeAll("<html><head><noscript><img src='" + URL + "'></noscri"))
                .isInstanceOf(PlacementException.class)
                .hasMessageContaining("take it out by hand");
    }

    @Test
    void half_a_wrapper_is_nobody_s() {
        String closing = "<!-- End of Segment Pixel -->";
        String opening = "<!-- Segment Pixel - old - DO NOT MODIFY -->";
        for (String page :
                new String[] {page(closing), page(opening), page(closing + opening), page(closing + "\n" + opening)}) {
            String placed = PLACER.place(page, PIXEL, ExportFormats.beacon());

            assertThat(PLACER.remove(placed, PIXEL.call())).isEqualTo(page);
        }
    }

    @Test
    void comments_go_when_all_between_them_goes() {
        String two = "<!-- Segment Pixel - old - DO NOT MODIFY -->\n<script src='" + URL + "'></script>\n"
                + "<noscript><img src='" + URL + "'></noscript>\n<!-- End of Segment Pixel -->";
        String mixed = two.replace("<noscript>", "<p>b</p>\n<noscript>");

        assertThat(PLACER.removeAll(page(two))).isEqualTo(page("").replace("\n\n", "\n"));
        assertThat(PLACER.removeAll(page(mixed)))
                .isEqualTo(
                        page("<!-- Segment Pixel - old - DO NOT MODIFY -->\n<p>b</p>\n<!-- End of Segment Pixel -->"));
    }

    @Test
    void a_script_with_a_comment_in_it_swallows_nothing() {
        String page = page("<script src='" + URL + "'>/* the pixel */</script>");

        assertThat(PLACER.removeAll(page)).isEqualTo(page("").replace("\n\n", "\n"));
    }
}
