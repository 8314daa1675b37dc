/** What the stand-ins do: on the wire, in a page, and with many threads at once. */
@NullMarked
package io.segmentpixel.testkit;

import org.jspecify.annotations.NullMarked;
