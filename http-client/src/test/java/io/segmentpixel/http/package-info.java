/** Replays of what a backend and a network can answer. */
@NullMarked
package io.segmentpixel.http;

import org.jspecify.annotations.NullMarked;
