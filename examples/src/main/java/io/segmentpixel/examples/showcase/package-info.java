/** The parts of the showcase's page. Everything that they show comes from the library. */
@NullMarked
package io.segmentpixel.examples.showcase;

import org.jspecify.annotations.NullMarked;
