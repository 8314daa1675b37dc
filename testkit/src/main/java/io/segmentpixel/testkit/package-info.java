/** An in-memory service, a backend over HTTP, and visitors who load pages. */
@NullMarked
package io.segmentpixel.testkit;

import org.jspecify.annotations.NullMarked;
