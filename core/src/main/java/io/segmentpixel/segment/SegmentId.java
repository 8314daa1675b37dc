package io.segmentpixel.segment;

/**
 * The number that the platform gave a segment, greater than 0.
 *
 * <pre>{@code
 * SegmentId id = SegmentId.of(528336);
 * id.toString(); // 528336
 * }</pre>
 *
 * @param value the number, 1 to 2,147,483,647
 */
public record SegmentId(int value) implements SegmentRef {
    /**
     * Checks the number.
     *
     * @param value the number, 1 to 2,147,483,647
     * @throws IllegalArgumentException if the value is less than 1
     */
    public SegmentId {
        Check.positive("segment id", value);
    }

    /**
     * The segment id of this number.
     *
     * @param value 1 to 2,147,483,647
     * @return the segment id
     * @throws IllegalArgumentException if the value is less than 1
     */
    public static SegmentId of(int value) {
        return new SegmentId(value);
    }

    /** The number alone, as it stands in a call. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
