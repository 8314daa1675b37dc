package io.segmentpixel.page;

import java.util.List;

/** What can be said of a page by a look at its text, without parsing it. */
final class PageLook {
    private static final List<String> PATHS = List.of("seg", "px", "bounce");

    private PageLook() {}

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
