/** Tests of reports. */
@NullMarked
package io.segmentpixel.page.report;

import org.jspecify.annotations.NullMarked;
