package io.segmentpixel.segment;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an update does to the piggyback pixels of a segment: puts others in their place, or appends to them.
 *
 * <pre>{@code
 * SegmentUpdate.of(id).appendPiggyback(PiggybackPixel.javaScript("https://partner.example/sync.js"))
 *         .piggyback(); // Optional[appended [script https://partner.example/sync.js]]
 * }</pre>
 *
 * @param pixels what is put or appended; empty only where all are taken away
 * @param appended true if the pixels that are there stay
 */
public record PiggybackChange(List<PiggybackPixel> pixels, boolean appended) {
    /**
     * Checks and copies the pixels.
     *
     * @param pixels what is put or appended; empty only where all are taken away
     * @param appended true if the pixels that are there stay
     * @throws IllegalArgumentException if images and scripts are mixed, there is more than one image, or nothing is appended
     */
    public PiggybackChange {
        pixels = List.copyOf(pixels);
        PiggybackPixel.commonType(pixels);
        Check.require(!appended || !pixels.isEmpty(), "appended piggyback pixels", "[]", "must hold at least 1 pixel");
    }

    PiggybackChange followedBy(List<PiggybackPixel> more) {
        return new PiggybackChange(joined(pixels, more), appended);
    }

    /** The pixels of a segment after this change. */
    List<PiggybackPixel> appliedTo(List<PiggybackPixel> present) {
        return appended ? joined(present, pixels) : pixels;
    }

    private static List<PiggybackPixel> joined(List<PiggybackPixel> some, List<PiggybackPixel> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Whether pixels are appended or put in the place of others, and which. */
    @Override
    public String toString() {
        return (appended ? "appended " : "replaced by ") + pixels;
    }
}
