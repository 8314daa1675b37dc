package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTotalsTest {
    private static final MemberId MEMBER = MemberId.of(958);
    private static final Segment CART =
            Segment.of(SegmentId.of(528336), MEMBER, "Shop - in cart").withCode(SegmentCode.of("shop_cart"));
    private static final Segment HOME = Segment.of(SegmentId.of(528335), MEMBER, "Shop - home");
    private static final Segment LONELY = Segment.of(SegmentId.of(9), MEMBER, "Lonely");
    private static final PageContext KNOWING = PageContext.https().knowing(List.of(CART, HOME, LONELY));

    private static PlacedPixel pixel(String query, Fires fires, String name) {
        String address = "https://secure.adnxs.com/" + query;
        return new PlacedPixel(
                "img",
                fires,
                address,
                PixelCall.parse(address).orElseThrow(),
                Optional.of(name).filter(text -> !text.isEmpty()),
                SourceRegion.START);
    }

    private static AuditedPage page(PlacedPixel... pixels) {
        return new AuditedPage("page", List.of(pixels), List.of());
    }

    private static SegmentTotal total(SegmentId id, String name, long pages, long pixels) {
        return new SegmentTotal(id, Optional.empty(), Optional.of(name), pages, pixels);
    }

    @Test
    void a_segment_is_one_by_its_id_and_its_code_and_counts_once_a_page() {
        AuditSummary summary = AuditSummary.of(
                List.of(
                        page(
                                pixel("seg?add=528336&t=2", Fires.ON_LOAD, "Old name"),
                                pixel("seg?member=958&add_code=shop_cart&t=2", Fires.WITHOUT_SCRIPTS, ""),
                                pixel("seg?add=528336&t=2", Fires.NEVER, "")),
                        page(pixel("seg?remove=528336&add=528335&t=2", Fires.PERHAPS, "")),
                        page(pixel("seg?add=9&t=2", Fires.ON_DEMAND, ""))),
                KNOWING);

        assertThat(summary.pages()).isEqualTo(3);
        assertThat(summary.pixels()).isEqualTo(5);
        assertThat(summary.segments())
                .containsExactly(
                        total(LONELY.id(), "Lonely", 0, 1),
                        total(HOME.id(), "Shop - home", 1, 1),
                        total(CART.id(), "Shop - in cart", 2, 4));
        assertThat(summary.segmentsWithoutPages()).containsExactly(LONELY);
        assertThat(summary.stepsWithoutPages()).isEmpty();
        assertThat(summary.isComplete()).isTrue();
    }

    @Test
    void an_unknown_segment_is_called_as_the_comment_of_its_own_pixel_says() {
        AuditSummary summary = AuditSummary.of(
                List.of(page(
                        pixel("seg?add=1,2&t=2", Fires.ON_LOAD, "Both"),
                        pixel("seg?add=1&t=2", Fires.ON_LOAD, "One"),
                        pixel("seg?member=7&add_code=b&t=2", Fires.ON_LOAD, ""),
                        pixel("seg?member=5&add_code=b&t=2", Fires.ON_LOAD, ""),
                        pixel("seg?member=7&add_code=B&t=2", Fires.ON_LOAD, ""))),
                PageContext.https());

        assertThat(summary.segments())
                .extracting(total -> total.segment() + " "
                        + total.member().map(MemberId::value).orElse(0) + " "
                        + total.name().orElse("-"))
                .containsExactly("1 0 One", "2 0 -", "B 7 -", "b 5 -", "b 7 -");
        assertThat(summary.segmentsWithoutPages()).isEmpty();
    }

    @Test
    void findings_are_counted_but_for_those_left_out() {
        Finding unreadable = Finding.ofPage(FindingCode.UNREADABLE, "x");
        Finding twice = Finding.ofPage(FindingCode.DUPLICATE, "x");
        AuditedPage page = new AuditedPage("page", List.of(), List.of(twice, unreadable, twice));

        assertThat(AuditSummary.of(List.of(page, page), PageContext.https()).findings())
                .containsExactly(Map.entry(FindingCode.DUPLICATE, 4L), Map.entry(FindingCode.UNREADABLE, 2L));
        assertThat(AuditSummary.of(List.of(page), PageContext.https().leavingOut(FindingCode.DUPLICATE))
                        .findings())
                .containsExactly(Map.entry(FindingCode.UNREADABLE, 1L));
    }

    private static List<Finding> missing(PageContext context, PixelExport export, PlacedPixel... placed) {
        Funnel funnel = Funnel.named("x").step(export, PageRule.path("**")).step(export, PageRule.path("page"));
        BitSet held = new BitSet();
        held.set(0, 2);
        return new FunnelCheck(context, Optional.of(funnel)).missing(held, List.of(placed));
    }

    @Test
    void a_step_is_served_by_an_active_pixel_that_names_its_segments_in_whatever_way() {
        PixelExport cart = PixelExport.of(CART);
        PixelExport byId = PixelExport.of("Cart", SegmentCall.adding(CART.id()));
        PlacedPixel byCode = pixel("seg?member=958&add_code=shop_cart&t=1", Fires.ON_LOAD, "");

        assertThat(missing(PageContext.https(), cart, pixel("seg?add=5,528336:7&t=2", Fires.ON_LOAD, "")))
                .isEmpty();
        assertThat(missing(PageContext.https(), cart, byCode)).isEmpty();
        assertThat(missing(KNOWING, byId, byCode)).isEmpty();
        assertThat(missing(PageContext.https(), byId, byCode)).hasSize(1);
        assertThat(missing(KNOWING, cart, pixel("seg?member=958&add_code=SHOP_CART&t=1", Fires.ON_LOAD, "")))
                .hasSize(1);
        assertThat(missing(KNOWING, cart, pixel("seg?add=528336&t=2", Fires.NEVER, "")))
                .hasSize(1);
        assertThat(missing(KNOWING, cart, pixel("seg?remove=528336&t=2", Fires.ON_LOAD, "")))
                .hasSize(1);
        assertThat(missing(KNOWING, cart)).hasSize(1);
    }

    @Test
    void a_step_of_two_segments_may_be_served_by_two_pixels() {
        PixelExport both = PixelExport.of(CART, HOME);

        assertThat(missing(
                        KNOWING,
                        both,
                        pixel("seg?add=528336&t=2", Fires.ON_LOAD, ""),
                        pixel("seg?add=528335&t=2", Fires.ON_LOAD, "")))
                .isEmpty();
        assertThat(missing(KNOWING, both, pixel("seg?add=528336&t=2", Fires.ON_LOAD, "")))
                .hasSize(1);
    }

    @Test
    void what_adds_nothing_is_known_by_its_conversion_or_by_what_it_takes_out() {
        PixelExport conversion = PixelExport.of("Bought", ConversionCall.of(ConversionId.of(42)));
        PixelExport out = PixelExport.of("Out", SegmentCall.removing(CART.id()));

        assertThat(missing(KNOWING, conversion, pixel("px?id=42&t=2", Fires.ON_LOAD, "")))
                .isEmpty();
        assertThat(missing(KNOWING, conversion, pixel("px?id=43&t=2", Fires.ON_LOAD, "")))
                .hasSize(1);
        assertThat(missing(KNOWING, out, pixel("seg?remove=528336&t=2", Fires.ON_LOAD, "")))
                .isEmpty();
        assertThat(missing(KNOWING, out, pixel("seg?add=528336&t=2", Fires.ON_LOAD, "")))
                .hasSize(1);
    }
}
