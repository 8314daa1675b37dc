package io.segmentpixel.acceptance;

/** Which of the calls of a cell have the fault. */
enum MatrixPosition {
    FIRST,
    SECOND,
    EVERY
}
