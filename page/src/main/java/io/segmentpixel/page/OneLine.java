package io.segmentpixel.page;

/** A text as a report shows it: on one line, with what a terminal would act on made visible. */
final class OneLine {
    private OneLine() {}

    static String quoted(String text) {
        return "\"" + of(text) + "\"";
    }

    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> line.append(
                        isShown(character) ? Character.toString(character) : String.format("U+%04X", character)));
        return line.toString();
    }

    private static boolean isShown(int character) {
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
