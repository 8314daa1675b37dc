package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pixel's tag is brought up to date, whatever it was before. */
class ReplaceTest {
    private static final Segment CART =
            Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart").withCode(SegmentCode.of("shop_cart"));
    private static final Segment HOME = Segment.of(SegmentId.of(5), MemberId.of(958), "Shop - home");
    private static final PixelExport NOW = PixelExport.of(CART).withValue(7).asImage();
    private static final String PAGE = "<html>\n<head>\n</head>\n<body>\n  <p>Your cart</p>\n</body>\n</html>\n";
    private static final PagePlacer PLACER = PagePlacer.atEndOfBody();
    private static final String UP_TO_DATE = PLACER.place(PAGE, NOW);

    private record Older(PixelExport export, HtmlFormat format) {
        @Override
        public String toString() {
            return format + " " + export.url();
        }
    }

    static Stream<Older> older() {
        PixelExport image = PixelExport.of(CART).asImage();
        HtmlFormat tag = ExportFormats.htmlTag();
        return Stream.of(
                new Older(PixelExport.of(CART), tag),
                new Older(image, tag),
                new Older(PixelExport.of(CART.withShortName("Another name")), tag),
                new Older(image.usingCodes(), tag),
                new Older(image.withValue(8), tag),
                new Older(image.removing(HOME.id()), tag),
                new Older(image, export -> "<iframe src='" + export.url() + "'></iframe>"),
                new Older(image, export -> "<script>new Image().src = '" + export.url() + "'</script>"),
                new Older(image.addingAlso(HOME.id()), tag),
                new Older(image.withOther("x"), tag),
                new Older(image.nonSecure(), tag),
                new Older(image.withHost(PixelHost.IB), tag),
                new Older(image.redirectingTo("https://other.example/?a=b&c=d"), tag),
                new Older(image.withPrivacy(Privacy.none().withConsent(true)), tag),
                new Older(PixelExport.of(CART), ExportFormats.htmlTag().async().withNonce("abc")),
                new Older(image, ExportFormats.htmlTag().withCacheBuster("[random]")),
                new Older(image, ExportFormats.beacon()),
                new Older(image, ExportFormats.beacon().withCacheBuster().withNonce("abc")),
                new Older(image, ExportFormats.noscript()),
                new Older(PixelExport.of(CART), ExportFormats.consentGated(WhenNoConsentPlatform.FIRE)),
                new Older(
                        image.withPrivacy(Privacy.none().withUsPrivacy("1---")),
                        ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT)
                                .withCacheBuster()));
    }

    @ParameterizedTest
    @MethodSource("older")
    void whatever_the_tag_was_before(Older older) {
        String before = PLACER.place(PAGE, older.export(), older.format());

        assertThat(before).isNotEqualTo(PAGE);
        assertThat(PLACER.replace(before, NOW)).isEqualTo(UP_TO_DATE);
        assertThat(PLACER.replace(PLACER.replace(before, NOW), NOW)).isEqualTo(UP_TO_DATE);
    }

    @ParameterizedTest
    @MethodSource("older")
    void and_back_again(Older older) {
        assertThat(PLACER.replace(UP_TO_DATE, older.export(), older.format()))
                .isEqualTo(PLACER.place(PAGE, older.export(), older.format()));
    }

    @Test
    void a_page_without_the_tag_gets_it() {
        assertThat(PLACER.replace(PAGE, NOW)).isEqualTo(UP_TO_DATE);
    }

    @Test
    void a_tag_that_is_up_to_date_stays_where_it_is() {
        String atStart = PagePlacer.atStartOfBody().place(PAGE, NOW);

        assertThat(PLACER.replace(atStart, NOW)).isEqualTo(atStart);
    }

    @Test
    void an_older_one_goes_where_the_placer_places_tags() {
        String atStart = PagePlacer.atStartOfBody().place(PAGE, PixelExport.of(CART));

        assertThat(PLACER.replace(atStart, NOW)).isEqualTo(UP_TO_DATE);
    }

    @Test
    void several_become_one() {
        String tag = ExportFormats.htmlTag().render(NOW);
        String old = ExportFormats.htmlTag().render(PixelExport.of(CART));
        String twice =
                PAGE.replace("</p>\n", "</p>\n  " + tag + "\n  " + tag + "\n").replace("<body>", "<body>" + old);

        assertThat(PLACER.replace(twice, NOW)).containsOnlyOnce("/seg?").containsOnlyOnce(NOW.url());
    }

    @Test
    void tags_of_other_segments_are_left_alone() {
        String both = PLACER.place(PAGE, PixelExport.of(HOME));

        assertThat(PLACER.replace(both, NOW)).isEqualTo(PLACER.place(both, NOW));
    }

    @Test
    void a_tag_that_adds_more_is_not_replaced_so_that_no_segment_is_lost() {
        String page = PLACER.place(PAGE, PixelExport.of(CART, HOME));

        assertThat(PLACER.replace(page, NOW)).isEqualTo(PLACER.place(page, NOW));
        assertThat(PLACER.replace(page, PixelExport.of(HOME, CART).asImage()))
                .isEqualTo(PLACER.place(PAGE, PixelExport.of(HOME, CART).asImage()));
    }

    @Test
    void a_noscript_beside_a_script_is_a_tag_of_its_own() {
        HtmlFormat noscript = ExportFormats.noscript();
        String both = PLACER.place(PLACER.place(PAGE, PixelExport.of(CART)), NOW, noscript);

        assertThat(both).contains("<script src").contains("<noscript><img");
        assertThat(PLACER.place(both, NOW, noscript)).isEqualTo(both);
        assertThat(PLACER.replace(both, PixelExport.of(CART).withValue(9)))
                .contains("<noscript><img")
                .contains("528336:9");
        assertThat(PLACER.removeAll(both)).isEqualTo(PAGE);
    }

    @Test
    void a_format_of_two_elements_is_one_tag() {
        HtmlFormat both = export -> ExportFormats.htmlTag().render(export) + "\n"
                + ExportFormats.noscript().render(export.asImage());
        PixelExport script = PixelExport.of(CART);
        String page = PLACER.place(PAGE, script, both);

        assertThat(page).contains("<script src").contains("<noscript><img");
        assertThat(PLACER.replace(page, script, both)).isEqualTo(page);
        assertThat(PLACER.replace(page, script.withValue(3), both))
                .isEqualTo(PLACER.place(PAGE, script.withValue(3), both));
        assertThat(PLACER.remove(page, script.call())).isEqualTo(PAGE);
        String line = "<html><body><p>a</p></body></html>";
        assertThat(PLACER.remove(PLACER.place(line, script, both), script.call()))
                .isEqualTo(line);
    }

    @Test
    void a_script_of_the_callers_own_format_is_brought_up_to_date() {
        HtmlFormat function =
                export -> "<script>\n" + ExportFormats.beaconFunction("inCart").render(export) + "\n</script>";
        String page = PLACER.place(PAGE, NOW, function);

        assertThat(PLACER.place(page, NOW, function)).isEqualTo(page);
        assertThat(PLACER.replace(page, NOW.withValue(9), function))
                .isEqualTo(PLACER.place(PAGE, NOW.withValue(9), function));
        assertThat(PLACER.remove(page, NOW, function)).isEqualTo(PAGE);
    }

    @Test
    void a_script_that_does_more_than_call_stays() {
        String page = PAGE.replace("</body>", "<script>go(); new Image().src = \"" + NOW.url() + "\";</script></body>");

        assertThat(PLACER.replace(page, NOW)).contains("go(); new Image()").contains("DO NOT MODIFY");
        assertThat(PLACER.removeAll(page)).isEqualTo(page);
    }

    @Test
    void a_conversion_is_known_by_its_id() {
        ConversionCall bought = ConversionCall.of(ConversionId.of(7313));
        String page = PLACER.place(PAGE, PixelExport.of("Bought", bought.withRevenue(new BigDecimal("9.90"))));
        PixelExport now = PixelExport.of("Bought", bought.adding(CART.id())).asImage();

        assertThat(PLACER.replace(page, now)).isEqualTo(PLACER.place(PAGE, now));
        PixelExport other = PixelExport.of("Other", ConversionCall.of(ConversionId.of(7314)));
        assertThat(PLACER.replace(page, other)).isEqualTo(PLACER.place(page, other));
    }

    @Test
    void what_an_older_tag_says_beside_our_segments_is_not_lost() {
        ConversionCall bought = ConversionCall.of(ConversionId.of(7313));
        List<PixelExport> richer = List.of(
                PixelExport.of("Bought, and in the cart", bought.adding(CART.id())),
                PixelExport.of("Bought, and home no more", bought.removing(HOME.id())));
        PixelExport plain = PixelExport.of("Bought", bought);
        richer.forEach(older -> assertThat(PLACER.replace(PLACER.place(PAGE, older), plain))
                .isEqualTo(PLACER.place(PLACER.place(PAGE, older), plain)));

        PixelExport removing =
                PixelExport.of("In cart, home no more", NOW.removing(HOME.id()).call());
        assertThat(PLACER.replace(PLACER.place(PAGE, removing), NOW))
                .isEqualTo(PLACER.place(PLACER.place(PAGE, removing), NOW));
        assertThat(PLACER.replace(PLACER.place(PAGE, NOW.removing(HOME.id())), NOW))
                .as("under its own name")
                .isEqualTo(UP_TO_DATE);
    }

    @Test
    void several_at_once_are_placed_in_their_order_and_each_once() {
        PixelExport home = PixelExport.of(HOME);
        List<PixelExport> all = List.of(home, NOW, home);

        String placed = PLACER.place(PAGE, all, ExportFormats.htmlTag());

        assertThat(placed).isEqualTo(PLACER.place(PLACER.place(PAGE, home), NOW));
        assertThat(PLACER.place(placed, all, ExportFormats.htmlTag())).isEqualTo(placed);
        assertThat(PLACER.replace(PLACER.place(PAGE, PixelExport.of(CART)), all, ExportFormats.htmlTag()))
                .isEqualTo(placed);
        assertThat(PagePlacer.atStartOfBody().place(PAGE, all, ExportFormats.htmlTag()))
                .containsSubsequence("add=5&", "add=528336");
        assertThat(PLACER.removeAll(placed)).isEqualTo(PAGE);
    }

    @Test
    void of_two_names_for_one_call_the_first_counts() {
        List<PixelExport> both =
                List.of(NOW, PixelExport.of("Another name", NOW.call()).asImage());

        assertThat(PLACER.replace(PAGE, both, ExportFormats.htmlTag())).isEqualTo(UP_TO_DATE);
        assertThat(PLACER.replace(UP_TO_DATE, both, ExportFormats.htmlTag())).isEqualTo(UP_TO_DATE);
    }

    @Test
    void a_reseller_s_host_is_known_from_the_export_or_the_context() {
        PixelExport reseller = NOW.withHost(PixelHost.of("pixel.reseller.example"));
        String page = PLACER.place(PAGE, reseller);

        assertThat(PLACER.place(page, reseller)).isEqualTo(page);
        assertThat(PLACER.replace(page, reseller.withValue(8))).containsOnlyOnce("/seg?");
        assertThat(PLACER.remove(page, NOW.call())).isEqualTo(page);
        assertThat(PLACER.on(PageContext.https().servedAlsoFrom("pixel.reseller.example"))
                        .remove(page, NOW.call()))
                .isEqualTo(PAGE);
    }

    @Test
    void tags_that_make_no_sense_go_with_all_others() {
        String page = PAGE.replace("</body>", "<img src=\"//ib.adnxs.com/seg?add=${x}&t=2\">\n</body>");

        assertThat(PLACER.removeAll(page)).isEqualTo(PAGE);
    }
}
