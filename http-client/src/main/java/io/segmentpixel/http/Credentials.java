package io.segmentpixel.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Objects;

/**
 * What a user logs in with: a password, or a private key.
 *
 * <pre>{@code
 * Credentials credentials = Credentials.password(System.getenv("SEGMENT_API_USERNAME"), System.getenv("SEGMENT_API_PASSWORD"));
 * Credentials byKey = Credentials.keyPair("shop_user", "shop-key-1", Path.of("/etc/shop/segment-key.pem"));
 * }</pre>
 *
 * <p>The secret is never shown: not by {@link #toString}, not in a log, not in an exception. Platform documentation:
 * <em>Authentication Service</em>, <em>Token-based API Authentication</em>.
 */
public final class Credentials {
    /** What shows that the user is the one who is named. */
    sealed interface Proof permits Password, SigningKey {
        Call login(String username, Instant now);
    }

    private static final String PRIVATE_KEY = "private key";

    private final String username;
    private final Proof proof;

    private Credentials(String username, Proof proof) {
        this.username = username;
        this.proof = proof;
    }

    /**
     * A user name and its password.
     *
     * @param username not empty
     * @param password not empty
     * @return the credentials
     * @throws IllegalArgumentException if one of them is empty
     */
    public static Credentials password(String username, String password) {
        return new Credentials(userName(username), new Password(notEmpty("password", password)));
    }

    /**
     * A user name and a private key, whose public key the platform has been given.
     *
     * <p>The key may stay in hardware (a PKCS#11 token, a key store of the operating system): it is asked to sign, not to
     * show itself.
     *
     * @param username not empty
     * @param keyName the name under which the platform has the public key, not empty
     * @param key an RSA key of at least 2048 bits
     * @return the credentials
     * @throws IllegalArgumentException if a name is empty, or the key is of another kind or shorter
     */
    public static Credentials keyPair(String username, String keyName, PrivateKey key) {
        return keyPair(PRIVATE_KEY, username, keyName, Objects.requireNonNull(key, PRIVATE_KEY));
    }

    /**
     * A user name and a private key in a file, which is read now and not again.
     *
     * @param username not empty
     * @param keyName the name under which the platform has the public key, not empty
     * @param pem a file as {@link #keyPairFromPem} takes it
     * @return the credentials
     * @throws IllegalArgumentException if a name is empty, or the file holds no such key; the message names the file and
     *     says what it holds instead
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Credentials keyPair(String username, String keyName, Path pem) {
        String what = PRIVATE_KEY + " " + Objects.requireNonNull(pem, "file of the private key");
        return keyPair(what, username, keyName, PemKey.read(what, text(what, pem)));
    }

    /**
     * A user name and a private key as text, from a secret store say.
     *
     * @param username not empty
     * @param keyName the name under which the platform has the public key, not empty
     * @param pem an RSA key of at least 2048 bits in PKCS#8, not encrypted: it holds the line
     *     {@code -----BEGIN PRIVATE KEY-----}
     * @return the credentials
     * @throws IllegalArgumentException if a name is empty, or the text holds no such key; the message says what it holds
     *     instead and how to convert it
     */
    public static Credentials keyPairFromPem(String username, String keyName, String pem) {
        return keyPair(
                PRIVATE_KEY,
                username,
                keyName,
                PemKey.read(PRIVATE_KEY, Objects.requireNonNull(pem, "text of the private key")));
    }

    private static Credentials keyPair(String what, String username, String keyName, PrivateKey key) {
        return new Credentials(userName(username), SigningKey.of(what, notEmpty("key name", keyName), key));
    }

    /** Every byte is a character here, so that a file of another kind is told by its content, not by a decoder. */
    private static String text(String what, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(what + ": cannot be read (" + unreadable + ")", unreadable);
        }
    }

    private static String userName(String username) {
        return notEmpty("user name", username);
    }

    private static String notEmpty(String field, String value) {
        if (Objects.requireNonNull(value, field).isEmpty()) {
            throw new IllegalArgumentException(field + " \"\": must not be empty");
        }
        return value;
    }

    /**
     * The user name.
     *
     * @return not empty
     */
    public String username() {
        return username;
    }

    /**
     * The request that logs this user in.
     *
     * @param now the time that a signed login is made at
     * @throws io.segmentpixel.segment.LoginRefusedException if the private key does not sign
     */
    Call login(Instant now) {
        return proof.login(username, now);
    }

    /** Whether user name, key name and secret are the same; of keys that do not show themselves, the keys decide. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials credentials
                && credentials.username.equals(username)
                && credentials.proof.equals(proof);
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, proof);
    }

    /** The user name, the name of the key if there is one, and no secret. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + (proof instanceof SigningKey ? ", " + proof : "") + "]";
    }
}
