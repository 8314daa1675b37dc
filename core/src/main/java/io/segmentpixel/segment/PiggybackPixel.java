package io.segmentpixel.segment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A pixel of somebody else that fires along with a segment pixel.
 *
 * <pre>{@code
 * PiggybackPixel sync = PiggybackPixel.image("https://partner.example/pixel.gif?uid=${UID}");
 * }</pre>
 *
 * <p>An image pixel piggybacks one image, a JavaScript pixel any number of scripts; the two kinds never mix. Platform
 * documentation: <em>Segment Service</em>, field {@code piggyback_pixels}, and <em>Create a Segment Pixel</em>.
 *
 * @param url the address of the pixel
 * @param type image or script
 */
public record PiggybackPixel(WebUrl url, PixelType type) {
    /**
     * Takes the two parts.
     *
     * @param url the address of the pixel
     * @param type image or script
     */
    public PiggybackPixel {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(type, "type");
    }

    /**
     * A piggyback that is an image.
     *
     * @param url an absolute http or https address
     * @return the piggyback
     * @throws IllegalArgumentException if the address breaks a rule of {@link WebUrl}
     */
    public static PiggybackPixel image(String url) {
        return new PiggybackPixel(new WebUrl(url), PixelType.IMAGE);
    }

    /**
     * A piggyback that is a script.
     *
     * @param url an absolute http or https address
     * @return the piggyback
     * @throws IllegalArgumentException if the address breaks a rule of {@link WebUrl}
     */
    public static PiggybackPixel javaScript(String url) {
        return new PiggybackPixel(new WebUrl(url), PixelType.JAVASCRIPT);
    }

    /**
     * The type that a segment pixel must have to carry these piggybacks.
     *
     * <pre>{@code
     * PiggybackPixel.commonType(List.of(PiggybackPixel.image("https://a.example/p.gif"))); // Optional[IMAGE]
     * }</pre>
     *
     * @param pixels the piggybacks of one call
     * @return their type, empty if there are none
     * @throws IllegalArgumentException if images and scripts are mixed, or there is more than one image
     */
    public static Optional<PixelType> commonType(List<PiggybackPixel> pixels) {
        long images =
                pixels.stream().filter(pixel -> pixel.type() == PixelType.IMAGE).count();
        Check.require(
                images == 0 || images == pixels.size(),
                "piggyback pixels",
                pixels.toString(),
                "must be all images or all scripts: an image pixel carries images only, a JavaScript pixel scripts only");
        Check.require(
                images <= 1,
                "piggyback pixels",
                pixels.toString(),
                "must hold at most 1 image: an image can redirect once only");
        return pixels.stream().findFirst().map(PiggybackPixel::type);
    }

    /** Type and address, as in {@code image https://partner.example/pixel.gif}. */
    @Override
    public String toString() {
        return (type == PixelType.IMAGE ? "image " : "script ") + url;
    }
}
