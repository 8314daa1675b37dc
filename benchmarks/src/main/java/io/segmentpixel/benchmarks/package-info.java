/** How fast tags are made. */
@NullMarked
package io.segmentpixel.benchmarks;

import org.jspecify.annotations.NullMarked;
