package io.segmentpixel.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What scripts and JSON write for the characters of an address. */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:/|(?:x|u00)([2-7][0-9a-fA-F]))");
    private static final String ENDS_OF_LINES_AND_QUOTES = "nrt\"'`";
    private static final String NOT_OF_ADDRESS = " \"'<>";
    private static final int LONGEST = 6;
    private static final int HEX = 16;

    private Escapes() {}

    /** Whether an escape begins at a place that stands for what no address holds, such as the end of a string. */
    static boolean endAddress(String text, int at) {
        if (text.charAt(at) != '\\' || at + 1 == text.length()) {
            return false;
        }
        Matcher escape = ESCAPE.matcher(text).region(at, Math.min(text.length(), at + LONGEST));
        return ENDS_OF_LINES_AND_QUOTES.indexOf(text.charAt(at + 1)) >= 0
                || (escape.lookingAt() && NOT_OF_ADDRESS.contains(character(escape.group(1))));
    }

    /** The text as a script reads it. */
    static String undone(String text) {
        return text.indexOf('\\') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(@Nullable String hex) {
        return hex == null ? "/" : Character.toString(Integer.parseInt(hex, HEX));
    }
}
