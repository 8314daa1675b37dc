/** The browser in which pages are tested. */
@NullMarked
package io.segmentpixel.browser;

import org.jspecify.annotations.NullMarked;
