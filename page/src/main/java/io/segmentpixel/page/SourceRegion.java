package io.segmentpixel.page;

/**
 * Where something stands in a page's text.
 *
 * <pre>{@code
 * pixel.region().line(); // 57
 * page.substring(region.offset(), region.offset() + region.length()); // <img src="https://secure.adnxs.com/seg?add=528336&t=2" …
 * }</pre>
 *
 * <p>Lines and columns count from 1, columns in characters of Java (UTF-16). A line ends with CR LF, LF or CR. A
 * byte order mark at the beginning of the text takes no column, as in editors; offsets count it.
 *
 * @param offset how many characters of Java stand before it in the text as it was handed over, with a byte order mark
 * @param length how many characters it has; may be 0
 * @param line the line on which it begins
 * @param column where on that line
 * @param endLine the line on which it ends
 * @param endColumn behind its last character on that line
 */
public record SourceRegion(int offset, int length, int line, int column, int endLine, int endColumn) {
    /** The beginning of a text, for what speaks of all of it. */
    static final SourceRegion START = new SourceRegion(0, 0, 1, 1, 1, 1);

    /** As in {@code 57:5}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
