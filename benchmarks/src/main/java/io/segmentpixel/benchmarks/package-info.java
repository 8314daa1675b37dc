/** How fast tags are made, placed and found, how fast the client is, and what each of these is measured against. */
@NullMarked
package io.segmentpixel.benchmarks;

import org.jspecify.annotations.NullMarked;
