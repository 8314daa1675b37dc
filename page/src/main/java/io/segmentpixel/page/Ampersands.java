package io.segmentpixel.page;

import java.util.regex.Pattern;

/** Ampersands that are written as HTML writes them. */
final class Ampersands {
    /** What stands behind the ampersand. */
    static final String REFERENCE = "(?i:amp;|#0{0,6}38;|#x0{0,6}26;)";

    private static final Pattern ESCAPED = Pattern.compile("&" + REFERENCE);

    private Ampersands() {}

    /** Where the first one stands, -1 if there is none. */
    static int first(String address) {
        var found = ESCAPED.matcher(address);
        return address.indexOf(';') >= 0 && found.find() ? found.start() : -1;
    }

    /** The text with plain ones in their place. */
    static String unescaped(String text) {
        return text.indexOf(';') < 0 ? text : ESCAPED.matcher(text).replaceAll("&");
    }
}
