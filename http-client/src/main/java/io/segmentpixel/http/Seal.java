package io.segmentpixel.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes bytes unreadable, and unchangeable, for who has not the key: AES in Galois/Counter mode.
 *
 * <p>What is sealed starts with a header that ends in the version of the format, and a nonce. The nonce is drawn for each
 * sealing, as two under the same nonce would give both away.
 */
final class Seal {
    private static final byte[] HEADER = {'S', 'P', 'S', 1};
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final Set<Integer> KEY_LENGTHS = Set.of(16, 24, 32);

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private Seal(SecretKey key) {
        this.key = key;
    }

    /** A seal with a copy of the key, so that the caller may destroy its own. */
    static Seal with(SecretKey key) {
        byte @Nullable [] encoded = key.getEncoded();
        if (!"AES".equalsIgnoreCase(key.getAlgorithm()) || encoded == null) {
            throw refused(key.getAlgorithm() + (encoded == null ? " without encoded form" : ""));
        }
        try {
            if (!KEY_LENGTHS.contains(encoded.length)) {
                throw refused("AES of " + encoded.length + " bytes");
            }
            return new Seal(new SecretKeySpec(encoded, "AES"));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    byte[] sealed(byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            return ByteBuffer.allocate(HEADER.length + NONCE + secret.length)
                    .put(HEADER)
                    .put(nonce)
                    .put(secret)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw unavailable(impossible);
        }
    }

    /** What was sealed; empty if it was not sealed with this key, or not left as it was. */
    Optional<byte[]> opened(byte[] sealed) {
        int start = HEADER.length + NONCE;
        if (sealed.length < start + TAG || !Arrays.equals(HEADER, 0, HEADER.length, sealed, 0, HEADER.length)) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, HEADER.length, start);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, start, sealed.length - start));
        } catch (AEADBadTagException otherKeyOrDamaged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw unavailable(impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(HEADER);
        return cipher;
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("key " + what + ": must be an AES key of 16, 24 or 32 bytes");
    }

    private static IllegalStateException unavailable(GeneralSecurityException cause) {
        return new IllegalStateException("this JVM cannot do AES/GCM/NoPadding", cause);
    }
}
