/** Tests of the web server. */
@NullMarked
package io.segmentpixel.examples.web;

import org.jspecify.annotations.NullMarked;
