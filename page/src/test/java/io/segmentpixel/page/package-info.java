/** Tests of placing tags into pages. */
@NullMarked
package io.segmentpixel.page;

import org.jspecify.annotations.NullMarked;
