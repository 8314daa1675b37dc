package io.segmentpixel.page;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The hosts that take calls, as texts mention them. */
final class Hosts {
    private static final String PLATFORM = "adnxs";
    private static final String REFERENCE = "&#";
    private static final int LONGEST_REFERENCE = 12;

    private final Set<String> others;

    Hosts(Set<String> others) {
        this.others = others;
    }

    Set<String> others() {
        return others;
    }

    private Stream<String> words() {
        return Stream.concat(Stream.of(PLATFORM), others.stream());
    }

    boolean areIn(String text) {
        return words().anyMatch(word -> Mention.of(word, text));
    }

    /** Where they are mentioned. */
    int[] positions(String text) {
        return words().flatMapToInt(word -> Mention.positions(word, text))
                .sorted()
                .toArray();
    }

    /** Whether a letter is written as a character reference, so that a host may stand there that no look finds. */
    static boolean mayBeDisguised(String text) {
        return IntStream.iterate(text.indexOf(REFERENCE), at -> at >= 0, at -> text.indexOf(REFERENCE, at + 1))
                .anyMatch(at -> isLetter(text, at + REFERENCE.length()));
    }

    private static boolean isLetter(String text, int start) {
        boolean isHex = start < text.length() && (text.charAt(start) | ' ') == 'x';
        int at = isHex ? start + 1 : start;
        int number = 0;
        int end = Math.min(text.length(), start + LONGEST_REFERENCE);
        for (; at < end; at++) {
            int digit = Character.digit(text.charAt(at), isHex ? 16 : 10);
            if (digit < 0) {
                break;
            }
            number = number * (isHex ? 16 : 10) + digit;
        }
        return number < 128 && Character.isLetter(number);
    }

    /** Whether one of some places is within a stretch. */
    static boolean isHit(int[] sorted, int start, int end) {
        int next = first(sorted, start);
        return next < sorted.length && sorted[next] < end;
    }

    /** Which of some places is the first from one on. */
    static int first(int[] sorted, int from) {
        int found = Arrays.binarySearch(sorted, from);
        return found >= 0 ? found : -found - 1;
    }
}
