package io.segmentpixel.pixel;

/** The ways in which HTML writes an ampersand. */
final class CharacterReference {
    private static final String[] AMPERSANDS = {"amp;", "#038;", "#38;", "#x26;"};

    private CharacterReference() {}

    /** Where an ampersand ends that begins at a place, however it is written, even twice over; the place itself if none does. */
    static int ampersandEnd(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '&') {
            return at;
        }
        int end = at + 1;
        int next = referenceEnd(text, end);
        while (next > end) {
            end = next;
            next = referenceEnd(text, end);
        }
        return end;
    }

    /** The text with each ampersand as it is meant. */
    static String undone(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at = Math.max(at + 1, ampersandEnd(text, at))) {
            plain.append(text.charAt(at));
        }
        return plain.toString();
    }

    private static int referenceEnd(String text, int at) {
        if (at >= text.length() || "aA#".indexOf(text.charAt(at)) < 0) {
            return at;
        }
        for (String name : AMPERSANDS) {
            if (text.regionMatches(true, at, name, 0, name.length())) {
                return at + name.length();
            }
        }
        return at;
    }
}
