package io.segmentpixel.page;

/** The byte order mark with which a text may begin, and which is no part of what the text says. */
final class ByteOrderMark {
    private static final String MARK = "\ufeff";

    private ByteOrderMark() {}

    /** How many characters of a text it takes: 1, or 0 where there is none. */
    static int length(String text) {
        return text.startsWith(MARK) ? 1 : 0;
    }

    /** A text with a blank in its place, so that everything else stands where it stood. */
    static String blanked(String text) {
        return text.startsWith(MARK) ? " " + text.substring(1) : text;
    }
}
