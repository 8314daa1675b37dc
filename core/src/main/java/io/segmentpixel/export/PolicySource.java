package io.segmentpixel.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Something that a policy allows.
 *
 * @param text as it stands in a directive
 * @param host by which it is allowed as well, unless {@code 'strict-dynamic'} shuts hosts out; empty for a script in the page
 * @param isElement whether it is a script element in the page without nonce, which {@code 'strict-dynamic'} shuts out
 */
record PolicySource(String text, String host, boolean isElement) {
    static PolicySource host(String host) {
        return new PolicySource(host, host, false);
    }

    static PolicySource elementByHost(String host) {
        return new PolicySource(host, host, true);
    }

    static PolicySource elementByNonce(String nonce, String host) {
        return new PolicySource("'nonce-" + nonce + "'", host, false);
    }

    static PolicySource inlineByNonce(String nonce) {
        return new PolicySource("'nonce-" + nonce + "'", "", false);
    }

    static PolicySource inlineByHash(String script) {
        return new PolicySource("'sha256-" + hash(script) + "'", "", false);
    }

    boolean isHost() {
        return text.equals(host);
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
