package io.segmentpixel.page.report;

/**
 * Text as HTML has it, in elements and in attributes with double quotes. All of it is ASCII: other characters are written as
 * their numbers, so that nothing depends on the charset of what it goes to.
 */
final class Html {
    private Html() {}

    /** On one line. */
    static String line(String text) {
        return escaped(Visible.line(text));
    }

    /** On several lines. */
    static String lines(String text) {
        return escaped(Visible.lines(text));
    }

    private static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> append(character, html);
            }
        });
        return html.toString();
    }

    private static void append(int character, StringBuilder html) {
        if (character > '~') {
            html.append("&#").append(character).append(';');
        } else {
            html.append((char) character);
        }
    }
}
