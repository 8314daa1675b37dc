package io.segmentpixel.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SessionStore} keeps of one user: the token of the session, and when logins were made.
 *
 * <pre>{@code
 * StoredSession session = StoredSession.none().withToken(token).withLogin(Instant.now());
 * }</pre>
 *
 * <p>The logins are there to be counted, as the backend allows only so many in some time; who keeps a session drops those
 * that no longer count. The token is a secret, which {@link #toString} does not show.
 */
public final class StoredSession {
    private static final StoredSession NONE = new StoredSession(null, List.of());

    private final @Nullable String token;
    private final List<Instant> logins;

    private StoredSession(@Nullable String token, List<Instant> logins) {
        this.token = token;
        this.logins = logins;
    }

    /**
     * Nothing: no token and no login.
     *
     * @return the empty session
     */
    public static StoredSession none() {
        return NONE;
    }

    /**
     * The token that requests carry.
     *
     * @return not empty text; empty if there is no session, or it is over
     */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /**
     * When logins were made.
     *
     * @return ascending; two of the same time stand there twice
     */
    public List<Instant> logins() {
        return logins;
    }

    /**
     * The same with this token.
     *
     * @param token not empty
     * @return the new value
     * @throws IllegalArgumentException if the token is empty
     */
    public StoredSession withToken(String token) {
        if (Objects.requireNonNull(token, "token").isEmpty()) {
            throw new IllegalArgumentException("token \"\": must not be empty");
        }
        return new StoredSession(token, logins);
    }

    /**
     * The same without a token.
     *
     * @return the new value
     */
    public StoredSession withoutToken() {
        return new StoredSession(null, logins);
    }

    /**
     * The same with one more login.
     *
     * @param at when it was made
     * @return the new value
     */
    public StoredSession withLogin(Instant at) {
        Objects.requireNonNull(at, "at");
        return new StoredSession(
                token, Stream.concat(logins.stream(), Stream.of(at)).sorted().toList());
    }

    /** The same with those logins of another that this one does not have. */
    StoredSession withLoginsOf(StoredSession other) {
        List<Instant> missing = new ArrayList<>(other.logins);
        logins.forEach(missing::remove);
        return new StoredSession(
                token, Stream.concat(logins.stream(), missing.stream()).sorted().toList());
    }

    /**
     * The same without the logins before a time.
     *
     * @param earliest the earliest that stays
     * @return the new value
     */
    public StoredSession withLoginsSince(Instant earliest) {
        Objects.requireNonNull(earliest, "earliest");
        return new StoredSession(
                token,
                logins.stream().filter(login -> !login.isBefore(earliest)).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredSession session
                && Objects.equals(session.token, token)
                && session.logins.equals(logins);
    }

    @Override
    public int hashCode() {
        return Objects.hash(token, logins);
    }

    /** Whether there is a token, and the logins; not the token itself. */
    @Override
    public String toString() {
        return "StoredSession[token=" + (token == null ? "none" : "***") + ", logins=" + logins + "]";
    }
}
