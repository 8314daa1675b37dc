package io.segmentpixel.http;

import java.time.Duration;

/** The right of a request to be on its way; ends by one of three calls. */
interface Place {
    /** It was sent and has ended, with an answer or without. */
    void ended();

    /** It was never sent: the backend has not counted it. */
    void unused();

    /** The backend turned it away: the others of its kind wait that long. */
    void turnedAway(Duration wait);
}
