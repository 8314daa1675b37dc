/** Programs that show the library at work. */
@NullMarked
package io.segmentpixel.examples;

import org.jspecify.annotations.NullMarked;
