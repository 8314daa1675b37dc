/**
 * A stand-in backend and stand-in visitors, to test code that uses the library.
 *
 * <pre>{@code
 * @AutoClose
 * final Sandbox sandbox = Sandbox.start();
 *
 * @Test
 * void a_visitor_of_the_cart_is_in_its_segment() {
 *     Segment cart = sandbox.segments().create(NewSegment.named("Shop - in cart"));
 *     Visitor visitor = sandbox.newVisitor();
 *     visitor.loads(ExportFormats.htmlTag().render(PixelExport.of(cart)));
 *     assertThat(visitor.segments()).containsExactly(cart.id());
 * }
 * }</pre>
 *
 * <p>{@link io.segmentpixel.testkit.InMemorySegments} is the quickest; {@link io.segmentpixel.testkit.Sandbox} speaks HTTP. Both
 * follow the same rules, from the same code. What goes wrong is said by {@link io.segmentpixel.testkit.Faults} (over HTTP) and
 * {@link io.segmentpixel.testkit.ServiceFaults} (in memory), what is too much by {@link io.segmentpixel.testkit.Limits}; the
 * {@link io.segmentpixel.testkit.Journal} tells what was asked for, and the {@link io.segmentpixel.testkit.SandboxClock} moves the time on.
 */
@NullMarked
package io.segmentpixel.testkit;

import org.jspecify.annotations.NullMarked;
