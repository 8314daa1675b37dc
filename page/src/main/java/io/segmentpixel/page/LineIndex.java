package io.segmentpixel.page;

import java.util.Arrays;

/** Tells lines and columns of places in a text. A line ends with CR LF, LF or CR; a byte order mark takes no column. */
final class LineIndex {
    private static final int LINES = 64;

    private int[] starts = new int[LINES];
    private int count = 1;
    private final int mark;

    LineIndex(String text) {
        mark = ByteOrderMark.length(text);
        int feed = text.indexOf('\n');
        int carriage = text.indexOf('\r');
        while (feed >= 0 || carriage >= 0) {
            boolean isPair = carriage >= 0 && feed == carriage + 1;
            boolean isFeed = isPair || carriage < 0 || (feed >= 0 && feed < carriage);
            int end = (isFeed ? feed : carriage) + 1;
            add(end);
            feed = isFeed ? text.indexOf('\n', end) : feed;
            carriage = isPair || !isFeed ? text.indexOf('\r', end) : carriage;
        }
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = start;
    }

    SourceRegion region(int start, int end) {
        int line = line(start);
        int endLine = line(end);
        return new SourceRegion(start, end - start, line + 1, column(start, line), endLine + 1, column(end, endLine));
    }

    private int column(int offset, int line) {
        return line == 0 ? Math.max(offset - mark, 0) + 1 : offset - starts[line] + 1;
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(starts, 0, count, offset);
        return found >= 0 ? found : -found - 2;
    }
}
