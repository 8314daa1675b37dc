package io.segmentpixel.page;

/**
 * Something that is wrong, and belongs to no pixel.
 *
 * @param start where it begins
 * @param end behind it
 */
record Misplaced(int start, int end, Fault fault) {}
