/** The way to what users of the module page get from an audit alone, for tests that cross modules. */
@NullMarked
package io.segmentpixel.page;

import org.jspecify.annotations.NullMarked;
