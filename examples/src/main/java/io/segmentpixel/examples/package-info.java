/** Runnable examples of the workflow. */
@NullMarked
package io.segmentpixel.examples;

import org.jspecify.annotations.NullMarked;
