package io.segmentpixel.pixel;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import io.segmentpixel.segment.WebUrl;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A call that puts the visitor into segments, or takes the visitor out of them.
 *
 * <pre>{@code
 * SegmentCall.adding(SegmentId.of(12), SegmentId.of(13))
 *         .withValue(SegmentId.of(12), 5)
 *         .andRemoving(SegmentId.of(14))
 *         .query(); // add=12:5,13&remove=14
 * SegmentCall.adding(MemberId.of(958), SegmentCode.of("shop_cart")).query(); // add_code=shop_cart&member=958
 * }</pre>
 *
 * <p>{@code adding} and {@code removing} start a call, {@link #andAdding andAdding} and {@link #andRemoving andRemoving} go
 * on with one. A call names at least one segment. A segment that is named twice counts once, at its first place; none is both
 * added and removed. Codes come with the member that owns them, one member a call. Options can be said in any order, and the
 * last value said counts; only a value of a single segment comes after the segment.
 *
 * <p>Two calls are equal if their {@link #query queries} are. Platform documentation: <em>Segment Pixels
 * Advanced</em>.
 */
public final class SegmentCall implements PixelCall {
    private final Segments segments;
    private final Values values;
    private final Extras extras;

    private SegmentCall(Segments segments, Values values, Extras extras) {
        this.segments = segments;
        this.values = values;
        this.extras = extras;
    }

    /** The call of these parts, which have passed their own rules. */
    static SegmentCall of(Segments segments, Values values, Extras extras) {
        if (segments.areNone()) {
            throw Check.refused("segments", "[]", "a call must name at least 1 segment");
        }
        return new SegmentCall(segments, values, extras);
    }

    private static SegmentCall of(Segments segments) {
        return of(segments, Values.NONE, Extras.NONE);
    }

    /**
     * A call that puts the visitor into these segments.
     *
     * @param segments one segment or more
     * @return the call
     * @throws IllegalArgumentException if there is no segment
     */
    public static SegmentCall adding(SegmentId... segments) {
        return of(Segments.NONE.adding(segments));
    }

    /**
     * A call that puts the visitor into the segments of these codes.
     *
     * @param member the owner of the codes
     * @param codes one code or more
     * @return the call
     * @throws IllegalArgumentException if there is no code, or one that is not {@linkplain SegmentCode#isUsableInCalls
     *     usable in calls}
     */
    public static SegmentCall adding(MemberId member, SegmentCode... codes) {
        return of(Segments.NONE.adding(member, codes));
    }

    /**
     * A call that takes the visitor out of these segments.
     *
     * @param segments one segment or more
     * @return the call
     * @throws IllegalArgumentException if there is no segment
     */
    public static SegmentCall removing(SegmentId... segments) {
        return of(Segments.NONE.removing(segments));
    }

    /**
     * A call that takes the visitor out of the segments of these codes.
     *
     * @param member the owner of the codes
     * @param codes one code or more
     * @return the call
     * @throws IllegalArgumentException if there is no code, or one that is not {@linkplain SegmentCode#isUsableInCalls
     *     usable in calls}
     */
    public static SegmentCall removing(MemberId member, SegmentCode... codes) {
        return of(Segments.NONE.removing(member, codes));
    }

    /**
     * Also puts the visitor into these segments.
     *
     * @param more any number of segments
     * @return a changed copy
     * @throws IllegalArgumentException if the call removes one of them
     */
    public SegmentCall andAdding(SegmentId... more) {
        return with(segments.adding(more));
    }

    /**
     * Also puts the visitor into the segments of these codes.
     *
     * @param owner the owner of the codes
     * @param codes any number of codes
     * @return a changed copy
     * @throws IllegalArgumentException if the call removes one of them or names codes of another member, or if a code is not
     *     {@linkplain SegmentCode#isUsableInCalls usable in calls}
     */
    public SegmentCall andAdding(MemberId owner, SegmentCode... codes) {
        return with(segments.adding(owner, codes));
    }

    /**
     * Also takes the visitor out of these segments.
     *
     * @param more any number of segments
     * @return a changed copy
     * @throws IllegalArgumentException if the call adds one of them
     */
    public SegmentCall andRemoving(SegmentId... more) {
        return with(segments.removing(more));
    }

    /**
     * Also takes the visitor out of the segments of these codes.
     *
     * @param owner the owner of the codes
     * @param codes any number of codes
     * @return a changed copy
     * @throws IllegalArgumentException if the call adds one of them or names codes of another member, or if a code is not
     *     {@linkplain SegmentCode#isUsableInCalls usable in calls}
     */
    public SegmentCall andRemoving(MemberId owner, SegmentCode... codes) {
        return with(segments.removing(owner, codes));
    }

    /**
     * With a value for every added segment that has none of its own, also for those that are added later.
     *
     * @param value 0 to 2,147,483,647
     * @return a changed copy
     * @throws IllegalArgumentException if the value is negative
     */
    public SegmentCall withValue(int value) {
        return withValue(SegmentValue.of(value));
    }

    /**
     * With a value for every added segment that has none of its own, also for those that are added later.
     *
     * @param value a number or a macro
     * @return a changed copy
     */
    public SegmentCall withValue(SegmentValue value) {
        return with(values.with(Objects.requireNonNull(value, "value")));
    }

    /**
     * With a value for one segment.
     *
     * @param segment a segment that the call adds, named as the call names it
     * @param value 0 to 2,147,483,647
     * @return a changed copy
     * @throws IllegalArgumentException if the call does not add the segment, or the value is negative
     */
    public SegmentCall withValue(SegmentRef segment, int value) {
        return withValue(segment, SegmentValue.of(value));
    }

    /**
     * With a value for one segment.
     *
     * @param segment a segment that the call adds, named as the call names it
     * @param value a number or a macro
     * @return a changed copy
     * @throws IllegalArgumentException if the call does not add the segment
     */
    public SegmentCall withValue(SegmentRef segment, SegmentValue value) {
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(value, "value");
        Check.require(
                added().contains(segment),
                "segment",
                segment.toString(),
                "must be added by the call to have a value; the call adds " + added());
        return with(values.with(segment, value));
    }

    /**
     * With an address that the answer goes on to.
     *
     * @param url an absolute http or https address; it stands in the call percent-encoded as a whole
     * @return a changed copy
     * @throws IllegalArgumentException if the address breaks a rule of {@link WebUrl}
     */
    @Override
    public SegmentCall redirectingTo(String url) {
        return with(extras.redirectingTo(url));
    }

    /**
     * With a page-level segment-modifier value, parameter {@code other}.
     *
     * @param text at least one character, without lone surrogates; it stands in the call percent-encoded
     * @return a changed copy
     * @throws IllegalArgumentException if the text breaks that rule
     */
    @Override
    public SegmentCall withOther(String text) {
        return with(extras.withOther(text));
    }

    /**
     * With what the visitor agreed to, in place of what was said of it before.
     *
     * @param privacy the signals; {@link Privacy#none} takes them off
     * @return a changed copy
     */
    @Override
    public SegmentCall withPrivacy(Privacy privacy) {
        return with(extras.withPrivacy(privacy));
    }

    @Override
    public SegmentCall withCodes(MemberId owner, Map<SegmentId, SegmentCode> codes) {
        UnaryOperator<SegmentRef> names = Segments.names(codes);
        return of(segments.renamed(names, owner), values.renamed(names), extras);
    }

    private SegmentCall with(Segments changed) {
        return new SegmentCall(changed, values, extras);
    }

    private SegmentCall with(Values changed) {
        return new SegmentCall(segments, changed, extras);
    }

    private SegmentCall with(Extras changed) {
        return new SegmentCall(segments, values, changed);
    }

    Segments segments() {
        return segments;
    }

    Values values() {
        return values;
    }

    Extras extras() {
        return extras;
    }

    /**
     * The segments that the visitor is put into.
     *
     * @return first the ids and then the codes, each in the order in which they were named; may be empty
     */
    @Override
    public List<SegmentRef> added() {
        return segments.added();
    }

    /**
     * The segments that the visitor is taken out of.
     *
     * @return first the ids and then the codes, each in the order in which they were named; may be empty
     */
    @Override
    public List<SegmentRef> removed() {
        return segments.removed();
    }

    /**
     * The value of a segment, its own or the one for all.
     *
     * @param segment any segment
     * @return empty if it has none, or is not added by this call
     */
    public Optional<SegmentValue> valueOf(SegmentRef segment) {
        Objects.requireNonNull(segment, "segment");
        return added().contains(segment) ? values.of(segment) : Optional.empty();
    }

    /**
     * The member that owns the codes.
     *
     * @return empty if the call names no code
     */
    @Override
    public Optional<MemberId> member() {
        return segments.member();
    }

    /**
     * The address that the answer goes on to.
     *
     * @return empty if there is none
     */
    @Override
    public Optional<WebUrl> redirect() {
        return extras.redirect();
    }

    /**
     * The page-level segment-modifier value.
     *
     * @return empty if there is none
     */
    @Override
    public Optional<String> other() {
        return extras.other();
    }

    @Override
    public String path() {
        return "/seg";
    }

    @Override
    public Privacy privacy() {
        return extras.privacy();
    }

    @Override
    public void appendQuery(StringBuilder target) {
        Query query = new Query(target);
        segments.appendTo(query, "add", "add_code", values);
        extras.appendTo(query);
    }

    /** Two calls are equal if their queries are: the same value said for each segment or for all makes no difference. */
    @Override
    public boolean equals(Object object) {
        return object instanceof SegmentCall call && call.query().equals(query());
    }

    @Override
    public int hashCode() {
        return query().hashCode();
    }

    /** Path and query, as in {@code /seg?add=528336}. */
    @Override
    public String toString() {
        return path() + "?" + query();
    }
}
