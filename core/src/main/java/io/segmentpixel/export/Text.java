package io.segmentpixel.export;

/** Somebody's free text, made fit to be shown. */
final class Text {
    private static final int REPLACEMENT = 0xFFFD;

    private Text() {}

    /** The text on one line: a control character, a lone surrogate or a noncharacter becomes a blank. */
    static String onOneLine(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> mayStandInHtml(character) ? character : ' ')
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** The text with U+FFFD for each lone surrogate, which no encoding has a place for. */
    static String encodable(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder encodable = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> isSurrogate(character) ? REPLACEMENT : character)
                .forEach(encodable::appendCodePoint);
        return encodable.toString();
    }

    /** Whether a reader sees anything of the text. */
    static boolean isVisible(String text) {
        return text.codePoints()
                .anyMatch(character -> !Character.isISOControl(character)
                        && !Character.isSpaceChar(character)
                        && Character.getType(character) != Character.FORMAT
                        && !isSurrogate(character));
    }

    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    /** HTML forbids noncharacters, too, and parsers have taken U+FFFF for the end of the page. */
    private static boolean mayStandInHtml(int character) {
        boolean noncharacter = (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
        return !Character.isISOControl(character) && !isSurrogate(character) && !noncharacter;
    }
}
