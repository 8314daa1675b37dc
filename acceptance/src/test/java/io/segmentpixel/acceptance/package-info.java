/** Tests that cross modules: what both services have in common, and what holds for the whole library. */
@NullMarked
package io.segmentpixel.acceptance;

import org.jspecify.annotations.NullMarked;
