package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page is, and what cannot run on it. */
class PageContextTest {
    private static final PixelExport SCRIPT = PixelExport.of(Segment.of(SegmentId.of(5), MemberId.of(958), "test"));
    private static final String PAGE = "<html><head></head><body>\n<p>a</p>\n</body></html>";
    private static final PagePlacer PLACER = PagePlacer.atEndOfBody();

    @Test
    void a_non_secure_pixel_must_not_stand_on_an_https_page() {
        PagePlacer secure = PLACER.on(PageContext.https());

        assertThatThrownBy(() -> secure.place(PAGE, SCRIPT.nonSecure()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("at the end of the body: a non-secure pixel must not stand on an https page; export it"
                        + " without nonSecure()");
        assertThat(secure.place(PAGE, SCRIPT)).contains(SCRIPT.url());
        assertThat(PLACER.place(PAGE, SCRIPT.nonSecure())).contains("http://ib.adnxs.com");
    }

    @Test
    void nor_one_that_only_the_format_makes_so() {
        HtmlFormat plain = export -> "<img src=\"" + export.nonSecure().url() + "\">";

        assertThatThrownBy(() -> PLACER.on(PageContext.https()).place(PAGE, SCRIPT, plain))
                .hasMessageContaining("must not stand on an https page");
    }

    @Test
    void a_secure_pixel_must_not_stand_on_an_http_page() {
        PagePlacer nonSecure = PLACER.on(PageContext.http());

        assertThatThrownBy(() -> nonSecure.place(PAGE, SCRIPT))
                .isInstanceOf(PlacementException.class)
                .hasMessage("at the end of the body: a secure pixel must not stand on an http page; export it by"
                        + " nonSecure()");
        assertThat(nonSecure.place(PAGE, SCRIPT.nonSecure())).contains("http://ib.adnxs.com");
    }

    @Test
    void what_stands_there_can_be_taken_out_in_any_context() {
        String page = PLACER.place(PAGE, SCRIPT.nonSecure());

        assertThat(PLACER.on(PageContext.https()).remove(page, SCRIPT.call())).isEqualTo(PAGE);
        assertThat(PLACER.on(PageContext.https()).replace(page, SCRIPT)).isEqualTo(PLACER.place(PAGE, SCRIPT));
    }

    @Test
    void what_browsers_block_on_an_https_page_makes_no_call() {
        PagePlacer secure = PLACER.on(PageContext.https());
        String blocked = PLACER.place(PAGE, SCRIPT.nonSecure());
        String image = PLACER.place(PAGE, SCRIPT.asImage().nonSecure());

        String placed = secure.place(blocked, SCRIPT);

        assertThat(placed).contains(SCRIPT.nonSecure().url(), SCRIPT.url());
        assertThat(secure.place(placed, SCRIPT)).isEqualTo(placed);
        assertThat(PLACER.place(blocked, SCRIPT)).isEqualTo(blocked);
        assertThat(secure.place(image, SCRIPT.asImage())).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amp", "AMP", "\u26a1", "\u26a1\ufe0f", "amp4ads", "\u26a14ads"})
    void an_amp_page_takes_nothing_but_amp_elements(String mark) {
        String page = PAGE.replace("<html>", "<html " + mark + " lang=en>");

        assertThatThrownBy(() -> PLACER.place(page, SCRIPT))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "at the end of the body: the page is an AMP page, which runs nothing but AMP's own elements;"
                                + " use ExportFormats.amp()");
        assertThatThrownBy(() -> PLACER.place(page, SCRIPT.asImage(), ExportFormats.noscript()))
                .hasMessageContaining("AMP page");
        assertThat(PLACER.place(page, SCRIPT.asImage(), ExportFormats.amp())).contains("<amp-pixel src=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "class=amp", "data-amp", "amphibian"})
    void other_pages_are_none(String attribute) {
        assertThatCode(() -> PLACER.place(PAGE.replace("<html>", "<html " + attribute + ">"), SCRIPT))
                .doesNotThrowAnyException();
    }

    @Test
    void an_amp_e_mail_takes_no_pixels() {
        assertThatThrownBy(() -> PLACER.place(
                        PAGE.replace("<html>", "<html \u26a14email>"), SCRIPT.asImage(), ExportFormats.amp()))
                .hasMessage("at the end of the body: the page is an AMP e-mail, which takes no pixels");
    }

    @Test
    void an_empty_page_is_told_to_write_its_body() {
        assertThatThrownBy(() -> PLACER.place("<!doctype html>", SCRIPT.asImage(), ExportFormats.noscript()))
                .hasMessage(
                        "at the end of the body: the page has no body yet, and the tag cannot stand in its head; write <body>");
    }

    @Test
    void an_amp_pixel_goes_to_pages_that_may_run_it() {
        PixelExport image = SCRIPT.asImage();

        assertThatThrownBy(() -> PLACER.place(PAGE, image, ExportFormats.amp()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("at the end of the body: the page is no AMP page, so nothing would run <amp-pixel>; use"
                        + " ExportFormats.htmlTag()");
        String runtime = PAGE.replace("</head>", "<script async src=https://cdn.ampproject.org/v0.js></script></head>");
        assertThat(PLACER.place(runtime, image, ExportFormats.amp())).contains("<amp-pixel src=");
        assertThat(PLACER.place("<p>part of a page</p>", image, ExportFormats.amp()))
                .contains("<amp-pixel src=");
    }

    @Test
    void a_page_that_only_speaks_of_amp_is_none() {
        String page = PAGE.replace("</head>", "<!-- <script src=https://cdn.ampproject.org/v0.js> --></head>");

        assertThatThrownBy(() -> PLACER.place(page, SCRIPT.asImage(), ExportFormats.amp()))
                .hasMessageContaining("the page is no AMP page");
    }

    @Test
    void a_page_with_a_document_type_is_no_part_of_one() {
        assertThatThrownBy(() -> PLACER.place("<!doctype html><p>a</p>", SCRIPT.asImage(), ExportFormats.amp()))
                .hasMessageContaining("the page is no AMP page");
    }

    @Test
    void an_amp_pixel_on_another_page_makes_no_call() {
        String dead = PAGE.replace("</body>", ExportFormats.amp().render(SCRIPT.asImage()) + "</body>");

        assertThat(PLACER.place(dead, SCRIPT.asImage())).contains("<img src=");
        assertThat(PLACER.removeAll(dead)).isEqualTo(dead);
    }

    @Test
    void what_would_end_the_head_is_named() {
        assertThatThrownBy(() -> PagePlacer.inHead()
                        .place(PAGE.replace("<html>", "<html amp>"), SCRIPT.asImage(), ExportFormats.amp()))
                .hasMessage("in the head: <amp-pixel> would end the head; place it in the body");
        assertThatThrownBy(() -> PagePlacer.inHead().place(PAGE, SCRIPT.asImage(), ExportFormats.noscript()))
                .hasMessageStartingWith("in the head: an image would end the head");
    }

    @Test
    void an_element_that_is_not_live_is_refused_with_what_keeps_it() {
        PagePlacer beside = PagePlacer.after("#x");

        assertThatThrownBy(() -> beside.place("<template><p id=x>a</p></template>", SCRIPT))
                .hasMessage("after #x: that element is no live part of the page, as it stands in <template>; choose"
                        + " another selector");
        assertThatThrownBy(() -> beside.place("<!-- <p id=x>a</p> --><p>b</p>", SCRIPT))
                .hasMessage("after #x: that element stands in a comment only; choose another selector, or take it out"
                        + " of the comment");
        assertThat(beside.place("<body><template><p id=x>a</p></template><p id=x>b</p></body>", SCRIPT))
                .startsWith("<body><template><p id=x>a</p></template><p id=x>b</p><!-- Segment Pixel");
    }

    @Test
    void a_policy_is_a_headers_value_without_its_name() {
        for (String wrong : List.of("Content-Security-Policy: img-src *", "img-src *, content-security-policy: a")) {
            assertThatThrownBy(() -> PageContext.https().withContentSecurityPolicy(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("policy: must be the value of the header");
        }
    }

    @Test
    void it_says_what_it_is() {
        assertThat(PageContext.https().withCharset(StandardCharsets.UTF_8)).hasToString("PageContext[https, UTF-8]");
        assertThatThrownBy(() -> PageContext.http().servedAlsoFrom("no host"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no host");
    }
}
