package io.segmentpixel.examples;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentService;

/**
 * The pixel of a shop's cart, as an application of yours may serve it: it makes sure that the segment is there, and gives its tag.
 *
 * <p>It knows {@link SegmentService} alone, so that a test can hand in whichever it likes.
 */
public final class CartPixel {
    private static final SegmentCode CODE = SegmentCode.of("shop_cart");

    private final SegmentService segments;

    /**
     * Works with these segments.
     *
     * @param segments the service
     */
    public CartPixel(SegmentService segments) {
        this.segments = segments;
    }

    /**
     * The tag of the cart's segment, which is created if it is not there.
     *
     * @return the tag, as the console exports it
     */
    public String tag() {
        Segment cart = segments.find(CODE)
                .orElseGet(
                        () -> segments.create(NewSegment.named("Shop - in cart").withCode(CODE.value())));
        return ExportFormats.htmlTag().render(PixelExport.of(cart));
    }
}
