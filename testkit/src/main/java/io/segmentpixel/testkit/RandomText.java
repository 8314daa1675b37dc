package io.segmentpixel.testkit;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that nobody can guess: passwords, tokens, the names of visitors. */
final class RandomText {
    private static final SecureRandom SOURCE = new SecureRandom();

    private RandomText() {}

    /** 32 hexadecimal digits. */
    static String of() {
        byte[] bytes = new byte[16];
        SOURCE.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
