package io.segmentpixel.segment;

/**
 * What a pixel is on a page: an image or a script.
 *
 * <pre>{@code
 * PixelType.IMAGE.parameterValue(); // "2", as in t=2
 * }</pre>
 *
 * <p>A JavaScript pixel can carry several piggybacks, an image pixel one. Platform documentation: <em>Segment Pixels
 * Advanced</em>.
 */
public enum PixelType {
    /** A 1x1 image; in a call {@code t=2}. */
    IMAGE("2"),
    /** A script; in a call {@code t=1}. */
    JAVASCRIPT("1");

    private final String parameterValue;

    PixelType(String parameterValue) {
        this.parameterValue = parameterValue;
    }

    /**
     * What parameter {@code t} of a call says for this type.
     *
     * @return {@code 1} or {@code 2}
     */
    public String parameterValue() {
        return parameterValue;
    }
}
