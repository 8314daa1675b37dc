package io.segmentpixel.http;

import java.time.Duration;
import java.util.Optional;

/**
 * A place for the sessions of users, which also lends the right to log in, so that several clients and JVMs share one login.
 *
 * <pre>{@code
 * SessionStore shared = SessionStore.inMemory();
 * SegmentClient.builder().sessionStore(shared);
 * }</pre>
 *
 * <p>A store is given to clients, which read and write it. Two are ready: {@link #inMemory} and {@link FileSessionStore}. This is
 * how a client uses it:
 *
 * <pre>{@code
 * Optional<SessionStore.Lease> lease = store.lease(user, Duration.ofMinutes(1));
 * if (lease.isPresent()) {
 *     try (SessionStore.Lease held = lease.get()) {
 *         held.keep(store.read(user).withToken(login()).withLogin(Instant.now()));
 *     }
 * }
 * }</pre>
 *
 * <p>Whoever writes another keeps to this:
 *
 * <ul>
 *   <li>It is safe for use by many threads at once, and users are independent of each other.
 *   <li>At most one lease of a user runs at a time. A lease that is not closed ends by itself and can then be taken by
 *       another, also when the process that had it is gone.
 *   <li>A lease that has ended changes nothing any more.
 *   <li>A method may block for a short input or output, but does not wait for a lease to end.
 *   <li>{@link Lease#keep} and {@link Lease#close} do their work also on an interrupted thread, which stays interrupted: who
 *       is interrupted gives back what it holds. {@link #read} and {@link #lease} may fail on such a thread.
 *   <li>A token is a secret: it is never shown in a message, a log or a {@code toString}.
 * </ul>
 *
 * <p>Any method may throw {@link java.io.UncheckedIOException} if the store fails, and {@link IllegalStateException} if what
 * it finds cannot be trusted or read; nothing is changed then. An argument that is null is refused with
 * {@link NullPointerException}.
 */
public interface SessionStore {
    /**
     * What is kept for a user.
     *
     * @param user the user's key, made by the client of the backend's address and the user name
     * @return what was kept last; {@link StoredSession#none()} if nothing was
     */
    StoredSession read(String user);

    /**
     * Takes the right to log in.
     *
     * @param user the user's key
     * @param atMost how long the right lasts if it is not given back; longer than zero, at most a day
     * @return the right; empty while somebody else has it
     * @throws IllegalArgumentException if the time is not in its range
     */
    Optional<Lease> lease(String user, Duration atMost);

    /**
     * A store in memory, for several clients of one JVM.
     *
     * <pre>{@code
     * SessionStore shared = SessionStore.inMemory();
     * }</pre>
     *
     * @return a new store that keeps nothing yet
     */
    static SessionStore inMemory() {
        return new InMemorySessionStore();
    }

    /**
     * The right of one holder to log in and to say what is kept.
     *
     * <pre>{@code
     * try (SessionStore.Lease held = lease) {
     *     held.keep(session.withToken(token));
     * }
     * }</pre>
     */
    interface Lease extends AutoCloseable {
        /**
         * Replaces what is kept for the user. The lease goes on.
         *
         * @param session what to keep
         * @return false if the lease has ended or was given back or taken over: then nothing is changed
         */
        boolean keep(StoredSession session);

        /** Gives the right back; does nothing if it has ended, or was given back before. */
        @Override
        void close();
    }
}
