package io.segmentpixel.page;

/** Looks for words in texts, in whatever case: by the rarest letter of the word, which is the quickest. */
final class Mention {
    private static final String FROM_FREQUENT_TO_RARE = "etaoinshrdlcumwfgypbvkxjqz";

    private Mention() {}

    static boolean of(String word, String text) {
        int rarest = 0;
        for (int at = 1; at < word.length(); at++) {
            boolean isRarer =
                    FROM_FREQUENT_TO_RARE.indexOf(word.charAt(at)) > FROM_FREQUENT_TO_RARE.indexOf(word.charAt(rarest));
            rarest = isRarer ? at : rarest;
        }
        char letter = word.charAt(rarest);
        return of(word, rarest, Character.toLowerCase(letter), text)
                || of(word, rarest, Character.toUpperCase(letter), text);
    }

    private static boolean of(String word, int place, char letter, String text) {
        int at = text.indexOf(letter, place);
        while (at >= 0 && !text.regionMatches(true, at - place, word, 0, word.length())) {
            at = text.indexOf(letter, at + 1);
        }
        return at >= 0;
    }
}
