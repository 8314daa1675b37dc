package io.segmentpixel.page;

/**
 * What is wrong with one pixel.
 *
 * @param code what it is
 * @param explanation one sentence about this very case
 */
record Fault(FindingCode code, String explanation) {}
