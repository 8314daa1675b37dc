package io.segmentpixel.page;

/** Looks for words in texts, in whatever case. */
final class Mention {
    private Mention() {}

    static boolean of(String word, String text) {
        return of(word, Character.toLowerCase(word.charAt(0)), text)
                || of(word, Character.toUpperCase(word.charAt(0)), text);
    }

    private static boolean of(String word, char first, String text) {
        int at = text.indexOf(first);
        while (at >= 0 && !text.regionMatches(true, at, word, 0, word.length())) {
            at = text.indexOf(first, at + 1);
        }
        return at >= 0;
    }
}
