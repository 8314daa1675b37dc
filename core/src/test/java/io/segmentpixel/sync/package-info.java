@NullMarked
package io.segmentpixel.sync;

import org.jspecify.annotations.NullMarked;
