package io.segmentpixel.pixel;

import java.util.OptionalInt;

/**
 * The value that a call gives an added segment: a number, or a macro that somebody fills in before the call is made.
 *
 * <pre>{@code
 * SegmentValue price = SegmentValue.of(2499);
 * SegmentValue filledIn = SegmentValue.macro("{{Cart Total}}");
 * }</pre>
 *
 * <p>Platform documentation: <em>Segment Pixels Advanced</em>, dynamic values.
 */
public final class SegmentValue {
    private final String text;

    private SegmentValue(String text) {
        this.text = text;
    }

    /**
     * A number.
     *
     * @param value 0 to 2,147,483,647, in whatever unit the segment's owner chose
     * @return the value
     * @throws IllegalArgumentException if the number is negative
     */
    public static SegmentValue of(int value) {
        if (value < 0) {
            throw Check.refused("segment value", Integer.toString(value), "must be 0 or greater");
        }
        return new SegmentValue(Integer.toString(value));
    }

    /**
     * A macro, which stands in the call exactly as it is written here, without any encoding.
     *
     * @param macro <code>${…}</code>, <code>{{…}}</code>, {@code […]} or {@code %%…%%}, with at least one character between
     *     the marks, of {@code A-Z a-z 0-9 . _ -} and blanks
     * @return the value
     * @throws IllegalArgumentException if the text is no such macro
     */
    public static SegmentValue macro(String macro) {
        return new SegmentValue(Macro.checked("segment value", macro));
    }

    /**
     * The number.
     *
     * @return empty if the value is a macro
     */
    public OptionalInt number() {
        return isMacro() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    /**
     * Whether somebody has to fill in the value before the call is made.
     *
     * @return false for a number
     */
    public boolean isMacro() {
        return !Character.isDigit(text.charAt(0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentValue value && value.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The number or the macro, as it stands in a call. */
    @Override
    public String toString() {
        return text;
    }
}
