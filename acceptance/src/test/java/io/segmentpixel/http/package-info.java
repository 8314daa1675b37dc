/** What tests of other packages may do to a client that its users may not. */
@NullMarked
package io.segmentpixel.http;

import org.jspecify.annotations.NullMarked;
