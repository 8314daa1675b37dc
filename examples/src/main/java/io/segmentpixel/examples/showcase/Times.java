package io.segmentpixel.examples.showcase;

import java.time.Duration;

/** Lengths of time as people say them. */
final class Times {
    private Times() {}

    /** In whole days, hours or minutes, the largest of them that does, as in {@code 30 days}. */
    static String inWords(Duration time) {
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        return time.toHours() >= 2 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }
}
