package io.segmentpixel.segment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which segments a listing is to hold: all that meet every condition named here.
 *
 * <pre>{@code
 * SegmentQuery query = SegmentQuery.all().withState(SegmentState.ACTIVE).search("cart");
 * try (Stream<Segment> carts = segments.list(query)) {
 *     carts.forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Platform documentation: <em>Segment Service</em>, <em>API Semantics</em>.
 */
public final class SegmentQuery {
    private enum Part {
        IDS,
        CODE,
        STATE,
        ADVERTISER,
        SEARCH,
        MODIFIED_SINCE,
        OWN_ONLY
    }

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);
    private static final SegmentQuery ALL = new SegmentQuery(Parts.none(Part.class));

    private final Parts<Part> parts;

    private SegmentQuery(Parts<Part> parts) {
        this.parts = parts;
    }

    /**
     * Every segment that the user can see.
     *
     * @return a query without conditions
     */
    public static SegmentQuery all() {
        return ALL;
    }

    /**
     * Only segments with one of these ids, in place of those said before. An id that does not exist is passed over.
     *
     * @param ids any number; none at all finds nothing
     * @return a changed copy
     */
    public SegmentQuery withIds(SegmentId... ids) {
        return with(
                Part.IDS,
                Arrays.stream(ids)
                        .distinct()
                        .sorted((a, b) -> Integer.compare(a.value(), b.value()))
                        .toList());
    }

    /**
     * Only the segment with exactly this code; a code that differs in case is another.
     *
     * @param code the code
     * @return a changed copy
     */
    public SegmentQuery withCode(SegmentCode code) {
        return with(Part.CODE, code);
    }

    /**
     * Only the segment with exactly this code; a code that differs in case is another.
     *
     * @param code at least one character
     * @return a changed copy
     * @throws IllegalArgumentException if the code is empty
     */
    public SegmentQuery withCode(String code) {
        return withCode(SegmentCode.existing(code));
    }

    /**
     * Only segments in this state.
     *
     * @param state {@link SegmentState#ACTIVE} or {@link SegmentState#INACTIVE}
     * @return a changed copy
     * @throws IllegalArgumentException if the state is {@link SegmentState#UNKNOWN}
     */
    public SegmentQuery withState(SegmentState state) {
        return with(Part.STATE, SegmentRules.state(state));
    }

    /**
     * Only segments at the level of this advertiser.
     *
     * @param advertiser the advertiser
     * @return a changed copy
     */
    public SegmentQuery atAdvertiserLevel(AdvertiserId advertiser) {
        return with(Part.ADVERTISER, advertiser);
    }

    /**
     * Only segments whose id, name or code contains this text; case does not matter.
     *
     * @param text at least one character
     * @return a changed copy
     * @throws IllegalArgumentException if the text is empty
     */
    public SegmentQuery search(String text) {
        Check.require(!text.isEmpty(), "search", "\"\"", "must have at least 1 character");
        return with(Part.SEARCH, text);
    }

    /**
     * Only segments that were changed at this time or later. The platform keeps whole seconds, so a part of a second is
     * dropped: what was changed within that second is in the listing.
     *
     * @param time from the year 1 to 9999, UTC
     * @return a changed copy
     * @throws IllegalArgumentException if the time is out of that range
     */
    public SegmentQuery modifiedSince(Instant time) {
        Check.require(
                !time.isBefore(EARLIEST) && time.isBefore(LATEST),
                "modified since",
                time.toString(),
                "must be within the years 1 to 9999");
        return with(Part.MODIFIED_SINCE, time.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Only segments that the member owns, without those that others share with it.
     *
     * @return a changed copy
     */
    public SegmentQuery ownOnly() {
        return with(Part.OWN_ONLY, true);
    }

    private SegmentQuery with(Part part, Object value) {
        return new SegmentQuery(parts.with(part, value));
    }

    /** {@return the ids, distinct and ascending; empty if every id will do} */
    public Optional<List<SegmentId>> ids() {
        return parts.get(Part.IDS);
    }

    /** {@return the code; empty if every code will do} */
    public Optional<SegmentCode> code() {
        return parts.get(Part.CODE);
    }

    /** {@return the state; empty if every state will do} */
    public Optional<SegmentState> state() {
        return parts.get(Part.STATE);
    }

    /** {@return the advertiser; empty if every level will do} */
    public Optional<AdvertiserId> advertiser() {
        return parts.get(Part.ADVERTISER);
    }

    /** {@return the text to look for; empty if every segment will do} */
    public Optional<String> searchText() {
        return parts.get(Part.SEARCH);
    }

    /** {@return the time of the earliest change that counts, in whole seconds; empty if every time will do} */
    public Optional<Instant> modifiedSince() {
        return parts.get(Part.MODIFIED_SINCE);
    }

    /** {@return whether segments that others share with the member are left out} */
    public boolean isOwnOnly() {
        return parts.has(Part.OWN_ONLY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentQuery query && query.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The conditions. */
    @Override
    public String toString() {
        return "SegmentQuery[" + (parts.isEmpty() ? "all" : parts) + "]";
    }
}
