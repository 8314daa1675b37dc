package io.segmentpixel.page;

import java.util.Set;
import java.util.stream.Stream;

/** The hosts that take calls, as texts mention them. */
final class Hosts {
    private static final String PLATFORM = "adnxs";
    private static final String REFERENCE = "&#";
    private static final int HEX = 16;
    private static final int TEN = 10;
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
        return Mention.of(PLATFORM, text) || others.stream().anyMatch(word -> Mention.of(word, text));
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
        for (int at = text.indexOf(REFERENCE); at >= 0; at = text.indexOf(REFERENCE, at + 1)) {
            if (isReferred(text, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the platform's name goes on, or is broken, where a character reference begins. */
    private static boolean isReferred(String text, int at) {
        Letter letter = Letter.at(text, at);
        if (letter.isBreak()) {
            return at > 0 && PLATFORM.indexOf(Character.toLowerCase(text.charAt(at - 1))) >= 0;
        }
        for (int place = 0; place < PLATFORM.length(); place++) {
            if (PLATFORM.charAt(place) == letter.value() && goesOn(text, letter.end(), place + 1)) {
                return place < PLATFORM.length() - 1 || (at > 0 && "xX;".indexOf(text.charAt(at - 1)) >= 0);
            }
        }
        return false;
    }

    private static boolean goesOn(String text, int start, int begun) {
        int at = start;
        int done = begun;
        while (done < PLATFORM.length() && at < text.length()) {
            Letter next = Letter.at(text, at);
            if (!next.isBreak() && next.value() != PLATFORM.charAt(done++)) {
                return false;
            }
            at = next.end();
        }
        return done == PLATFORM.length();
    }

    /**
     * A character of an attribute, in lower case.
     *
     * @param end behind its last character in the text, which may write it as a reference
     */
    private record Letter(int value, int end) {
        static Letter at(String text, int at) {
            if (!text.startsWith(REFERENCE, at)) {
                return new Letter(Character.toLowerCase(text.charAt(at)), at + 1);
            }
            int start = at + REFERENCE.length();
            boolean isHex = start < text.length() && (text.charAt(start) | ' ') == 'x';
            int end = isHex ? start + 1 : start;
            int value = 0;
            int last = Math.min(text.length(), start + LONGEST_REFERENCE);
            for (int digit = digit(text, end, last, isHex); digit >= 0; digit = digit(text, end, last, isHex)) {
                value = value * (isHex ? HEX : TEN) + digit;
                end++;
            }
            boolean isEnded = end < text.length() && text.charAt(end) == ';';
            return new Letter(Character.toLowerCase(value), isEnded ? end + 1 : end);
        }

        private static int digit(String text, int at, int last, boolean isHex) {
            return at < last ? Character.digit(text.charAt(at), isHex ? HEX : TEN) : -1;
        }

        boolean isBreak() {
            return value == '\t' || value == '\n' || value == '\r';
        }
    }
}
