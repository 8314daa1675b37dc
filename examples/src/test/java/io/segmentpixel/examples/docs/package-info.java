/** Holds README and docs to the code: every block runs, every link leads somewhere, every name is that of something. */
@NullMarked
package io.segmentpixel.examples.docs;

import org.jspecify.annotations.NullMarked;
