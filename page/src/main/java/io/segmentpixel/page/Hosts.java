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
    private static final int LONGEST_BREAK = 50;

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

    /** Whether a letter is written as a character reference, or a line ends amid the host, so that no look finds it there. */
    static boolean mayBeDisguised(String text) {
        return isBroken(text, '\n') || isBroken(text, '\t') || isBroken(text, '\r') || isReferred(text);
    }

    /** Browsers pass over tabs and line ends in an address. */
    private static boolean isBroken(String text, char by) {
        for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, at + 1)) {
            int begun = at > 0 ? PLATFORM.indexOf(Character.toLowerCase(text.charAt(at - 1))) : -1;
            if (begun >= 0 && isRest(text, at, begun + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRest(String text, int start, int begun) {
        int at = start;
        int done = begun;
        while (at < text.length() && done < PLATFORM.length() && at - start < LONGEST_BREAK) {
            char next = Character.toLowerCase(text.charAt(at++));
            if (next == PLATFORM.charAt(done)) {
                done++;
            } else if (next != '\n' && next != '\t' && next != '\r') {
                return false;
            }
        }
        return done == PLATFORM.length() && begun < PLATFORM.length();
    }

    private static boolean isReferred(String text) {
        return IntStream.iterate(text.indexOf(REFERENCE), at -> at >= 0, at -> text.indexOf(REFERENCE, at + 1))
                .anyMatch(at -> isLetterOrBreak(text, at + REFERENCE.length()));
    }

    private static boolean isLetterOrBreak(String text, int start) {
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
        return number < 128 && (Character.isLetter(number) || number == '\t' || number == '\n' || number == '\r');
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
