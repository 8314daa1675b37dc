package io.segmentpixel.page;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentRef;
import java.util.Optional;

/**
 * How often a segment's pixels were found.
 *
 * <pre>{@code
 * for (SegmentTotal total : summary.segments()) {
 *     System.out.println(total.segment() + ": on " + total.pages() + " pages");
 * }
 * }</pre>
 *
 * @param segment its id or code, as the calls name it; the id where the account's segments are known and have the code
 * @param member the member that owns the code; empty for an id
 * @param name the segment's name, where the account's segments are known, else what a comment calls the pixel
 * @param pages on how many pages an active pixel adds visitors to it, or takes them out
 * @param pixels by how many pixels, active or not
 */
public record SegmentTotal(
        SegmentRef segment, Optional<MemberId> member, Optional<String> name, long pages, long pixels) {}
