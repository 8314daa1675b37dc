package io.segmentpixel.page.report;

import java.util.function.IntPredicate;

/**
 * Texts of pages as people see them: what a terminal would act on, and what nobody would see, is written as its number, as in
 * {@code U+202E}.
 */
final class Visible {
    private Visible() {}

    /** On one line. */
    static String line(String text) {
        return of(text, Visible::isSeen);
    }

    static String quoted(String text) {
        return "\"" + line(text) + "\"";
    }

    /** On several lines, with its tabs: all line ends become LF. */
    static String lines(String text) {
        String oneKind = text.replace("\r\n", "\n").replace('\r', '\n');
        return of(oneKind, character -> character == '\n' || character == '\t' || isSeen(character));
    }

    private static String of(String text, IntPredicate stays) {
        if (text.codePoints().allMatch(stays)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (stays.test(character)) {
                visible.appendCodePoint(character);
            } else {
                visible.append(String.format("U+%04X", character));
            }
        });
        return visible.toString();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
