package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.LoginRefusedException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A private RSA key under the name that the platform knows it by; a key that stays in its hardware is one as well. */
final class SigningKey implements Credentials.Proof {
    private static final int FEWEST_BITS = 2048;
    private static final String MAKE_ONE =
            "make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem";

    private final String name;
    private final PrivateKey key;

    private SigningKey(String name, PrivateKey key) {
        this.name = name;
        this.key = key;
    }

    /**
     * Takes a key that the platform can take.
     *
     * @param what the words for the key in messages
     * @throws IllegalArgumentException if it is no RSA key, or too short
     */
    static SigningKey of(String what, String name, PrivateKey key) {
        if (!"RSA".equals(key.getAlgorithm())) {
            throw new IllegalArgumentException(what + ": " + notRsa(key.getAlgorithm()));
        }
        // a key in hardware need not show even its public part
        BigInteger modulus = key instanceof RSAKey rsa ? rsa.getModulus() : null;
        if (modulus != null && modulus.bitLength() < FEWEST_BITS) {
            throw new IllegalArgumentException(
                    what + ": has " + modulus.bitLength() + " bits, must have at least 2048; " + MAKE_ONE);
        }
        return new SigningKey(name, key);
    }

    /** The rule that a key of another kind breaks. */
    static String notRsa(@Nullable String kind) {
        return "is of kind " + kind + ", must be RSA; " + MAKE_ONE;
    }

    @Override
    public Call login(String username, Instant now) {
        try {
            Jwt jwt = Jwt.signed(name, key, username, now);
            return Call.loginByKey(jwt.text(), Set.of(jwt.text(), jwt.signature()));
        } catch (GeneralSecurityException | RuntimeException broken) { // what a provider of hardware throws is its own
            throw new LoginRefusedException(
                    "login: the private key of key name \"" + name + "\" does not sign (" + broken
                            + "); check the key, and the hardware that holds it",
                    BackendAnswer.NONE,
                    broken);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SigningKey signing && signing.name.equals(name) && isSameKey(signing.key, key);
    }

    private static boolean isSameKey(PrivateKey one, PrivateKey other) {
        byte[] encoded = one.getEncoded();
        byte[] otherEncoded = other.getEncoded();
        if (encoded == null || otherEncoded == null) {
            return one.equals(other);
        }
        return MessageDigest.isEqual(encoded, otherEncoded);
    }

    /** By the name alone: two keys that are the same may have hash codes that are not. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "keyName=" + name;
    }
}
