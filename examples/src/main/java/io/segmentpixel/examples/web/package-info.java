/** A web server for the examples: the JDK's, for this machine alone, and careful about who asks. */
@NullMarked
package io.segmentpixel.examples.web;

import org.jspecify.annotations.NullMarked;
