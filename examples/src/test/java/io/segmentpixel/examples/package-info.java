/** Tests of the examples, and of the code in the README. */
@NullMarked
package io.segmentpixel.examples;

import org.jspecify.annotations.NullMarked;
