package io.segmentpixel.export;

/** Text as JSON writes it. */
final class JsonText {
    private JsonText() {}

    /** Appends the text in quotes. A lone surrogate is escaped, so that the JSON can be encoded; so is what ends a script. */
    static StringBuilder append(StringBuilder target, String text) {
        target.append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\') {
                target.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == '\u2028' || c == '\u2029' || isLoneSurrogate(text, at)) {
                target.append(String.format("\\u%04x", (int) c));
            } else {
                target.append(c);
            }
        }
        return target.append('"');
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
