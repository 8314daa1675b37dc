package io.segmentpixel.page;

/**
 * A change of a text: what stands between two places gives way to another text.
 *
 * @param start where the change begins
 * @param end behind the last character that goes; the same as start where nothing goes
 * @param text what comes in its place; empty where nothing comes
 */
record Edit(int start, int end, String text) {
    static Edit insertion(int offset, String text) {
        return new Edit(offset, offset, text);
    }

    static Edit removal(int start, int end) {
        return new Edit(start, end, "");
    }

    /** Behind the last character that comes, in the text as it is then. */
    int endOfText() {
        return start + text.length();
    }
}
