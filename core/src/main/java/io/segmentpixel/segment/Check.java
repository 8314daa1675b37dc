package io.segmentpixel.segment;

import java.util.Objects;
import java.util.function.IntPredicate;

/** The checks that several values share; each message names the field, the value and the rule. */
final class Check {
    private static final int SHOWN = 80;

    private Check() {}

    static int positive(String field, int value) {
        if (value <= 0) {
            throw refused(field, Integer.toString(value), "must be greater than 0");
        }
        return value;
    }

    static int notNegative(String field, int value) {
        if (value < 0) {
            throw refused(field, Integer.toString(value), "must be 0 or greater");
        }
        return value;
    }

    /** Text of 1 to {@code most} characters (code points) without lone surrogates, none of which is forbidden. */
    static String text(String field, String text, int most, IntPredicate forbidden, String rule) {
        Objects.requireNonNull(text, field);
        int length = text.codePointCount(0, text.length());
        require(
                length > 0 && length <= most,
                field,
                quoted(text),
                "must have 1 to " + most + " characters, has " + length);
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (isLoneSurrogate(character) || forbidden.test(character)) {
                throw refused(field, quoted(text), described(character) + " at " + at + "; " + rule);
            }
        }
        return text;
    }

    static void require(boolean holds, String field, String value, String rule) {
        if (!holds) {
            throw refused(field, value, rule);
        }
    }

    static IllegalArgumentException refused(String field, String value, String rule) {
        return new IllegalArgumentException(field + " " + value + ": " + rule);
    }

    static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** The text in quotes, shortened where it is long, with what cannot be seen or turns the line around made visible. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(SHOWN).forEach(character -> shown.append(visible(character)));
        return shown.append(text.codePointCount(0, text.length()) > SHOWN ? "…\"" : "\"")
                .toString();
    }

    static String described(int character) {
        String visible = visible(character);
        return visible.length() > 2 ? visible : "'" + visible + "'";
    }

    private static String visible(int character) {
        return isHidden(character) ? String.format("U+%04X", character) : Character.toString(character);
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
