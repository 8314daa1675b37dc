package io.segmentpixel.segment;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A segment that is to be created.
 *
 * <pre>{@code
 * NewSegment cart = NewSegment.named("Shop - in cart")
 *         .withCode("shop_cart")
 *         .keptFor(Duration.ofDays(30));
 * Segment segment = segments.create(cart);
 * }</pre>
 *
 * <p>A part that was never set is left to the backend. The order in which parts are set does not matter; the last value
 * said counts. Platform documentation: <em>Segment Service</em> and <em>Create a Segment Pixel</em>.
 */
public final class NewSegment {
    private enum Part {
        CODE,
        DESCRIPTION,
        MEMBER,
        LEVEL,
        STATE,
        RETENTION,
        MAX_USERSYNC_PIXELS,
        PIGGYBACK_PIXELS,
        RM_PIGGYBACK,
        TRIGGER
    }

    private final String name;
    private final Parts<Part> parts;

    private NewSegment(String name, Parts<Part> parts) {
        this.name = name;
        this.parts = parts;
    }

    /**
     * A segment of this name.
     *
     * @param name 1 to 255 characters (code points) of any kind but control characters and lone surrogates
     * @return a new segment of which nothing but the name is set
     * @throws IllegalArgumentException if the name breaks that rule
     */
    public static NewSegment named(String name) {
        return new NewSegment(SegmentRules.name(name), Parts.none(Part.class));
    }

    /**
     * With a code, unique within the member ignoring case.
     *
     * @param code 1 to 50 of {@code A-Z a-z 0-9 _ -}
     * @return a changed copy
     * @throws IllegalArgumentException if the code breaks a rule of {@link SegmentCode#of}
     */
    public NewSegment withCode(String code) {
        return with(Part.CODE, SegmentCode.of(code));
    }

    /**
     * With a description.
     *
     * @param description 1 to 500 characters, none of which is {@code '} or {@code \}
     * @return a changed copy
     * @throws IllegalArgumentException if the description breaks that rule
     */
    public NewSegment withDescription(String description) {
        return with(Part.DESCRIPTION, SegmentRules.description(description));
    }

    /**
     * Owned by this member. Without it the segment belongs to the member of the user that creates it.
     *
     * @param member the owner
     * @return a changed copy
     */
    public NewSegment withMember(MemberId member) {
        return with(Part.MEMBER, member);
    }

    /**
     * At advertiser level: usable by this advertiser only. Without it every advertiser of the member can use the segment.
     *
     * @param advertiser an advertiser of the member
     * @return a changed copy
     */
    public NewSegment atAdvertiserLevel(AdvertiserId advertiser) {
        return with(Part.LEVEL, Change.to(advertiser));
    }

    /**
     * At member level: usable by every advertiser of the member. A segment that is created stands there anyway; one that a plan
     * finds at the level of an advertiser is moved only if this is said.
     *
     * @return a changed copy
     */
    public NewSegment atMemberLevel() {
        return with(Part.LEVEL, Change.cleared());
    }

    /**
     * Active, which is what the platform makes of a segment that says nothing, or inactive.
     *
     * @param state {@link SegmentState#ACTIVE} or {@link SegmentState#INACTIVE}
     * @return a changed copy
     * @throws IllegalArgumentException if the state is {@link SegmentState#UNKNOWN}
     */
    public NewSegment withState(SegmentState state) {
        return with(Part.STATE, SegmentRules.state(Objects.requireNonNull(state, "state")));
    }

    /**
     * With the time that a visitor stays in the segment.
     *
     * @param retention 0 to 180 days
     * @return a changed copy
     * @throws IllegalArgumentException if it is one that a backend sent, and breaks that rule
     */
    public NewSegment withRetention(Retention retention) {
        return with(
                Part.RETENTION, Objects.requireNonNull(retention, "retention").checked());
    }

    /**
     * With the time that a visitor stays in the segment.
     *
     * @param duration 0 to 180 days in whole minutes
     * @return a changed copy
     * @throws IllegalArgumentException if the duration breaks a rule of {@link Retention#of}
     */
    public NewSegment keptFor(Duration duration) {
        return withRetention(Retention.of(duration));
    }

    /**
     * With the number of usersync pixels that may fire along with this segment's pixel; the platform's own default is none.
     * Of several segments in one call the lowest number counts.
     *
     * @param pixels 0 or greater; 0 with a trigger of a key and a value
     * @return a changed copy
     * @throws IllegalArgumentException if the number breaks that rule
     */
    public NewSegment withMaxUsersyncPixels(int pixels) {
        return with(Part.MAX_USERSYNC_PIXELS, SegmentRules.maxUsersyncPixels(pixels));
    }

    /**
     * With piggyback pixels, in place of those said before; without any, it is to have none.
     *
     * @param pixels one image, or any number of scripts
     * @return a changed copy
     * @throws IllegalArgumentException if images and scripts are mixed, or there is more than one image
     */
    public NewSegment withPiggyback(PiggybackPixel... pixels) {
        List<PiggybackPixel> list = List.of(pixels);
        PiggybackPixel.commonType(list);
        return with(Part.PIGGYBACK_PIXELS, list);
    }

    /**
     * With the platform's flag {@code enable_rm_piggyback}, which is on unless something else is said.
     *
     * @param enabled whether it is on
     * @return a changed copy
     */
    public NewSegment withRmPiggyback(boolean enabled) {
        return with(Part.RM_PIGGYBACK, enabled);
    }

    /**
     * With what puts visitors into the segment; a pixel, unless something else is said.
     *
     * @param trigger the trigger; one of a key and a value goes with no usersync pixels
     * @return a changed copy
     * @throws IllegalArgumentException if the trigger breaks a rule of its own, or that one
     */
    public NewSegment withTrigger(SegmentTrigger trigger) {
        return with(Part.TRIGGER, Objects.requireNonNull(trigger, "trigger").checked());
    }

    private NewSegment with(Part part, Object value) {
        NewSegment changed = new NewSegment(name, parts.with(part, value));
        SegmentRules.usersyncWith(changed.trigger(), changed.maxUsersyncPixels());
        return changed;
    }

    /**
     * The segment that stands at the backend once this one is created. For those who implement {@link SegmentService}.
     *
     * @param id the id that it gets
     * @param creator the member that owns it if this names none
     * @return a segment with all parts that were set, and the platform's defaults for the others
     */
    public Segment createdAs(SegmentId id, MemberId creator) {
        Segment created = Segment.of(id, member().orElse(creator), name);
        created = code().map(created::withCode).orElse(created);
        created = description().map(created::withDescription).orElse(created);
        created = advertiser().map(created::atAdvertiserLevel).orElse(created);
        created = state().map(created::withState).orElse(created);
        created = retention().map(created::withRetention).orElse(created);
        created = parts.<Integer>get(Part.MAX_USERSYNC_PIXELS)
                .map(created::withMaxUsersyncPixels)
                .orElse(created);
        created = rmPiggyback().map(created::withRmPiggyback).orElse(created);
        created = trigger().map(created::withTrigger).orElse(created);
        return created.withPiggyback(piggybackPixels());
    }

    /**
     * Whether a segment has every part that was set here, and stands at the same level.
     *
     * <pre>{@code
     * NewSegment.named("Shop - cart").isFoundIn(segment); // true if a create of it may have made this segment
     * }</pre>
     *
     * @param segment a segment that stands at the backend
     * @return false if any part that was set differs
     */
    public boolean isFoundIn(Segment segment) {
        return segment.shortName().equals(name)
                && segment.advertiserId().equals(advertiser())
                && agrees(code(), segment.code())
                && agrees(description(), segment.description())
                && agrees(member(), Optional.of(segment.memberId()))
                && agrees(state(), Optional.of(segment.state()))
                && agrees(retention(), Optional.of(segment.retention()))
                && agrees(
                        parts.get(Part.MAX_USERSYNC_PIXELS),
                        Optional.of(segment.maxUsersyncPixels().orElse(0)))
                && agrees(piggyback(), Optional.of(segment.piggybackPixels()))
                && (piggyback().isEmpty() || segment.unreadablePiggybacks().isEmpty())
                && agrees(rmPiggyback(), Optional.of(segment.rmPiggyback()))
                && trigger().filter(asked -> !asked.isSameAs(segment.trigger())).isEmpty();
    }

    private static <T> boolean agrees(Optional<T> asked, Optional<T> present) {
        return asked.isEmpty() || asked.equals(present);
    }

    /** {@return the name; 1 to 255 characters} */
    public String name() {
        return name;
    }

    /** {@return the code; empty if the segment is to have none} */
    public Optional<SegmentCode> code() {
        return parts.get(Part.CODE);
    }

    /** {@return the description; empty if never set} */
    public Optional<String> description() {
        return parts.get(Part.DESCRIPTION);
    }

    /** {@return the member that is to own it; empty if never set} */
    public Optional<MemberId> member() {
        return parts.get(Part.MEMBER);
    }

    /** {@return the advertiser that alone is to use the segment; empty for member level, or if no level was set} */
    public Optional<AdvertiserId> advertiser() {
        return level().flatMap(Change::value);
    }

    /** {@return whether member level was asked for; false if an advertiser was named, or no level was set} */
    public boolean isAtMemberLevel() {
        return level().isPresent() && advertiser().isEmpty();
    }

    private Optional<Change<AdvertiserId>> level() {
        return parts.get(Part.LEVEL);
    }

    /** {@return the state; empty if never set} */
    public Optional<SegmentState> state() {
        return parts.get(Part.STATE);
    }

    /** {@return the retention; empty if never set} */
    public Optional<Retention> retention() {
        return parts.get(Part.RETENTION);
    }

    /** {@return the number of usersync pixels; empty if never set} */
    public OptionalInt maxUsersyncPixels() {
        return Parts.number(parts.get(Part.MAX_USERSYNC_PIXELS));
    }

    /** {@return the piggyback pixels; empty if there are to be none, or they were never set} */
    public List<PiggybackPixel> piggybackPixels() {
        return piggyback().orElse(List.of());
    }

    /** {@return what was said of piggyback pixels; empty if nothing was, an empty list if there are to be none} */
    public Optional<List<PiggybackPixel>> piggyback() {
        return parts.get(Part.PIGGYBACK_PIXELS);
    }

    /** {@return the platform's flag {@code enable_rm_piggyback}; empty if never set} */
    public Optional<Boolean> rmPiggyback() {
        return parts.get(Part.RM_PIGGYBACK);
    }

    /** {@return what puts visitors into the segment; empty if never set} */
    public Optional<SegmentTrigger> trigger() {
        return parts.get(Part.TRIGGER);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NewSegment segment && segment.name.equals(name) && segment.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + parts.hashCode();
    }

    /** The name and the parts that were set. */
    @Override
    public String toString() {
        return "NewSegment[name=" + name + (parts.isEmpty() ? "" : ", ") + parts + "]";
    }
}
