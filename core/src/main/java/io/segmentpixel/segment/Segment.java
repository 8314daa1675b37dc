package io.segmentpixel.segment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A segment as it stands at the backend.
 *
 * <pre>{@code
 * Segment segment = segments.get(SegmentId.of(528336));
 * segment.shortName(); // Shop - in cart
 * }</pre>
 *
 * <p>It holds what the backend sent, even what no rule allows today (a code with a dot, an unknown state), so that one odd
 * segment never ends a listing. To make one in a test:
 *
 * <pre>{@code
 * Segment segment = Segment.of(SegmentId.of(528336), MemberId.of(958), "test").withCode(SegmentCode.of("shop_cart"));
 * }</pre>
 *
 * <p>Platform documentation: <em>Segment Service</em>.
 */
public final class Segment {
    private enum Part {
        CODE,
        DESCRIPTION,
        STATE,
        ADVERTISER,
        RETENTION,
        MAX_USERSYNC_PIXELS,
        PIGGYBACK_PIXELS,
        TRIGGER,
        LAST_MODIFIED
    }

    private final SegmentId id;
    private final MemberId memberId;
    private final String shortName;
    private final Parts<Part> parts;

    private Segment(SegmentId id, MemberId memberId, String shortName, Parts<Part> parts) {
        this.id = Objects.requireNonNull(id, "id");
        this.memberId = Objects.requireNonNull(memberId, "member id");
        this.shortName = Objects.requireNonNull(shortName, "short name");
        this.parts = parts;
    }

    /**
     * A segment as a backend would have it after a create that named nothing else: active, at member level, kept for the
     * maximum.
     *
     * @param id the segment's id
     * @param memberId the owner
     * @param shortName the shown name, any text
     * @return the segment
     */
    public static Segment of(SegmentId id, MemberId memberId, String shortName) {
        return new Segment(id, memberId, shortName, Parts.none(Part.class));
    }

    /**
     * With another name.
     *
     * @param name any text
     * @return a changed copy
     */
    public Segment withShortName(String name) {
        return new Segment(id, memberId, name, parts);
    }

    /**
     * With a code.
     *
     * @param code the code, of whatever kind
     * @return a changed copy
     */
    public Segment withCode(SegmentCode code) {
        return with(Part.CODE, code);
    }

    /**
     * Without a code.
     *
     * @return a changed copy
     */
    public Segment withoutCode() {
        return without(Part.CODE);
    }

    /**
     * With a description.
     *
     * @param description any text
     * @return a changed copy
     */
    public Segment withDescription(String description) {
        return with(Part.DESCRIPTION, description);
    }

    /**
     * Without a description.
     *
     * @return a changed copy
     */
    public Segment withoutDescription() {
        return without(Part.DESCRIPTION);
    }

    /**
     * In this state.
     *
     * @param state any state
     * @return a changed copy
     */
    public Segment withState(SegmentState state) {
        return withUnlessUsual(Part.STATE, state, SegmentState.ACTIVE);
    }

    /**
     * At the level of an advertiser.
     *
     * @param advertiser the advertiser that alone can use the segment
     * @return a changed copy
     */
    public Segment atAdvertiserLevel(AdvertiserId advertiser) {
        return with(Part.ADVERTISER, advertiser);
    }

    /**
     * At the level of its member.
     *
     * @return a changed copy
     */
    public Segment atMemberLevel() {
        return without(Part.ADVERTISER);
    }

    /**
     * With the time that a visitor stays in the segment.
     *
     * @param retention any retention
     * @return a changed copy
     */
    public Segment withRetention(Retention retention) {
        return withUnlessUsual(Part.RETENTION, retention, Retention.maximum());
    }

    /**
     * With the number of usersync pixels that may fire along.
     *
     * @param pixels any number
     * @return a changed copy
     */
    public Segment withMaxUsersyncPixels(int pixels) {
        return with(Part.MAX_USERSYNC_PIXELS, pixels);
    }

    /**
     * Without a number of usersync pixels, which the platform takes for none.
     *
     * @return a changed copy
     */
    public Segment withoutMaxUsersyncPixels() {
        return without(Part.MAX_USERSYNC_PIXELS);
    }

    /**
     * With these piggyback pixels in place of those it has.
     *
     * @param pixels any pixels, in the order in which the backend holds them
     * @return a changed copy
     */
    public Segment withPiggyback(List<PiggybackPixel> pixels) {
        return withUnlessUsual(Part.PIGGYBACK_PIXELS, List.copyOf(pixels), List.of());
    }

    /**
     * With what puts visitors into the segment.
     *
     * @param trigger any trigger
     * @return a changed copy
     */
    public Segment withTrigger(SegmentTrigger trigger) {
        return withUnlessUsual(Part.TRIGGER, trigger, new SegmentTrigger.Pixel());
    }

    /**
     * With the time of its last change.
     *
     * @param time the backend holds whole seconds
     * @return a changed copy
     */
    public Segment withLastModified(Instant time) {
        return with(Part.LAST_MODIFIED, time);
    }

    private Segment with(Part part, Object value) {
        return new Segment(id, memberId, shortName, parts.with(part, value));
    }

    /** Leaves out what a segment has anyway, so that two segments that say the same are equal. */
    private Segment withUnlessUsual(Part part, Object value, Object usual) {
        return usual.equals(value) ? without(part) : with(part, value);
    }

    private Segment without(Part part) {
        return new Segment(id, memberId, shortName, parts.without(part));
    }

    /**
     * The number that the platform gave the segment.
     *
     * @return the id
     */
    public SegmentId id() {
        return id;
    }

    /**
     * The owner.
     *
     * @return the member
     */
    public MemberId memberId() {
        return memberId;
    }

    /**
     * The shown name.
     *
     * @return any text, even an empty one
     */
    public String shortName() {
        return shortName;
    }

    /**
     * The code, as it stands, which need not follow today's rules.
     *
     * @return empty if it has none
     */
    public Optional<SegmentCode> code() {
        return parts.get(Part.CODE);
    }

    /**
     * The description.
     *
     * @return empty if it has none
     */
    public Optional<String> description() {
        return parts.get(Part.DESCRIPTION);
    }

    /**
     * The state.
     *
     * @return {@link SegmentState#UNKNOWN} if the backend named one that this version does not know
     */
    public SegmentState state() {
        return parts.<SegmentState>get(Part.STATE).orElse(SegmentState.ACTIVE);
    }

    /**
     * The advertiser that alone can use the segment.
     *
     * @return empty at member level, where every advertiser of the member can
     */
    public Optional<AdvertiserId> advertiserId() {
        return parts.get(Part.ADVERTISER);
    }

    /**
     * How long a visitor stays in the segment.
     *
     * @return the maximum where the segment names none
     */
    public Retention retention() {
        return parts.<Retention>get(Part.RETENTION).orElse(Retention.maximum());
    }

    /**
     * The number of usersync pixels that may fire along.
     *
     * @return empty if none was set, which the platform takes for 0
     */
    public OptionalInt maxUsersyncPixels() {
        return Parts.number(parts.get(Part.MAX_USERSYNC_PIXELS));
    }

    /**
     * The piggyback pixels, in the backend's order.
     *
     * @return an immutable list, empty if there are none
     */
    public List<PiggybackPixel> piggybackPixels() {
        return parts.<List<PiggybackPixel>>get(Part.PIGGYBACK_PIXELS).orElse(List.of());
    }

    /**
     * What puts visitors into the segment.
     *
     * @return {@link SegmentTrigger.Pixel} where the segment names nothing else
     */
    public SegmentTrigger trigger() {
        return parts.<SegmentTrigger>get(Part.TRIGGER).orElse(new SegmentTrigger.Pixel());
    }

    /**
     * The time of the last change, in whole seconds.
     *
     * @return empty if the backend named none
     */
    public Optional<Instant> lastModified() {
        return parts.get(Part.LAST_MODIFIED);
    }

    /** Two segments are equal if all they hold is equal: a later state of the same segment is another value. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Segment segment
                && segment.id.equals(id)
                && segment.memberId.equals(memberId)
                && segment.shortName.equals(shortName)
                && segment.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, memberId, shortName, parts);
    }

    /** Id, member, name and the parts that are set. */
    @Override
    public String toString() {
        return "Segment[id=" + id + ", member=" + memberId + ", name=" + shortName + (parts.isEmpty() ? "" : ", ")
                + parts + "]";
    }
}
