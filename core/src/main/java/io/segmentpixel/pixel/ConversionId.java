package io.segmentpixel.pixel;

/**
 * The number of a conversion pixel, greater than 0.
 *
 * <pre>{@code
 * ConversionId id = ConversionId.of(7313);
 * id.toString(); // 7313
 * }</pre>
 *
 * @param value the number, 1 to 2,147,483,647
 */
public record ConversionId(int value) {
    /**
     * Checks the number.
     *
     * @param value the number, 1 to 2,147,483,647
     * @throws IllegalArgumentException if the value is less than 1
     */
    public ConversionId {
        Check.require(value > 0, "conversion id", Integer.toString(value), "must be greater than 0");
    }

    /**
     * The conversion id of this number.
     *
     * @param value 1 to 2,147,483,647
     * @return the conversion id
     * @throws IllegalArgumentException if the value is less than 1
     */
    public static ConversionId of(int value) {
        return new ConversionId(value);
    }

    /** The number alone, as it stands in a call. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
