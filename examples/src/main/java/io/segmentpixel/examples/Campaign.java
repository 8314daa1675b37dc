package io.segmentpixel.examples;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentService;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One segment of the quick start: what it is, as what it is exported, and where its tag goes.
 *
 * @param use what it serves, retargeting or brand awareness
 * @param segment what is to stand at the backend; its code says whether it does already
 * @param options how its pixel is exported
 * @param place where on a page the tag goes
 * @param pages the pages that carry it
 */
public record Campaign(
        String use, NewSegment segment, UnaryOperator<PixelExport> options, PagePlacer place, List<String> pages) {
    public static final String RETARGETING = "retargeting";
    public static final String BRAND_AWARENESS = "brand awareness";

    /** Who came to the shop, who had something in the cart, who bought: each step of the funnel its own segment. */
    public static final List<Campaign> SHOP = List.of(
            new Campaign(
                    RETARGETING,
                    NewSegment.named("Aldermoor - visited")
                            .withCode("aldermoor_visited")
                            .keptFor(Duration.ofDays(30)),
                    PixelExport::asJavaScript,
                    PagePlacer.atEndOfBody(),
                    List.of("shop/index.html", "shop/product.html")),
            new Campaign(
                    RETARGETING,
                    NewSegment.named("Aldermoor - in cart")
                            .withCode("aldermoor_cart")
                            .keptFor(Duration.ofDays(14)),
                    PixelExport::asJavaScript,
                    PagePlacer.after("#checkout"),
                    List.of("shop/cart.html")),
            new Campaign(
                    RETARGETING,
                    NewSegment.named("Aldermoor - bought").withCode("aldermoor_bought"),
                    PixelExport::asImage,
                    PagePlacer.after("#order-number"),
                    List.of("shop/thank-you.html")));

    /** Who reads about luxury cars. */
    public static final Campaign MAGAZINE = new Campaign(
            BRAND_AWARENESS,
            NewSegment.named("Luxury car enthusiasts").withCode("luxury_cars").keptFor(Duration.ofDays(90)),
            PixelExport::asImage,
            PagePlacer.atEndOfBody(),
            List.of("magazine/luxury-cars.html"));

    /** The segment as it stands: the one that has the code, or else a new one. */
    public Segment standing(SegmentService segments) {
        return segment.code().flatMap(segments::find).orElseGet(() -> segments.create(segment));
    }

    /** The pixel of the segment, exported as this campaign wants it. */
    public PixelExport exported(Segment standing) {
        return options.apply(PixelExport.of(standing));
    }
}
