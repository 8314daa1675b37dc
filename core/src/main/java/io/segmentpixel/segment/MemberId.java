package io.segmentpixel.segment;

/**
 * The number of a member, the account (seat) that owns segments, greater than 0.
 *
 * <pre>{@code
 * MemberId id = MemberId.of(958);
 * id.toString(); // 958
 * }</pre>
 *
 * @param value the number, 1 to 2,147,483,647
 */
public record MemberId(int value) {
    /**
     * Checks the number.
     *
     * @param value the number, 1 to 2,147,483,647
     * @throws IllegalArgumentException if the value is less than 1
     */
    public MemberId {
        Check.positive("member id", value);
    }

    /**
     * The member id of this number.
     *
     * @param value 1 to 2,147,483,647
     * @return the member id
     * @throws IllegalArgumentException if the value is less than 1
     */
    public static MemberId of(int value) {
        return new MemberId(value);
    }

    /** The number alone, as it stands in a call. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
