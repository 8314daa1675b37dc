package io.segmentpixel.http;

import java.time.Duration;

/** The right of a request to be on its way; ends by one of two calls. */
interface Place {
    /** It has ended, with an answer or without. */
    void ended();

    /** The backend turned it away: the others of its kind wait that long. */
    void turnedAway(Duration wait);
}
