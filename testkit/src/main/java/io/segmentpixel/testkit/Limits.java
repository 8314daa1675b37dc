package io.segmentpixel.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The limits of a sandbox: how much it takes before it turns calls away.
 *
 * <pre>{@code
 * sandbox.limits(Limits.documented().withWrites(60, Duration.ofSeconds(5)).sliding());
 * }</pre>
 *
 * <p>Immutable. What is counted is counted for each user, by the clock of the sandbox. Platform documentation: <em>API Usage
 * Constraints</em>, <em>API Best Practices</em>, <em>Authentication Service</em> and <em>Manage Your Username and Password</em>.
 */
public final class Limits {
    /**
     * How a sandbox says that there were too many calls.
     *
     * <pre>{@code
     * Limits.documented().withReads(100, Duration.ofMinutes(1)).refusingBy(Limits.Refusal.OLD_405);
     * }</pre>
     */
    public enum Refusal {
        /** The user's limit: HTTP 429 with {@code Retry-After}, {@code x-ratelimit-code}, {@code x-ratelimit-count}. */
        TOO_MANY_REQUESTS_429(429),
        /** The service's limit: HTTP 503 with {@code Retry-After}, {@code x-ratelimit-code}, {@code x-ratelimit-count}. */
        SERVICE_UNAVAILABLE_503(503),
        /** As production did once: HTTP 405, of which only the body says what it means. */
        OLD_405(405);

        private final int status;

        Refusal(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** What the deprecated counters say. */
    enum Counters {
        NONE,
        RIGHT,
        WRONG
    }

    /** So many in so long a time. */
    record Quota(int most, Duration window) {
        Quota {
            if (most < 0) {
                throw new IllegalArgumentException("limit " + most + ": must be 0 or greater");
            }
            longerThanZero("window", window);
        }
    }

    /** How long a session lives. */
    record SessionLife(Duration idle, Duration longest) {}

    private enum Part {
        READS,
        WRITES,
        SLIDING,
        REFUSAL,
        REPEATS_RETRY_AFTER,
        COUNTERS,
        AT_ONCE,
        LOGINS,
        LOCK,
        SESSIONS,
        SEGMENTS
    }

    /** What is longer cannot be added to a time, or waited for. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final Limits DOCUMENTED = new Limits(new EnumMap<>(Part.class))
            .with(Part.SLIDING, false)
            .with(Part.REFUSAL, Refusal.TOO_MANY_REQUESTS_429)
            .with(Part.REPEATS_RETRY_AFTER, false)
            .with(Part.COUNTERS, Counters.NONE)
            .with(Part.SEGMENTS, Integer.MAX_VALUE)
            .withRequestsAtOnce(15)
            .withLogins(10, Duration.ofMinutes(5))
            .lockedAfter(10, Duration.ofMinutes(5))
            .withSessions(Duration.ofHours(2), Duration.ofHours(24));

    private final Map<Part, Object> parts;

    private Limits(Map<Part, Object> parts) {
        this.parts = parts;
    }

    /**
     * What the platform documents and does not move: 15 requests at once, ten logins in five minutes, an account that is locked
     * for five minutes after ten refused logins within that time, sessions of two hours after the latest call and of a day at
     * most. Reads and writes have no limit, because those numbers move: {@link #withReads}, {@link #withWrites}.
     *
     * @return the limits of a sandbox of which nothing else was said
     */
    public static Limits documented() {
        return DOCUMENTED;
    }

    /**
     * With so many reads in a window of this length.
     *
     * @param calls 0 or more
     * @param window longer than zero, and at most 3,650 days
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of its range
     */
    public Limits withReads(int calls, Duration window) {
        return with(Part.READS, new Quota(calls, window));
    }

    /**
     * With so many writes in a window of this length: creates, changes, deletes. A change of several counts once.
     *
     * @param calls 0 or more
     * @param window longer than zero, and at most 3,650 days
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of its range
     */
    public Limits withWrites(int calls, Duration window) {
        return with(Part.WRITES, new Quota(calls, window));
    }

    /**
     * With windows that slide: at any time, the calls of the last window's length count. Without it a window is fixed: it opens
     * with a call, and when it is over the count starts again.
     *
     * @return a changed copy
     */
    public Limits sliding() {
        return with(Part.SLIDING, true);
    }

    /**
     * Refusing too many reads or writes in this way; by HTTP 429 if not set.
     *
     * @param refusal the way
     * @return a changed copy
     */
    public Limits refusingBy(Refusal refusal) {
        return with(Part.REFUSAL, Objects.requireNonNull(refusal, "refusal"));
    }

    /**
     * With two {@code Retry-After} headers in a refusal, the first of one second, the second of the right number, as the platform's pages
     * warn of: the larger one counts.
     *
     * @return a changed copy
     */
    public Limits repeatingRetryAfter() {
        return with(Part.REPEATS_RETRY_AFTER, true);
    }

    /**
     * With the deprecated counters in headers and in {@code dbg_info}, which tell the truth.
     *
     * @return a changed copy
     */
    public Limits withCounters() {
        return with(Part.COUNTERS, Counters.RIGHT);
    }

    /**
     * With the deprecated counters, which tell nonsense: limits of 1, and thousands of calls.
     *
     * @return a changed copy
     */
    public Limits withWrongCounters() {
        return with(Part.COUNTERS, Counters.WRONG);
    }

    /**
     * With so many requests of a user on their way at a time; more get an HTTP 200 with {@code SYSTEM} and {@code SERVICE_UNAVAILABLE}.
     *
     * @param requests 1 or more
     * @return a changed copy
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Limits withRequestsAtOnce(int requests) {
        return with(Part.AT_ONCE, atLeastOne("requests at once", requests));
    }

    /**
     * With so many logins in a time; further ones are refused like a wrong password.
     *
     * @param logins 0 or more
     * @param window longer than zero, and at most 3,650 days
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of its range
     */
    public Limits withLogins(int logins, Duration window) {
        return with(Part.LOGINS, new Quota(logins, window));
    }

    /**
     * Locking the account for a time after so many refused logins within that time; then the right password is refused, too.
     *
     * @param refusedLogins 1 or more
     * @param lock longer than zero, and at most 3,650 days
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of its range
     */
    public Limits lockedAfter(int refusedLogins, Duration lock) {
        return with(Part.LOCK, new Quota(atLeastOne("refused logins", refusedLogins), longerThanZero("lock", lock)));
    }

    /**
     * With sessions that end so long after the latest call, and so long after the login at most.
     *
     * @param idle longer than zero, and at most 3,650 days
     * @param longest longer than zero, and at most 3,650 days
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of its range
     */
    public Limits withSessions(Duration idle, Duration longest) {
        return with(Part.SESSIONS, new SessionLife(longerThanZero("idle", idle), longerThanZero("longest", longest)));
    }

    /**
     * With so many segments of a member; the next one is refused with {@code LIMIT}.
     *
     * @param segments 0 or more
     * @return a changed copy
     * @throws IllegalArgumentException if the number is negative
     */
    public Limits withSegments(int segments) {
        return with(Part.SEGMENTS, new Quota(segments, Duration.ofNanos(1)).most());
    }

    private static int atLeastOne(String field, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(field + " " + number + ": must be 1 or greater");
        }
        return number;
    }

    static Duration longerThanZero(String field, Duration length) {
        if (zeroOrLonger(field, length).isZero()) {
            throw new IllegalArgumentException(field + " " + length + ": must be longer than zero");
        }
        return length;
    }

    static Duration zeroOrLonger(String field, Duration length) {
        if (Objects.requireNonNull(length, field).isNegative()) {
            throw new IllegalArgumentException(field + " " + length + ": must not be negative");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    field + " " + length + ": must be at most " + LONGEST.toDays() + " days");
        }
        return length;
    }

    /** The seconds of a duration, rounded up. */
    static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    private Limits with(Part part, Object value) {
        Map<Part, Object> changed = new EnumMap<>(parts);
        changed.put(part, value);
        return new Limits(changed);
    }

    /** The limit of reads or of writes, empty if they are not counted. */
    Optional<Quota> quota(boolean isWrite) {
        return Optional.ofNullable((Quota) parts.get(isWrite ? Part.WRITES : Part.READS));
    }

    boolean isSliding() {
        return get(Part.SLIDING, Boolean.class);
    }

    Refusal refusal() {
        return get(Part.REFUSAL, Refusal.class);
    }

    boolean repeatsRetryAfter() {
        return get(Part.REPEATS_RETRY_AFTER, Boolean.class);
    }

    Counters counters() {
        return get(Part.COUNTERS, Counters.class);
    }

    int requestsAtOnce() {
        return get(Part.AT_ONCE, Integer.class);
    }

    Quota logins() {
        return get(Part.LOGINS, Quota.class);
    }

    Quota lock() {
        return get(Part.LOCK, Quota.class);
    }

    SessionLife sessions() {
        return get(Part.SESSIONS, SessionLife.class);
    }

    int segments() {
        return get(Part.SEGMENTS, Integer.class);
    }

    private <T> T get(Part part, Class<T> type) {
        return type.cast(Objects.requireNonNull(parts.get(part), "limit"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limits limits && limits.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Every limit. */
    @Override
    public String toString() {
        return "Limits" + parts;
    }
}
