package io.segmentpixel.page;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Tells lines and columns of places in a text. A line ends with CR LF, LF or CR. */
final class LineIndex {
    private final int[] starts;

    LineIndex(String text) {
        this.starts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(at -> isLineEnd(text, at))
                                .map(at -> at + 1))
                .toArray();
    }

    private static boolean isLineEnd(String text, int at) {
        char character = text.charAt(at);
        return character == '\n' || (character == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
    }

    SourceRegion region(int start, int end) {
        int line = line(start);
        int endLine = line(end);
        return new SourceRegion(
                start, end - start, line + 1, start - starts[line] + 1, endLine + 1, end - starts[endLine] + 1);
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }
}
