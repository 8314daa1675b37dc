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

    private static int referenceEnd(String text, int at) {
        for (String name : AMPERSANDS) {
            if (text.regionMatches(true, at, name, 0, name.length())) {
                return at + name.length();
            }
        }
        return at;
    }
}
