package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;

/**
 * Limits the share of requests that are repeats of failed ones, so that an outage is not made worse by all who wait for its end.
 * Each request earns its share of a repeat; a reserve, which fills again by one a second, lets a quiet client repeat as well.
 */
final class RetryShare {
    private static final double RESERVE = 10;
    private static final double MOST = 100;

    private final double share;
    private final Time time;
    private double saved = RESERVE;
    private Instant filled;

    /**
     * A share.
     *
     * @param share 0 for no repeats, 1 for as many repeats as requests
     */
    RetryShare(double share, Time time) {
        this.share = share;
        this.time = time;
        this.filled = time.now();
    }

    /** A request is sent for the first time. */
    synchronized void earn() {
        saved = Math.min(MOST, saved + share);
    }

    /** Whether one may be repeated now; if so, that is counted. */
    synchronized boolean spend() {
        fill();
        if (share == 0 || saved < 1) {
            return false;
        }
        saved--;
        return true;
    }

    private void fill() {
        Instant now = time.now();
        double seconds = Duration.between(filled, now).toNanos() / 1e9;
        filled = now;
        saved = Math.max(saved, Math.min(RESERVE, saved + seconds));
    }
}
