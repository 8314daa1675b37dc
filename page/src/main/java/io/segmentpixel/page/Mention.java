package io.segmentpixel.page;

import java.util.stream.IntStream;

/** Looks for words in texts, in whatever case: by the rarest letter of the word, which is the quickest. */
final class Mention {
    private static final String FROM_FREQUENT_TO_RARE = "etaoinshrdlcumwfgypbvkxjqz";

    private Mention() {}

    static boolean of(String word, String text) {
        return positions(word, text).findAny().isPresent();
    }

    /** Where a word stands, in no order. */
    static IntStream positions(String word, String text) {
        int rarest = 0;
        for (int at = 1; at < word.length(); at++) {
            boolean isRarer =
                    FROM_FREQUENT_TO_RARE.indexOf(word.charAt(at)) > FROM_FREQUENT_TO_RARE.indexOf(word.charAt(rarest));
            rarest = isRarer ? at : rarest;
        }
        int place = rarest;
        char letter = word.charAt(rarest);
        return IntStream.of(Character.toLowerCase(letter), Character.toUpperCase(letter))
                .distinct()
                .flatMap(one -> positions(word, place, one, text));
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
