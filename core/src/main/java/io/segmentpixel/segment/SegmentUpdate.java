package io.segmentpixel.segment;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A change to a segment that stands at the backend: only the parts named here change.
 *
 * <pre>{@code
 * segments.update(SegmentUpdate.of(SegmentId.of(528336))
 *         .rename("Shop - in cart")
 *         .withRetention(Retention.of(Duration.ofDays(30)))
 *         .withoutDescription());
 * }</pre>
 *
 * <p>A new code breaks the pixels that name the old one. Platform documentation: <em>Segment Service</em>, {@code PUT}.
 */
public final class SegmentUpdate {
    private enum Part {
        SHORT_NAME,
        CODE,
        DESCRIPTION,
        STATE,
        RETENTION,
        MAX_USERSYNC_PIXELS,
        PIGGYBACK,
        RM_PIGGYBACK,
        TRIGGER,
        TO_MEMBER_LEVEL
    }

    private final SegmentId id;
    private final Parts<Part> parts;

    private SegmentUpdate(SegmentId id, Parts<Part> parts) {
        this.id = Objects.requireNonNull(id, "id");
        this.parts = parts;
    }

    /**
     * An update that changes nothing yet.
     *
     * @param id the segment to change
     * @return the update
     */
    public static SegmentUpdate of(SegmentId id) {
        return new SegmentUpdate(id, Parts.none(Part.class));
    }

    /**
     * Another name.
     *
     * @param name 1 to 255 characters (code points) of any kind but control characters and lone surrogates
     * @return a changed copy
     * @throws IllegalArgumentException if the name breaks that rule
     */
    public SegmentUpdate rename(String name) {
        return with(Part.SHORT_NAME, SegmentRules.name(name));
    }

    /**
     * Another code.
     *
     * @param code 1 to 50 of {@code A-Z a-z 0-9 _ -}
     * @return a changed copy
     * @throws IllegalArgumentException if the code breaks a rule of {@link SegmentCode#of}
     */
    public SegmentUpdate withCode(String code) {
        return with(Part.CODE, Change.to(SegmentCode.of(code)));
    }

    /**
     * No code any more.
     *
     * @return a changed copy
     */
    public SegmentUpdate withoutCode() {
        return with(Part.CODE, Change.cleared());
    }

    /**
     * Another description.
     *
     * @param description 1 to 500 characters, none of which is {@code '} or {@code \}
     * @return a changed copy
     * @throws IllegalArgumentException if the description breaks that rule
     */
    public SegmentUpdate withDescription(String description) {
        return with(Part.DESCRIPTION, Change.to(SegmentRules.description(description)));
    }

    /**
     * No description any more.
     *
     * @return a changed copy
     */
    public SegmentUpdate withoutDescription() {
        return with(Part.DESCRIPTION, Change.cleared());
    }

    /**
     * Switched on: {@link SegmentState#ACTIVE}.
     *
     * @return a changed copy
     */
    public SegmentUpdate activate() {
        return with(Part.STATE, SegmentState.ACTIVE);
    }

    /**
     * Switched off: {@link SegmentState#INACTIVE}.
     *
     * @return a changed copy
     */
    public SegmentUpdate deactivate() {
        return with(Part.STATE, SegmentState.INACTIVE);
    }

    /**
     * Another retention; visitors who are in the segment keep the old one.
     *
     * @param retention 0 to 180 days
     * @return a changed copy
     * @throws IllegalArgumentException if it is one that a backend sent, and breaks that rule
     */
    public SegmentUpdate withRetention(Retention retention) {
        return with(
                Part.RETENTION, Objects.requireNonNull(retention, "retention").checked());
    }

    /**
     * Another retention; visitors who are in the segment keep the old one.
     *
     * @param duration 0 to 180 days in whole minutes
     * @return a changed copy
     * @throws IllegalArgumentException if the duration breaks a rule of {@link Retention#of}
     */
    public SegmentUpdate keptFor(Duration duration) {
        return withRetention(Retention.of(duration));
    }

    /**
     * Another number of usersync pixels that may fire along with the segment's pixel.
     *
     * @param pixels 0 or greater; 0 with a trigger of a key and a value
     * @return a changed copy
     * @throws IllegalArgumentException if the number breaks that rule
     */
    public SegmentUpdate withMaxUsersyncPixels(int pixels) {
        return with(Part.MAX_USERSYNC_PIXELS, Change.to(SegmentRules.maxUsersyncPixels(pixels)));
    }

    /**
     * No number of usersync pixels any more, which the platform takes for none.
     *
     * @return a changed copy
     */
    public SegmentUpdate withoutMaxUsersyncPixels() {
        return with(Part.MAX_USERSYNC_PIXELS, Change.cleared());
    }

    /**
     * These piggyback pixels in place of all that are there; without any, all are taken away. It also takes back what this
     * update was to append.
     *
     * @param pixels one image, or any number of scripts
     * @return a changed copy
     * @throws IllegalArgumentException if images and scripts are mixed, or there is more than one image
     */
    public SegmentUpdate replacePiggyback(PiggybackPixel... pixels) {
        return with(Part.PIGGYBACK, new PiggybackChange(List.of(pixels), false));
    }

    /**
     * These piggyback pixels behind those that are there, or behind those that this update puts there. They go with no new
     * trigger of a query string, to whose values and places the platform would append as well: send that in an update of its
     * own.
     *
     * @param pixels at least one; an image, or scripts
     * @return a changed copy
     * @throws IllegalArgumentException if there are none, images and scripts are mixed, there is more than one image, or this
     *     update has a trigger of a query string
     */
    public SegmentUpdate appendPiggyback(PiggybackPixel... pixels) {
        PiggybackChange appended = new PiggybackChange(List.of(pixels), true);
        return with(
                Part.PIGGYBACK,
                piggyback().map(before -> before.followedBy(appended.pixels())).orElse(appended));
    }

    /**
     * Moved from the level of an advertiser to that of its member, so that every advertiser of the member can use it.
     *
     * @param member the owner
     * @return a changed copy
     */
    public SegmentUpdate toMemberLevel(MemberId member) {
        return with(Part.TO_MEMBER_LEVEL, member);
    }

    /**
     * The platform's flag {@code enable_rm_piggyback}, on or off.
     *
     * @param enabled whether it is on
     * @return a changed copy
     */
    public SegmentUpdate withRmPiggyback(boolean enabled) {
        return with(Part.RM_PIGGYBACK, enabled);
    }

    /**
     * Something else that puts visitors into the segment, in place of what does so now.
     *
     * @param trigger the trigger, {@link SegmentTrigger#pixel} for none but pixels; one of a key and a value goes with no
     *     usersync pixels, one of a query string with no appended piggyback pixels
     * @return a changed copy
     * @throws IllegalArgumentException if the trigger breaks a rule of its own, or one of those
     */
    public SegmentUpdate withTrigger(SegmentTrigger trigger) {
        return with(Part.TRIGGER, Objects.requireNonNull(trigger, "trigger").checked());
    }

    private SegmentUpdate with(Part part, Object value) {
        SegmentUpdate changed = new SegmentUpdate(id, parts.with(part, value));
        SegmentRules.usersyncWith(
                changed.trigger(), Parts.number(changed.maxUsersyncPixels().flatMap(Change::value)));
        Check.require(
                !changed.appends()
                        || changed.trigger()
                                .filter(SegmentTrigger.QueryString.class::isInstance)
                                .isEmpty(),
                "piggyback pixels",
                String.valueOf(changed.piggyback().orElse(null)),
                "cannot be appended in the update that changes a query string, to whose values the platform would append too");
        return changed;
    }

    /**
     * The segment as it stands after this update. For those who implement {@link SegmentService}.
     *
     * @param segment the segment before, with this update's id
     * @return the segment with all changes, but for its time of last change
     * @throws IllegalArgumentException if it is another segment, the piggybacks that come together cannot be carried by
     *     one pixel, or usersync pixels come together with a trigger of a key and a value
     */
    public Segment appliedTo(Segment segment) {
        Check.require(segment.id().equals(id), "segment", segment.id().toString(), "must be the updated segment " + id);
        piggyback().ifPresent(change -> PiggybackPixel.commonType(change.appliedTo(segment.piggybackPixels())));
        Segment after = segment;
        after = shortName().map(after::withShortName).orElse(after);
        after = applied(code(), after::withCode, after::withoutCode, after);
        after = applied(description(), after::withDescription, after::withoutDescription, after);
        after = state().map(after::withState).orElse(after);
        after = retention().map(after::withRetention).orElse(after);
        after = applied(maxUsersyncPixels(), after::withMaxUsersyncPixels, after::withoutMaxUsersyncPixels, after);
        after = piggyback()
                .map(change -> change.appliedTo(segment.piggybackPixels()))
                .map(after::withPiggyback)
                .orElse(after);
        after = appends() || piggyback().isEmpty() ? after : after.withUnreadablePiggybacks(List.of());
        after = rmPiggyback().map(after::withRmPiggyback).orElse(after);
        after = trigger().map(after::withTrigger).orElse(after);
        if (trigger().isPresent() || maxUsersyncPixels().isPresent()) {
            SegmentRules.usersyncWith(Optional.of(after.trigger()), after.maxUsersyncPixels());
        }
        return toMemberLevel().isPresent() ? after.atMemberLevel() : after;
    }

    private static <T> Segment applied(
            Optional<Change<T>> change, Function<T, Segment> set, Supplier<Segment> clear, Segment unchanged) {
        return change.map(to -> to.value().map(set).orElseGet(clear)).orElse(unchanged);
    }

    /**
     * Whether this update appends piggyback pixels. The platform does so once for each time that it hears the update, so
     * it must not be said twice.
     *
     * @return true if piggyback pixels are appended
     */
    public boolean appends() {
        return piggyback().filter(PiggybackChange::appended).isPresent();
    }

    /** {@return the id of the segment to change} */
    public SegmentId id() {
        return id;
    }

    /** {@return the new name; empty if it stays} */
    public Optional<String> shortName() {
        return parts.get(Part.SHORT_NAME);
    }

    /** {@return what happens to the code; empty if it stays} */
    public Optional<Change<SegmentCode>> code() {
        return parts.get(Part.CODE);
    }

    /** {@return what happens to the description; empty if it stays} */
    public Optional<Change<String>> description() {
        return parts.get(Part.DESCRIPTION);
    }

    /** {@return the new state; empty if it stays} */
    public Optional<SegmentState> state() {
        return parts.get(Part.STATE);
    }

    /** {@return the new retention; empty if it stays} */
    public Optional<Retention> retention() {
        return parts.get(Part.RETENTION);
    }

    /** {@return what happens to the number of usersync pixels; empty if it stays} */
    public Optional<Change<Integer>> maxUsersyncPixels() {
        return parts.get(Part.MAX_USERSYNC_PIXELS);
    }

    /** {@return what happens to the piggyback pixels; empty if they stay} */
    public Optional<PiggybackChange> piggyback() {
        return parts.get(Part.PIGGYBACK);
    }

    /** {@return the platform's flag {@code enable_rm_piggyback}; empty if it stays} */
    public Optional<Boolean> rmPiggyback() {
        return parts.get(Part.RM_PIGGYBACK);
    }

    /** {@return what is to put visitors into the segment; empty if that stays} */
    public Optional<SegmentTrigger> trigger() {
        return parts.get(Part.TRIGGER);
    }

    /** {@return the member to whose level the segment moves; empty if it stays at its level} */
    public Optional<MemberId> toMemberLevel() {
        return parts.get(Part.TO_MEMBER_LEVEL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentUpdate update && update.id.equals(id) && update.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + parts.hashCode();
    }

    /** The id and what changes. */
    @Override
    public String toString() {
        return "SegmentUpdate[id=" + id + (parts.isEmpty() ? "" : ", ") + parts + "]";
    }
}
