package io.segmentpixel.pixel;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of text in a query, by RFC 3986 over UTF-8. */
final class Percent {
    private static final String HEX = "0123456789ABCDEF";
    private static final int RADIX = 16;
    private static final int TEN = 10;
    private static final int LOWER_CASE = 0x20;

    private Percent() {}

    /** Appends the text with every character encoded that is not unreserved. It must hold no lone surrogate. */
    static void append(StringBuilder target, String text) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                target.append((char) octet);
            } else {
                target.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
    }

    /** The text behind the encoding; a percent sign that starts no octet stays, and octets that are no UTF-8 become U+FFFD. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int at = 0; at < octets.length; at++) {
            int octet = octets[at] == '%' ? octetAt(octets, at + 1) : -1;
            octets[length++] = octet < 0 ? octets[at] : (byte) octet;
            at += octet < 0 ? 0 : 2;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    private static int octetAt(byte[] octets, int at) {
        if (at + 1 >= octets.length) {
            return -1;
        }
        int high = digit(octets[at]);
        int low = digit(octets[at + 1]);
        return high < 0 || low < 0 ? -1 : high * RADIX + low;
    }

    private static int digit(int c) {
        int letter = (c | LOWER_CASE) - 'a';
        return c >= '0' && c <= '9' ? c - '0' : letter >= 0 && letter < RADIX - TEN ? TEN + letter : -1;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
