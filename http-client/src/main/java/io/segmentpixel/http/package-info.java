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
 * <p>{@link io.segmentpixel.http.SegmentClient} is the way in. {@link io.segmentpixel.http.SessionStore} and
 * {@link io.segmentpixel.http.RequestBudget} let several clients share a login and a rate;
 * {@link io.segmentpixel.http.ClientListener} is told what a client does.
 */
@NullMarked
package io.segmentpixel.http;

import org.jspecify.annotations.NullMarked;
