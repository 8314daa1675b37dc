package io.segmentpixel.export;

import io.segmentpixel.pixel.SegmentValue;
import java.util.Optional;

/**
 * What makes every address another one, so that nothing between browser and platform answers from memory.
 *
 * @param macro what somebody fills in before the call is made; empty if the tag makes a number itself
 */
record CacheBuster(Optional<SegmentValue> macro) {
    static final CacheBuster OWN = new CacheBuster(Optional.empty());

    /** What a script adds to its address. */
    static final String EXPRESSION = " + \"&cb=\" + String(Math.random()).slice(2)";
}
