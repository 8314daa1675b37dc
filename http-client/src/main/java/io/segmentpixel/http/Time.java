package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;

/** The clock of a client, and its waiting. */
interface Time {
    Instant now();

    void sleep(Duration duration) throws InterruptedException;
}
