package io.segmentpixel.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A key pair to log in with: one for all tests, as making one takes its time. */
final class SigningKeys {
    private static final KeyPair PAIR = made();

    private SigningKeys() {}

    private static KeyPair made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    static KeyPair pair() {
        return PAIR;
    }

    static PublicKey publicKey() {
        return PAIR.getPublic();
    }

    /** The private key as it stands in a file. */
    static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + String.join("\n", lines()) + "\n-----END PRIVATE KEY-----\n";
    }

    private static List<String> lines() {
        byte[] der = PAIR.getPrivate().getEncoded();
        String text = new String(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der), StandardCharsets.US_ASCII);
        return text.lines().toList();
    }

    /** What of the private key must not be shown: each line of its text, and the whole without the ends of lines. */
    static List<String> secrets() {
        return Stream.concat(
                        lines().stream().filter(line -> line.length() > 20),
                        Stream.of(String.join("", lines()), "BEGIN PRIVATE KEY"))
                .toList();
    }
}
