package io.segmentpixel.export;

/** Somebody's free text, made fit to be shown. */
final class Text {
    private Text() {}

    /** The text on one line: each control character and each lone surrogate becomes a blank. */
    static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(character -> isShown(character) ? character : ' ').forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean isShown(int character) {
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !Character.isISOControl(character) && !surrogate;
    }
}
