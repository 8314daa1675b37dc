package io.segmentpixel.pixel;

import java.util.Objects;

/** How a value of this package is refused; each message names the field, the value and the rule. */
final class Check {
    private static final int SHOWN = 80;

    private Check() {}

    static void require(boolean holds, String field, String value, String rule) {
        if (!holds) {
            throw refused(field, value, rule);
        }
    }

    static IllegalArgumentException refused(String field, String value, String rule) {
        return new IllegalArgumentException(field + " " + value + ": " + rule);
    }

    /** Text of 1 to {@code most} characters (code points) without lone surrogates. */
    static String text(String field, String text, int most) {
        Objects.requireNonNull(text, field);
        boolean fits = !text.isEmpty() && text.codePointCount(0, text.length()) <= most;
        require(
                fits && text.codePoints().noneMatch(Check::isLoneSurrogate),
                field,
                quoted(text),
                most == Integer.MAX_VALUE
                        ? "must have at least 1 character and no lone surrogates"
                        : "must have 1 to " + most + " characters and no lone surrogates");
        return text;
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
