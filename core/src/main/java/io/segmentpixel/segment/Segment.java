package io.segmentpixel.segment;

import java.math.BigDecimal;
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
        UNREADABLE_PIGGYBACKS,
        RM_PIGGYBACK,
        TRIGGER,
        PARENT,
        CATEGORY,
        PRICE,
        PROVIDER,
        PROVIDER_ID,
        OBJECT_TYPE,
        LAST_MODIFIED
    }

    private static final String USUAL_OBJECT_TYPE = "default";

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
     * With piggyback pixels that break a rule of {@link PiggybackPixel}, say by their address.
     *
     * @param texts what the backend sent for each
     * @return a changed copy
     */
    public Segment withUnreadablePiggybacks(List<String> texts) {
        return withUnlessUsual(Part.UNREADABLE_PIGGYBACKS, List.copyOf(texts), List.of());
    }

    /**
     * With the platform's flag {@code enable_rm_piggyback}.
     *
     * @param enabled whether it is on
     * @return a changed copy
     */
    public Segment withRmPiggyback(boolean enabled) {
        return withUnlessUsual(Part.RM_PIGGYBACK, enabled, true);
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
     * Below another segment.
     *
     * @param parent the other one's id
     * @return a changed copy
     */
    public Segment withParent(SegmentId parent) {
        return with(Part.PARENT, parent);
    }

    /**
     * In a category of its data provider.
     *
     * @param category any text
     * @return a changed copy
     */
    public Segment withCategory(String category) {
        return with(Part.CATEGORY, category);
    }

    /**
     * With the price of its data.
     *
     * @param price in the provider's currency; 0 counts as none
     * @return a changed copy
     */
    public Segment withPrice(BigDecimal price) {
        return price.signum() == 0 ? without(Part.PRICE) : with(Part.PRICE, price.stripTrailingZeros());
    }

    /**
     * With the data provider's name.
     *
     * @param provider any text
     * @return a changed copy
     */
    public Segment withProvider(String provider) {
        return with(Part.PROVIDER, provider);
    }

    /**
     * With the data provider's number.
     *
     * @param id any number
     * @return a changed copy
     */
    public Segment withProviderId(int id) {
        return with(Part.PROVIDER_ID, id);
    }

    /**
     * Of this kind of object.
     *
     * @param type as the platform calls it; {@code default} is what a segment is anyway
     * @return a changed copy
     */
    public Segment withObjectType(String type) {
        return withUnlessUsual(Part.OBJECT_TYPE, type, USUAL_OBJECT_TYPE);
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
        return parts.has(part) ? new Segment(id, memberId, shortName, parts.without(part)) : this;
    }

    /** {@return the number that the platform gave the segment} */
    public SegmentId id() {
        return id;
    }

    /** {@return the member that owns the segment} */
    public MemberId memberId() {
        return memberId;
    }

    /** {@return the name that the console shows; any text, even an empty one} */
    public String shortName() {
        return shortName;
    }

    /** {@return the code as it stands, which need not follow today's rules; empty if it has none} */
    public Optional<SegmentCode> code() {
        return parts.get(Part.CODE);
    }

    /** {@return the description; empty if it has none} */
    public Optional<String> description() {
        return parts.get(Part.DESCRIPTION);
    }

    /** {@return the state; {@link SegmentState#UNKNOWN} if the backend named one that this version does not know} */
    public SegmentState state() {
        return parts.<SegmentState>get(Part.STATE).orElse(SegmentState.ACTIVE);
    }

    /**
     * {@return the advertiser that alone can use the segment; empty at member level, where every advertiser of the
     *     member can}
     */
    public Optional<AdvertiserId> advertiserId() {
        return parts.get(Part.ADVERTISER);
    }

    /** {@return how long a visitor stays in the segment; the maximum where the segment names none} */
    public Retention retention() {
        return parts.<Retention>get(Part.RETENTION).orElse(Retention.maximum());
    }

    /** {@return the number of usersync pixels that may fire along; empty if it was never set, which counts as 0} */
    public OptionalInt maxUsersyncPixels() {
        return Parts.number(parts.get(Part.MAX_USERSYNC_PIXELS));
    }

    /** {@return the piggyback pixels, in the backend's order; an immutable list, empty if there are none} */
    public List<PiggybackPixel> piggybackPixels() {
        return parts.<List<PiggybackPixel>>get(Part.PIGGYBACK_PIXELS).orElse(List.of());
    }

    /**
     * The piggyback pixels that break a rule of {@link PiggybackPixel}, say by their address. An update that replaces the
     * piggybacks takes these away, too.
     *
     * @return what the backend sent for each, an immutable list; empty if there are none
     */
    public List<String> unreadablePiggybacks() {
        return parts.<List<String>>get(Part.UNREADABLE_PIGGYBACKS).orElse(List.of());
    }

    /** {@return the platform's flag {@code enable_rm_piggyback}; true where the segment names nothing else} */
    public boolean rmPiggyback() {
        return parts.<Boolean>get(Part.RM_PIGGYBACK).orElse(true);
    }

    /** {@return what puts visitors into the segment; {@link SegmentTrigger.Pixel} where it names nothing else} */
    public SegmentTrigger trigger() {
        return parts.<SegmentTrigger>get(Part.TRIGGER).orElse(new SegmentTrigger.Pixel());
    }

    /** {@return the segment above this one; empty if there is none} */
    public Optional<SegmentId> parent() {
        return parts.get(Part.PARENT);
    }

    /** {@return the category of its data provider; empty if it has none} */
    public Optional<String> category() {
        return parts.get(Part.CATEGORY);
    }

    /** {@return the price of its data, in the provider's currency; without trailing zeros, empty if it has none} */
    public Optional<BigDecimal> price() {
        return parts.get(Part.PRICE);
    }

    /** {@return the data provider's name; empty if it has none} */
    public Optional<String> provider() {
        return parts.get(Part.PROVIDER);
    }

    /** {@return the data provider's number; empty if it has none} */
    public OptionalInt providerId() {
        return Parts.number(parts.get(Part.PROVIDER_ID));
    }

    /** {@return the kind of object, as the platform calls it: {@code default}, {@code first-party}, and others} */
    public String objectType() {
        return parts.<String>get(Part.OBJECT_TYPE).orElse(USUAL_OBJECT_TYPE);
    }

    /** {@return the time of the last change, in whole seconds; empty if the backend named none} */
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
