package io.segmentpixel.segment;

import java.util.Objects;

/**
 * The code of a segment: a key of the member's own choice, which a call may name in place of the id.
 *
 * <pre>{@code
 * SegmentCode code = SegmentCode.of("shop_cart");
 * SegmentCode.of("cart.24"); // code "cart.24": '.' at 4; allowed are A-Z a-z 0-9 _ -, 1 to 50 of them
 * }</pre>
 *
 * <p>A code is unique within its member <em>ignoring case</em>, but a pixel call is case-sensitive: {@link #equals} compares
 * exactly, {@link #isSameAs} as the platform does when it looks for duplicates. A new code holds letters, digits, {@code _}
 * and {@code -}; codes of old segments may hold other characters, and can be read but not be written into a call.
 *
 * <p>Platform documentation: <em>Segment Service</em>, field {@code code}, and <em>Create a Segment Pixel</em>.
 */
public final class SegmentCode implements SegmentRef, Comparable<SegmentCode> {
    private static final int LONGEST = 50;
    private static final String RULE = "allowed are A-Z a-z 0-9 _ -, 1 to " + LONGEST + " of them";

    private final String value;

    private SegmentCode(String value) {
        this.value = value;
    }

    /**
     * A code as the platform allows it for a new segment.
     *
     * @param value 1 to 50 of {@code A-Z a-z 0-9 _ -}
     * @return the code
     * @throws IllegalArgumentException if there are fewer, more or other characters
     */
    public static SegmentCode of(String value) {
        Objects.requireNonNull(value, "code");
        SegmentCode code = new SegmentCode(value);
        String fault = code.fault();
        if (!fault.isEmpty()) {
            throw Check.refused("code", Check.quoted(value), fault);
        }
        return code;
    }

    /**
     * A code that stands at the backend, whatever it holds.
     *
     * @param value at least one character
     * @return the code
     * @throws IllegalArgumentException if the value is empty
     */
    public static SegmentCode existing(String value) {
        Check.require(!value.isEmpty(), "code", "\"\"", "an existing code has at least 1 character");
        return new SegmentCode(value);
    }

    /**
     * The text of the code.
     *
     * @return at least one character
     */
    public String value() {
        return value;
    }

    /**
     * Whether this code follows the rule for new codes, and so may stand in a call.
     *
     * @return false for codes of old segments that hold, say, a dot
     */
    public boolean isUsableInCalls() {
        return fault().isEmpty();
    }

    /**
     * Whether the platform takes both for the same code: it ignores case when it looks for duplicates.
     *
     * @param other the code to compare with
     * @return true if the two differ in case at most
     */
    public boolean isSameAs(SegmentCode other) {
        return value.equalsIgnoreCase(other.value);
    }

    private String fault() {
        for (int at = 0; at < value.length(); at++) {
            if (!isAllowed(value.charAt(at))) {
                return Check.described(value.codePointAt(at)) + " at " + at + "; " + RULE;
            }
        }
        boolean fits = !value.isEmpty() && value.length() <= LONGEST;
        return fits ? "" : "has " + value.length() + " characters; " + RULE;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /**
     * The order of the texts, by their characters: upper case before lower case.
     *
     * @param other the code to compare with
     * @return less than 0, 0 or greater than 0, and 0 only for the same code
     */
    @Override
    public int compareTo(SegmentCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentCode code && code.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The text of the code alone, as it stands in a call. */
    @Override
    public String toString() {
        return value;
    }
}
