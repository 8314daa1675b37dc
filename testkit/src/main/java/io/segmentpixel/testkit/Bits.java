package io.segmentpixel.testkit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The bits that a text of the IAB's frameworks stands for, six in each letter of base64url. Reads them one field after another. */
final class Bits {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int OF_A_LETTER = 6;
    private static final int TOO_MUCH = 1000;

    private final BitSet bits = new BitSet();
    private final int length;
    private int at;

    /** Reads a text; throws {@code IllegalArgumentException} if it is no base64url, or a field lies behind its end. */
    Bits(String text) {
        for (int letter = 0; letter < text.length(); letter++) {
            int value = LETTERS.indexOf(text.charAt(letter));
            if (value < 0) {
                throw new IllegalArgumentException("\"" + text + "\": must be base64url");
            }
            for (int bit = 0; bit < OF_A_LETTER; bit++) {
                bits.set(letter * OF_A_LETTER + bit, ((value >> (OF_A_LETTER - 1 - bit)) & 1) == 1);
            }
        }
        this.length = text.length() * OF_A_LETTER;
    }

    Bits from(int position) {
        at = position;
        return this;
    }

    boolean flag() {
        if (at >= length) {
            throw new IllegalArgumentException("bit " + at + ": there are " + length);
        }
        return bits.get(at++);
    }

    int number(int width) {
        int number = 0;
        for (int bit = 0; bit < width; bit++) {
            number = number * 2 + (flag() ? 1 : 0);
        }
        return number;
    }

    /** A number as a sum of Fibonacci's, which ends with two ones. */
    private int fibonacci() {
        int sum = 0;
        int value = 1;
        int next = 2;
        boolean before = false;
        for (boolean now = flag(); !(before && now); now = flag()) {
            sum = Math.min(sum + (now ? value : 0), TOO_MUCH);
            int following = Math.min(value + next, TOO_MUCH);
            value = next;
            next = following;
            before = now;
        }
        return sum;
    }

    /** A list of numbers, each as the distance from the one before, some as a range. */
    List<Integer> fibonacciRange() {
        List<Integer> numbers = new ArrayList<>();
        int last = 0;
        for (int left = number(12); left > 0; left--) {
            boolean isRange = flag();
            int first = last + fibonacci();
            last = isRange ? first + fibonacci() : first;
            if (last >= TOO_MUCH) {
                throw new IllegalArgumentException("number " + last + ": must be less than " + TOO_MUCH);
            }
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
