/** What every value of core has in common: how it refuses bad arguments. */
@NullMarked
package io.segmentpixel.rules;

import org.jspecify.annotations.NullMarked;
