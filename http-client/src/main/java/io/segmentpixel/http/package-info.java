/**
 * The segment service over HTTP.
 *
 * <pre>{@code
 * try (SegmentClient segments = SegmentClient.builder()
 *         .baseUrl("https://api.example.com")
 *         .credentials(Credentials.password(username, password))
 *         .build()) {
 *     Segment cart = segments.create(NewSegment.named("Shop - in cart").withCode("shop_cart"));
 * }
 * }</pre>
 *
 * <p>Every request takes one path, each step of which is a small type: {@code Pace} lets it go, {@code Session} authorises
 * it, {@code Transport} sends it, {@code Answer} is what was read, {@code Classifier} judges it, and {@code RequestPath}
 * decides whether it is sent again.
 */
@NullMarked
package io.segmentpixel.http;

import org.jspecify.annotations.NullMarked;
