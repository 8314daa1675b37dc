package io.segmentpixel.segment;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a visitor stays in a segment, in whole minutes.
 *
 * <pre>{@code
 * Retention month = Retention.of(Duration.ofDays(30));
 * Retention longest = Retention.maximum();   // 180 days
 * Retention shortest = Retention.adCallOnly(); // 0 minutes
 * }</pre>
 *
 * <p>The platform keeps a visitor for 259,200 minutes (180 days) at most, which is also what it does where no retention is
 * set. Changing the retention of a segment does not touch visitors who are in it; adding a visitor again starts the time
 * anew. Platform documentation: <em>Segment Service</em>, field {@code expire_minutes}.
 */
public final class Retention {
    private static final int MOST_MINUTES = 259_200;
    private static final Retention MAXIMUM = new Retention(MOST_MINUTES);
    private static final Retention AD_CALL_ONLY = new Retention(0);

    private final int minutes;

    private Retention(int minutes) {
        this.minutes = minutes;
    }

    /**
     * The longest retention, 180 days.
     *
     * @return 259,200 minutes
     */
    public static Retention maximum() {
        return MAXIMUM;
    }

    /**
     * For the ad call in which the visitor was added, and no longer.
     *
     * @return 0 minutes
     */
    public static Retention adCallOnly() {
        return AD_CALL_ONLY;
    }

    /**
     * A retention of whole minutes.
     *
     * @param duration 0 to 180 days, without a part of a minute
     * @return the retention
     * @throws IllegalArgumentException if the duration is negative, longer, or not of whole minutes
     */
    public static Retention of(Duration duration) {
        Objects.requireNonNull(duration, "retention");
        Check.require(
                duration.equals(Duration.ofMinutes(duration.toMinutes())),
                "retention",
                duration.toString(),
                "must be whole minutes");
        Check.require(
                !duration.isNegative() && duration.toMinutes() <= MOST_MINUTES,
                "retention",
                duration.toString(),
                "must be 0 to 259200 minutes (180 days)");
        return ofMinutes((int) duration.toMinutes());
    }

    /**
     * A retention in minutes.
     *
     * @param minutes 0 (for the ad call only) to 259,200 (180 days)
     * @return the retention
     * @throws IllegalArgumentException if the number is out of that range
     */
    public static Retention ofMinutes(int minutes) {
        Check.require(
                minutes >= 0 && minutes <= MOST_MINUTES,
                "retention",
                minutes + " minutes",
                "must be 0 to 259200 minutes (180 days)");
        return new Retention(minutes);
    }

    /**
     * A retention that stands at the backend, even one that no rule allows today.
     *
     * @param minutes any number
     * @return the retention
     */
    public static Retention existing(int minutes) {
        return new Retention(minutes);
    }

    /** This retention, if it may be sent. */
    Retention checked() {
        return ofMinutes(minutes);
    }

    /**
     * The time in minutes.
     *
     * @return 0 to 259,200, or what else stands at the backend
     */
    public int minutes() {
        return minutes;
    }

    /**
     * The time as a duration.
     *
     * @return whole minutes
     */
    public Duration duration() {
        return Duration.ofMinutes(minutes);
    }

    /**
     * Whether this is the longest retention, which is the one of a segment that sets none.
     *
     * @return true for 259,200 minutes
     */
    public boolean isMaximum() {
        return equals(MAXIMUM);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Retention retention && retention.minutes == minutes;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(minutes);
    }

    /** The minutes in words, as in {@code 43200 minutes}. */
    @Override
    public String toString() {
        return minutes + " minutes";
    }
}
