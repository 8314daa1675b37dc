package io.segmentpixel.http;

import java.util.Objects;

/**
 * What a user logs in with.
 *
 * <pre>{@code
 * Credentials credentials = Credentials.password(System.getenv("SEGMENT_API_USERNAME"), System.getenv("SEGMENT_API_PASSWORD"));
 * }</pre>
 *
 * <p>The secret is never shown: not by {@link #toString}, not in a log, not in an exception. Platform documentation:
 * <em>Authentication Service</em>.
 */
public final class Credentials {
    private final String username;
    private final String password;

    private Credentials(String username, String password) {
        this.username = username;
        this.password = password;
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
        return new Credentials(notEmpty("user name", username), notEmpty("password", password));
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

    String secret() {
        return password;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials credentials
                && credentials.username.equals(username)
                && credentials.password.equals(password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, password);
    }

    /** The user name, and no secret. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
