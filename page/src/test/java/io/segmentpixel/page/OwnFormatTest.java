package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of the caller's own are taken out as a whole, with all that they write around the element that calls. */
class OwnFormatTest {
    private static final Segment CART = Segment.of(SegmentId.of(528336), MemberId.of(958), "In cart");
    private static final PixelExport PIXEL = PixelExport.of(CART).asImage();
    private static final PixelExport RENAMED =
            PixelExport.of(CART.withShortName("Has a full cart")).asImage().withValue(7);
    private static final PixelExport OTHER = PixelExport.of(Segment.of(SegmentId.of(5), MemberId.of(958), "Home"))
            .asImage();
    private static final String PAGE = "<html>\n<body>\n  <p>Your cart</p>\n</body>\n</html>\n";
    private static final PagePlacer PLACER = PagePlacer.atEndOfBody();

    private static String image(PixelExport export) {
        return "<img src=\"" + export.url().replace("&", "&amp;") + "\" alt=\"\">";
    }

    static Stream<HtmlFormat> formats() {
        return Stream.of(
                export -> "<div hidden>" + image(export) + "</div>",
                export -> "<div class=pixels>\n  <div hidden>" + image(export) + "</div>\n</div>",
                export -> "<!-- ours -->" + image(export),
                export -> "<!-- " + export.name() + " -->\n" + image(export) + "\n<!-- / " + export.name() + " -->",
                export -> image(export) + "\n\n<script>seen('pixel');</script>",
                export -> "<script>before();</script>\n" + image(export) + "<script>after();</script>",
                export -> image(export) + "<!-- behind -->\r\n",
                export -> "\r\n<b></b>\r\n" + image(export),
                export -> "<div data-pixel='" + export.name() + "'>"
                        + ExportFormats.htmlTag().render(export) + "</div>",
                export -> ExportFormats.beacon().render(export) + "\n"
                        + ExportFormats.noscript().render(export),
                export -> "<iframe width=1 height=1 src='" + export.url() + "'></iframe>",
                export -> "<object data='" + export.url() + "'></object>",
                export -> "<p hidden><embed src='" + export.url() + "'></p>",
                export -> "<script>(function () { var i = new Image(); i.src = '" + export.url() + "'; })()</script>");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void an_older_version_gives_way_as_a_whole(HtmlFormat format) {
        String placed = PLACER.place(PAGE, PIXEL, format);

        assertThat(placed).contains("/seg?");
        assertThat(PLACER.place(placed, PIXEL, format)).isEqualTo(placed);
        assertThat(PLACER.replace(placed, PIXEL, format)).isEqualTo(placed);
        assertThat(PLACER.replace(placed, RENAMED, format)).isEqualTo(PLACER.place(PAGE, RENAMED, format));
        assertThat(PLACER.remove(placed, PIXEL, format)).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void another_pixel_s_tag_beside_it_stays(HtmlFormat format) {
        String other = PLACER.place(PAGE, OTHER, format);
        String both = PLACER.place(other, PIXEL, format);

        assertThat(PLACER.replace(both, RENAMED, format)).isEqualTo(PLACER.place(other, RENAMED, format));
        assertThat(PLACER.remove(both, PIXEL, format)).isEqualTo(other);
        assertThat(PLACER.remove(both, OTHER, format)).isEqualTo(PLACER.place(PAGE, PIXEL, format));
    }

    @Test
    void what_is_not_the_format_s_stays() {
        HtmlFormat format = export -> "<div hidden>" + image(export) + "</div>";
        String pasted = PAGE.replace("</body>", "<div hidden>Hello" + image(PIXEL) + "</div>\n</body>");

        assertThat(PLACER.replace(pasted, RENAMED, format))
                .isEqualTo(PLACER.place(PAGE.replace("</body>", "<div hidden>Hello</div>\n</body>"), RENAMED, format));
    }

    @Test
    void a_call_that_cannot_be_seen_is_known_by_the_very_elements() {
        HtmlFormat format = export -> "<!-- " + export.name() + " -->\n<script>track("
                + export.call().added().get(0) + ");</script>";
        String placed = PLACER.place(PAGE, PIXEL, format);

        assertThat(PLACER.place(placed, RENAMED, format)).isEqualTo(placed);
        assertThat(PLACER.replace(placed, RENAMED, format)).isEqualTo(PLACER.place(PAGE, RENAMED, format));
        assertThat(PLACER.remove(placed, OTHER, format)).isEqualTo(placed);
        assertThat(PLACER.remove(placed.replace("  <!-- In cart -->\n", ""), PIXEL, format))
                .as("after somebody took the comments out")
                .isEqualTo(PAGE);
    }

    @Test
    void a_call_that_is_seen_counts_also_for_a_format_that_hides_it() {
        HtmlFormat format = export -> "<script>track(" + export.call().added().get(0) + ");</script>";
        String ordinary = PLACER.place(PAGE, PIXEL);

        assertThat(PLACER.place(ordinary, PIXEL, format)).isEqualTo(ordinary);
        assertThat(PLACER.replace(ordinary, PIXEL, format)).isEqualTo(PLACER.place(PAGE, PIXEL, format));
        assertThat(PLACER.remove(ordinary, PIXEL, format)).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "Hello", "Hello <b></b>", "<!-- nothing else -->"})
    void what_is_no_tag_is_refused(String written) {
        assertThatThrownBy(() -> PLACER.place(PAGE, PIXEL, export -> written))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("format: must write elements, and no text beside them");
    }

    static Stream<HtmlFormat> openOnes() {
        return Stream.of(
                export -> "<p>" + image(export),
                export -> "<div>" + image(export),
                export -> "<b>" + image(export),
                export -> "<ul><li>" + image(export) + "</ul>",
                export -> image(export) + "</div>",
                export -> "</b>" + image(export),
                export -> image(export) + "</body>",
                export -> "<body class=x>" + image(export),
                export -> image(export) + "</p>",
                export -> image(export) + "<!-- ",
                export -> image(export) + "<script>");
    }

    @ParameterizedTest
    @MethodSource("openOnes")
    void what_opens_or_closes_more_than_its_own_is_refused(HtmlFormat format) {
        assertThatThrownBy(() -> PLACER.place(PAGE, PIXEL, format))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("format: must close what it opens, and nothing else");
    }

    @SuppressWarnings("NullAway") // as a caller may who checks nothing
    @Test
    void a_format_that_writes_null_is_named() {
        HtmlFormat none = export -> null;

        assertThatThrownBy(() -> PLACER.place(PAGE, PIXEL, none))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("format: wrote null for");
    }

    @Test
    void http_in_a_frame_does_not_stand_on_an_https_page() {
        assertThatThrownBy(() -> PLACER.on(PageContext.https())
                        .place(
                                PAGE,
                                PIXEL,
                                export -> "<iframe src='" + export.nonSecure().url() + "'></iframe>"))
                .hasMessageContaining("a non-secure pixel must not stand on an https page");
    }
}
