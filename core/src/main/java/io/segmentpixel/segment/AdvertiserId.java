package io.segmentpixel.segment;

/**
 * The number of an advertiser of a member, greater than 0.
 *
 * <pre>{@code
 * AdvertiserId id = AdvertiserId.of(31415);
 * id.toString(); // 31415
 * }</pre>
 *
 * @param value the number, 1 to 2,147,483,647
 */
public record AdvertiserId(int value) {
    /**
     * Checks the number.
     *
     * @param value the number, 1 to 2,147,483,647
     * @throws IllegalArgumentException if the value is less than 1
     */
    public AdvertiserId {
        Check.positive("advertiser id", value);
    }

    /**
     * The advertiser id of this number.
     *
     * @param value 1 to 2,147,483,647
     * @return the advertiser id
     * @throws IllegalArgumentException if the value is less than 1
     */
    public static AdvertiserId of(int value) {
        return new AdvertiserId(value);
    }

    /** The number alone, as it stands in a call. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
