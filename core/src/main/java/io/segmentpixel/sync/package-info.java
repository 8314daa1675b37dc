/**
 * From the segments that are wanted and those that stand at the backend to the fewest changes between them.
 *
 * <pre>{@code
 * SegmentPlan plan = SegmentPlan.between(desired, segments.list(SegmentQuery.all().ownOnly()));
 * System.out.println(plan);
 * plan.applyTo(segments);
 * }</pre>
 *
 * <p>No parameter may be null ({@link NullPointerException}).
 */
@NullMarked
package io.segmentpixel.sync;

import org.jspecify.annotations.NullMarked;
