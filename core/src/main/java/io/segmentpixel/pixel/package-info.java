/**
 * Calls to the platform's pixel servers as values: built, written as an address, and read back.
 *
 * <pre>{@code
 * SegmentCall call = SegmentCall.adding(SegmentId.of(528336)).andRemoving(SegmentId.of(528337)).withValue(5);
 * call.query(); // add=528336:5&remove=528337
 * PixelCall.parse("https://secure.adnxs.com/seg?add=528336:5&remove=528337&t=1").flatMap(ParsedCall::call); // an equal call
 * }</pre>
 *
 * <p>All values are immutable; a wither returns a new one. No parameter may be null ({@link NullPointerException}). A
 * {@link io.segmentpixel.pixel.SegmentCall} that would break a rule is not built ({@link IllegalArgumentException}, naming
 * the field, the value and the rule), while a {@link io.segmentpixel.pixel.ParsedCall} holds what stands on a page, even if
 * it breaks a rule.
 */
@NullMarked
package io.segmentpixel.pixel;

import org.jspecify.annotations.NullMarked;
