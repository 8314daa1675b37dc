package io.segmentpixel.page;

import java.util.List;

/** What can be said of a page by a look at its text, without parsing it. */
final class PageLook {
    /** As far as browsers look: MIME Sniffing, the resource header. */
    private static final int HEADER = 1_445;

    private static final List<String> PATHS = List.of("seg", "px", "bounce");

    private PageLook() {}

    /**
     * Whether this is no text: it begins with control characters that MIME Sniffing calls binary. What is read as UTF-16 has
     * none, unlike its bytes.
     */
    static boolean isBinary(String text) {
        return text.chars().limit(HEADER).anyMatch(PageLook::isBinary);
    }

    private static boolean isBinary(int character) {
        return character <= 0x08
                || character == 0x0B
                || (character >= 0x0E && character <= 0x1A)
                || (character >= 0x1C && character <= 0x1F);
    }

    /**
     * Whether the text may hold a platform call, on whatever host: the path of one stands behind a slash, be it written as a
     * character reference.
     */
    static boolean mayMakeCalls(String text) {
        for (int at = 1; at < text.length(); at++) {
            char before = text.charAt(at - 1);
            if ((before == '/' || before == '\\' || before == ';') && isPath(text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPath(String text, int at) {
        return PATHS.stream().anyMatch(path -> text.regionMatches(true, at, path, 0, path.length()));
    }
}
