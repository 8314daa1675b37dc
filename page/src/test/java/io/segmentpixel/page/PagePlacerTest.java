package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePlacerTest {
    private static final Segment CART = Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart");
    private static final PixelExport SCRIPT = PixelExport.of(CART);
    private static final PixelExport IMAGE = SCRIPT.asImage();
    private static final String IMAGE_TAG = ExportFormats.htmlTag().render(IMAGE);
    private static final HtmlFormat BEACON = export -> "<script>new Image().src = \"" + export.url() + "\";</script>";
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html>
              <head>
                <title>Cart</title>
              </head>
              <body class="cart">
                <main>
                  <button id="checkout">Pay</button>
                </main>
              </body>
            </html>
            """;

    @Test
    void at_the_end_of_the_body() {
        assertThat(PagePlacer.atEndOfBody().place(PAGE, SCRIPT))
                .isEqualTo(
                        """
                        <!DOCTYPE html>
                        <html>
                          <head>
                            <title>Cart</title>
                          </head>
                          <body class="cart">
                            <main>
                              <button id="checkout">Pay</button>
                            </main>
                          <!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->
                          <script src="https://secure.adnxs.com/seg?add=528336&t=1" type="text/javascript"></script>
                          <!-- End of Segment Pixel -->
                          </body>
                        </html>
                        """);
    }

    @Test
    void behind_an_element() {
        assertThat(PagePlacer.after("#checkout").place(PAGE, IMAGE))
                .contains(
                        """
                              <button id="checkout">Pay</button>
                              <!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->
                              <img src="https://secure.adnxs.com/seg?add=528336&t=2" width="1" height="1" />
                              <!-- End of Segment Pixel -->
                            </main>
                        """);
    }

    @Test
    void before_an_element() {
        assertThat(PagePlacer.before("main").place(PAGE, IMAGE))
                .contains(
                        """
                          <body class="cart">
                            <!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->
                            <img src="https://secure.adnxs.com/seg?add=528336&t=2" width="1" height="1" />
                            <!-- End of Segment Pixel -->
                            <main>
                        """);
    }

    @Test
    void at_the_start_of_the_body() {
        assertThat(PagePlacer.atStartOfBody().place(PAGE, SCRIPT))
                .contains(
                        """
                          <body class="cart">
                          <!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->
                          <script src="https://secure.adnxs.com/seg?add=528336&t=1" type="text/javascript"></script>
                          <!-- End of Segment Pixel -->
                            <main>
                        """);
    }

    @Test
    void in_the_head() {
        assertThat(PagePlacer.inHead().place(PAGE, SCRIPT))
                .contains(
                        """
                            <title>Cart</title>
                          <!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->
                          <script src="https://secure.adnxs.com/seg?add=528336&t=1" type="text/javascript"></script>
                          <!-- End of Segment Pixel -->
                          </head>
                        """);
    }

    @Test
    void an_image_would_end_the_head() {
        assertThatThrownBy(() -> PagePlacer.inHead().place(PAGE, IMAGE))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "in the head: an image would end the head; export it as JavaScript, or place it in the body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void the_line_ends_of_the_page_are_the_line_ends_of_the_tag(String lineEnd) {
        String page = PAGE.replace("\n", lineEnd);
        String placed = PagePlacer.atEndOfBody().place(PAGE, SCRIPT).replace("\n", lineEnd);

        assertThat(PagePlacer.atEndOfBody().place(page, SCRIPT)).isEqualTo(placed);
        assertThat(PagePlacer.atEndOfBody().remove(placed, SCRIPT.call())).isEqualTo(page);
    }

    @Test
    void on_a_page_of_one_line_the_tag_adds_its_own_two_line_ends_and_no_more() {
        assertThat(PagePlacer.atEndOfBody().place("<html><body><p>a</p></body></html>", IMAGE))
                .isEqualTo(
                        """
                        <html><body><p>a</p><!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->
                        <img src="https://secure.adnxs.com/seg?add=528336&t=2" width="1" height="1" />
                        <!-- End of Segment Pixel --></body></html>""");
    }

    @Test
    void twice_is_once_at_whatever_place_and_as_whatever_type() {
        String once = PagePlacer.atEndOfBody().place(PAGE, SCRIPT);

        assertThat(PagePlacer.atEndOfBody().place(once, SCRIPT)).isEqualTo(once);
        assertThat(PagePlacer.inHead().place(once, SCRIPT)).isEqualTo(once);
        assertThat(PagePlacer.after("#checkout").place(once, IMAGE)).isEqualTo(once);
        assertThat(PagePlacer.atEndOfBody().place(once, SCRIPT.nonSecure())).isEqualTo(once);
    }

    @Test
    void tags_of_several_segments_come_and_go_each_alone() {
        PixelExport visited = PixelExport.of(Segment.of(SegmentId.of(5), MemberId.of(958), "Shop - visited"));
        String one = PagePlacer.atEndOfBody().place(PAGE, visited);
        String both = PagePlacer.atEndOfBody().place(one, SCRIPT);

        assertThat(PagePlacer.atEndOfBody().remove(both, SCRIPT.call())).isEqualTo(one);
        assertThat(PagePlacer.atEndOfBody().remove(both, visited.call()))
                .isEqualTo(PagePlacer.atEndOfBody().place(PAGE, SCRIPT));
    }

    @Test
    void a_tag_that_somebody_placed_by_hand_is_taken_out_with_its_comments() {
        String page =
                """
                <body>
                <p>a</p>
                <!-- Segment Pixel - SoleStruck--Shopper - DO NOT MODIFY -->
                <IMG height=1 SRC='//ib.adnxs.com/seg?t=2&amp;add=5'>
                <!-- End of Segment Pixel -->
                <p>b</p>
                </body>
                """;

        assertThat(PagePlacer.atEndOfBody().remove(page, SegmentCall.adding(SegmentId.of(5))))
                .isEqualTo("<body>\n<p>a</p>\n<p>b</p>\n</body>\n");
    }

    @Test
    void a_tag_is_not_removed_where_it_holds_other_text() {
        String page = "<body><script src=\"" + SCRIPT.url() + "\" />\n<p>swallowed</p>\n<script></script></body>";

        assertThatThrownBy(() -> PagePlacer.atEndOfBody().remove(page, SCRIPT.call()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("remove: the tag's script swallows what follows it; take it out by hand");
    }

    @Test
    void a_tag_is_not_removed_where_the_texts_beside_it_would_make_another() {
        String page = "<body>a <<img src=\"" + IMAGE.url() + "\">b> c</body>";

        assertThatThrownBy(() -> PagePlacer.atEndOfBody().remove(page, IMAGE.call()))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "remove: without the tag the rest of the page would mean something else; take it out by hand");
    }

    @Test
    void what_is_not_there_is_not_removed() {
        assertThat(PagePlacer.atEndOfBody().remove(PAGE, SCRIPT.call())).isEqualTo(PAGE);
        String inComment = PAGE.replace("Cart</title>", "Cart</title><!-- " + SCRIPT.url() + " -->");
        assertThat(PagePlacer.atEndOfBody().remove(inComment, SCRIPT.call())).isEqualTo(inComment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--><script>alert(1)</script>",
                "--!><img src=x onerror=alert(1)>",
                "<!-- > -- \" ' & </body>",
                "End of Segment Pixel",
                "\ufffe--\u200b>"
            })
    void no_name_of_a_segment_breaks_out_of_its_comment(String name) {
        PixelExport hostile = PixelExport.of(CART.withShortName(name));

        String placed = PagePlacer.atEndOfBody().place(PAGE, hostile);

        PlacementLaws.bytesOutsideTheTagAreEqual(PAGE, placed);
        assertThat(PagePlacer.atEndOfBody().place(placed, hostile)).isEqualTo(placed);
        assertThat(PagePlacer.atEndOfBody().remove(placed, hostile.call())).isEqualTo(PAGE);
    }

    @Test
    void a_tag_that_makes_its_call_by_a_script_is_placed_once_too() {
        String placed = PagePlacer.atEndOfBody().place(PAGE, IMAGE, BEACON);

        assertThat(placed)
                .contains("  <script>new Image().src = \"https://secure.adnxs.com/seg?add=528336&t=2\";</script>\n");
        assertThat(PagePlacer.atEndOfBody().place(placed, IMAGE, BEACON)).isEqualTo(placed);
        assertThat(PagePlacer.inHead().place(placed.replace("new Image", "new\n\tImage"), IMAGE, BEACON))
                .isEqualTo(placed.replace("new Image", "new\n\tImage"));
    }

    @Test
    void a_tag_for_visitors_without_scripts_is_placed_once_too() {
        HtmlFormat noscript = export -> "<noscript><img src=\"" + export.url() + "\" alt=\"\"></noscript>";

        String placed = PagePlacer.atEndOfBody().place(PAGE, IMAGE, noscript);

        assertThat(placed).contains("  <noscript><img src=\"https://secure.adnxs.com/seg?add=528336&t=2\" alt=\"\">");
        assertThat(PagePlacer.atEndOfBody().place(placed, IMAGE, noscript)).isEqualTo(placed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- %s -->", "<template>%s</template>", "<textarea>%s</textarea>"})
    void a_tag_that_is_not_live_is_not_there(String inert) {
        String page = PAGE.replace(
                "</main>", inert.formatted(BEACON.render(IMAGE) + IMAGE_TAG.replaceAll("(?m)^<!--.*", "")) + "</main>");

        String placed = PagePlacer.atEndOfBody().place(page, IMAGE, BEACON);

        PlacementLaws.bytesOutsideTheTagAreEqual(page, placed);
        assertThat(placed).isNotEqualTo(page);
        assertThat(PagePlacer.atEndOfBody().place(placed, IMAGE, BEACON)).isEqualTo(placed);
        assertThat(PagePlacer.atEndOfBody().place(page, IMAGE)).contains(IMAGE_TAG.replace("\n", "\n  "));
    }

    @Test
    void the_lines_of_a_long_script_are_indented_like_any_others() {
        HtmlFormat function =
                export -> "<script>\nfunction fire() {\n  new Image().src = \"" + export.url() + "\";\n}\n</script>";
        String page = PAGE.replace("\n", "\r\n");

        String placed = PagePlacer.atEndOfBody().place(page, IMAGE, function);

        assertThat(placed).contains("  <script>\r\n  function fire() {\r\n    new Image().src");
        assertThat(PagePlacer.atEndOfBody().place(placed, IMAGE, function)).isEqualTo(placed);
    }

    @Test
    void the_head_takes_a_script_that_calls_for_an_image() {
        assertThat(PagePlacer.inHead().place(PAGE, IMAGE, BEACON))
                .contains("new Image().src = \"https://secure.adnxs.com/seg?add=528336&t=2\";</script>\n  </head>");
    }

    @Test
    void a_selector_must_be_one_and_find_something_that_is_written() {
        assertThatThrownBy(() -> PagePlacer.after("#"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("css \"#\": must be a CSS selector");
        assertThatThrownBy(() -> PagePlacer.after("#nowhere").place(PAGE, SCRIPT))
                .isInstanceOf(PlacementException.class)
                .hasMessage("after #nowhere: the page has no such element; choose another selector or page");
        assertThatThrownBy(() -> PagePlacer.before("tbody").place("<table><tr><td>a</table>", SCRIPT))
                .isInstanceOf(PlacementException.class)
                .hasMessage("before tbody: the page does not write that element, it is only implied; choose another"
                        + " selector");
        assertThatThrownBy(() -> PagePlacer.before("body").place(PAGE, SCRIPT)).isInstanceOf(PlacementException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_by_name() {
        assertThatThrownBy(() -> PagePlacer.after(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("css");
        assertThatThrownBy(() -> PagePlacer.atEndOfBody().place(null, SCRIPT))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("html");
    }

    @Test
    void a_conversion_pixel_goes_in_and_out_with_its_comments() {
        PixelExport conversion = PixelExport.of("Bought", ConversionCall.of(ConversionId.of(7313)))
                .asImage();
        String page = "<html><body>\n  <p>Thank you</p>\n</body></html>";

        String withTag = PagePlacer.atEndOfBody().place(page, conversion);

        assertThat(withTag).contains("<!-- Conversion Pixel - Bought - DO NOT MODIFY -->");
        assertThat(PagePlacer.atEndOfBody().place(withTag, conversion)).isEqualTo(withTag);
        assertThat(PagePlacer.atEndOfBody().remove(withTag, conversion.call())).isEqualTo(page);
    }

    @Test
    void an_archived_copy_of_the_tag_is_not_the_tag() {
        PixelExport image = PixelExport.of(Segment.of(SegmentId.of(528336), MemberId.of(958), "x"))
                .asImage();
        String page = "<body><img src=\"https://web.archive.org/web/2015/" + image.url() + "\"></body>";

        assertThat(PagePlacer.atEndOfBody().place(page, image)).contains("<!-- Segment Pixel - x");
    }
}
