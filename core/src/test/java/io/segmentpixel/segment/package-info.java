/** Tests of the segments' values and their rules. */
@NullMarked
package io.segmentpixel.segment;

import org.jspecify.annotations.NullMarked;
