package io.segmentpixel.page;

import java.util.stream.IntStream;

/** Looks for words in texts, in whatever case: by the rarest letter of the word, which is the quickest. */
final class Mention {
    private static final String FROM_FREQUENT_TO_RARE = "etaoinshrdlcumwfgypbvkxjqz";

    private Mention() {}

    static boolean of(String word, String text) {
        int place = rarest(word);
        char lower = Character.toLowerCase(word.charAt(place));
        char upper = Character.toUpperCase(lower);
        return next(word, place, lower, text, 0) >= 0 || (upper != lower && next(word, place, upper, text, 0) >= 0);
    }

    /** Where a word stands, in no order. */
    static IntStream positions(String word, String text) {
        int place = rarest(word);
        char letter = word.charAt(place);
        return IntStream.of(Character.toLowerCase(letter), Character.toUpperCase(letter))
                .distinct()
                .flatMap(one -> positions(word, place, one, text));
    }

    /** Where a word stands in this very case, in order. */
    static IntStream exactly(String word, String text) {
        return IntStream.iterate(text.indexOf(word), at -> at >= 0, at -> text.indexOf(word, at + 1));
    }

    /** Which letter of a word is the rarest. */
    private static int rarest(String word) {
        int rarest = 0;
        for (int at = 1; at < word.length(); at++) {
            boolean isRarer =
                    FROM_FREQUENT_TO_RARE.indexOf(word.charAt(at)) > FROM_FREQUENT_TO_RARE.indexOf(word.charAt(rarest));
            rarest = isRarer ? at : rarest;
        }
        return rarest;
    }

    private static IntStream positions(String word, int place, int letter, String text) {
        return IntStream.iterate(
                next(word, place, letter, text, 0), at -> at >= 0, at -> next(word, place, letter, text, at + 1));
    }

    /** The first place from one on; -1 if there is none. */
    private static int next(String word, int place, int letter, String text, int from) {
        int at = text.indexOf(letter, from + place);
        while (at >= 0 && !text.regionMatches(true, at - place, word, 0, word.length())) {
            at = text.indexOf(letter, at + 1);
        }
        return at < 0 ? -1 : at - place;
    }
}
