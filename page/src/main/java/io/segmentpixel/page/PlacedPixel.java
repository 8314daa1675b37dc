package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A pixel that stands on a page, active or not.
 *
 * <pre>{@code
 * for (PlacedPixel pixel : PageAudit.of(page).placed()) {
 *     System.out.println(pixel); // 57:1 img on load add=528336 "Shop - in cart"
 * }
 * }</pre>
 *
 * @param element the name of the element that makes the call, or holds its address; {@code comment} where none does, and
 *     {@code server} where a server runs what holds it
 * @param fires when it makes its call
 * @param address the address of the call, as browsers or scripts read it, without what HTML escapes
 * @param parsed the call, or its raw parameters
 * @param name what the comment in front of it calls it
 * @param region where the element's start tag stands, or the address where it is a text
 */
public record PlacedPixel(
        String element, Fires fires, String address, ParsedCall parsed, Optional<String> name, SourceRegion region) {
    /**
     * A pixel.
     *
     * @param element the name of the element that makes the call
     * @param fires when it makes its call
     * @param address the address of the call
     * @param parsed the call, or its raw parameters
     * @param name what the comment in front of it calls it
     * @param region where it stands
     */
    public PlacedPixel {
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(fires, "fires");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(parsed, "parsed");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(region, "region");
    }

    /**
     * What it asks of the platform.
     *
     * @return empty if no call can be made of the parameters; they are in {@link #parsed}
     */
    public Optional<PixelCall> call() {
        return parsed.call();
    }

    /** In one line, as in {@code 57:1 img on load add=528336 "Shop - in cart"}. */
    @Override
    public String toString() {
        return region + " " + element + " "
                + fires.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                + OneLine.of(call().map(PixelCall::query).orElse(address))
                + name.map(said -> " " + OneLine.quoted(said)).orElse("");
    }
}
