package io.segmentpixel.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text by its lines, whatever ends them. */
record Lines(String text) {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\n|\\r");

    /** The end of the line that a place is on; on a last line the first line end of the text, empty if there is none. */
    String lineEnd(int offset) {
        Matcher ends = LINE_END.matcher(text);
        return ends.find(offset) || ends.find(0) ? ends.group() : "";
    }

    /** What stands before a place on its line. */
    String before(int offset) {
        int start = offset;
        while (!beginAt(start)) {
            start--;
        }
        return text.substring(start, offset);
    }

    /** Whether a line begins at a place. */
    boolean beginAt(int offset) {
        return offset == 0 || isLineEnd(text.charAt(offset - 1));
    }

    /** Where a line begins that has nothing but blanks before a place; the place itself if it has something else there. */
    int startOfBlanks(int offset) {
        int start = offset;
        while (!beginAt(start) && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return beginAt(start) ? start : offset;
    }

    /** What stands behind a place on its line. */
    String after(int offset) {
        int end = offset;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        return text.substring(offset, end);
    }

    /** The line end that stands at a place, empty if there is none. */
    String lineEndAt(int offset) {
        Matcher end = LINE_END.matcher(text).region(offset, text.length());
        return end.lookingAt() ? end.group() : "";
    }

    /** The line end right before a place, empty if there is none. */
    String lineEndBefore(int offset) {
        if (offset >= 2 && text.startsWith("\r\n", offset - 2)) {
            return "\r\n";
        }
        return offset > 0 && isLineEnd(text.charAt(offset - 1)) ? text.substring(offset - 1, offset) : "";
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }
}
