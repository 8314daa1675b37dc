/** Tags on HTML pages: where they go, and how they come off again. */
@NullMarked
package io.segmentpixel.page;

import org.jspecify.annotations.NullMarked;
