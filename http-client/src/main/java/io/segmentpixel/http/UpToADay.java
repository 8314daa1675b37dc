package io.segmentpixel.http;

import java.time.Duration;
import java.util.Objects;

/** The rule for every duration that a caller sets: longer than zero, and at most a day. */
final class UpToADay {
    private static final Duration LONGEST = Duration.ofDays(1);

    private UpToADay() {}

    static Duration checked(String field, Duration duration) {
        Objects.requireNonNull(duration, field);
        if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + " " + duration + ": must be longer than zero and at most a day");
        }
        return duration;
    }
}
