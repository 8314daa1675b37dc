/**
 * Segments as values, the rules of the platform for them, and the service that keeps them.
 *
 * <pre>{@code
 * NewSegment cart = NewSegment.named("Shop - in cart").withCode("shop_cart").keptFor(Duration.ofDays(30));
 * Segment segment = segments.create(cart);
 * }</pre>
 *
 * <p>All values are immutable; a wither returns a new one. No parameter may be null ({@link NullPointerException}), and a
 * value that would break a rule is not built: {@link IllegalArgumentException}, with a message that names the field, the
 * value and the rule. What a backend sends is held as it is ({@link io.segmentpixel.segment.Segment}), even if it breaks a
 * rule.
 */
@NullMarked
package io.segmentpixel.segment;

import org.jspecify.annotations.NullMarked;
