package io.segmentpixel.pixel;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import io.segmentpixel.segment.WebUrl;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * <p>Two calls are equal if their {@link #query queries} are. Platform documentation: <em>Segment Pixels</em> and
 * <em>Segment Pixels Advanced</em>.
 */
public final class SegmentCall implements PixelCall {
    private final List<SegmentRef> added;
    private final List<SegmentRef> removed;
    private final Optional<MemberId> member;
    private final Values values;
    private final Optional<WebUrl> redirect;
    private final Optional<String> other;

    private SegmentCall(
            List<SegmentRef> added,
            List<SegmentRef> removed,
            Optional<MemberId> member,
            Values values,
            Optional<WebUrl> redirect,
            Optional<String> other) {
        this.added = added;
        this.removed = removed;
        this.member = member;
        this.values = values;
        this.redirect = redirect;
        this.other = other;
    }

    /** The call that names these segments and nothing else, in whatever order they come; the rules of a call hold here. */
    static SegmentCall of(
            Collection<? extends SegmentRef> added,
            Collection<? extends SegmentRef> removed,
            Optional<MemberId> member) {
        return new SegmentCall(List.of(), List.of(), Optional.empty(), Values.NONE, Optional.empty(), Optional.empty())
                .naming(added, removed, member);
    }

    /**
     * A call that puts the visitor into these segments.
     *
     * @param segments one segment or more
     * @return the call
     * @throws IllegalArgumentException if there is no segment
     */
    public static SegmentCall adding(SegmentId... segments) {
        return of(List.of(segments), List.of(), Optional.empty());
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
        return of(List.of(codes), List.of(), owner(member));
    }

    /**
     * A call that takes the visitor out of these segments.
     *
     * @param segments one segment or more
     * @return the call
     * @throws IllegalArgumentException if there is no segment
     */
    public static SegmentCall removing(SegmentId... segments) {
        return of(List.of(), List.of(segments), Optional.empty());
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
        return of(List.of(), List.of(codes), owner(member));
    }

    /**
     * Also puts the visitor into these segments.
     *
     * @param segments any number of segments
     * @return a changed copy
     * @throws IllegalArgumentException if the call removes one of them
     */
    public SegmentCall andAdding(SegmentId... segments) {
        return naming(List.of(segments), List.of(), Optional.empty());
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
        return naming(List.of(codes), List.of(), owner(owner));
    }

    /**
     * Also takes the visitor out of these segments.
     *
     * @param segments any number of segments
     * @return a changed copy
     * @throws IllegalArgumentException if the call adds one of them
     */
    public SegmentCall andRemoving(SegmentId... segments) {
        return naming(List.of(), List.of(segments), Optional.empty());
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
        return naming(List.of(), List.of(codes), owner(owner));
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
                added.contains(segment),
                "segment",
                segment.toString(),
                "must be added by the call to have a value; the call adds " + added);
        return with(values.with(segment, value));
    }

    /**
     * With an address that the answer goes on to.
     *
     * @param url an absolute http or https address; it stands in the call percent-encoded as a whole
     * @return a changed copy
     * @throws IllegalArgumentException if the address breaks a rule of {@link WebUrl}
     */
    public SegmentCall redirectingTo(String url) {
        return new SegmentCall(added, removed, member, values, Optional.of(new WebUrl(url)), other);
    }

    /**
     * With a page-level segment-modifier value, parameter {@code other}.
     *
     * @param text at least one character, without lone surrogates; it stands in the call percent-encoded
     * @return a changed copy
     * @throws IllegalArgumentException if the text breaks that rule
     */
    public SegmentCall withOther(String text) {
        Objects.requireNonNull(text, "other");
        Check.require(
                !text.isEmpty() && text.codePoints().noneMatch(Check::isLoneSurrogate),
                "other",
                Check.quoted(text),
                "must have at least 1 character and no lone surrogates");
        return new SegmentCall(added, removed, member, values, redirect, Optional.of(text));
    }

    private SegmentCall with(Values changed) {
        return new SegmentCall(added, removed, member, changed, redirect, other);
    }

    private SegmentCall naming(
            Collection<? extends SegmentRef> alsoAdded,
            Collection<? extends SegmentRef> alsoRemoved,
            Optional<MemberId> owner) {
        List<SegmentRef> nowAdded = joined(added, alsoAdded);
        List<SegmentRef> nowRemoved = joined(removed, alsoRemoved);
        Check.require(
                !nowAdded.isEmpty() || !nowRemoved.isEmpty(), "segments", "[]", "a call must name at least 1 segment");
        for (SegmentRef segment : nowAdded) {
            Check.require(
                    !nowRemoved.contains(segment),
                    "segment",
                    segment.toString(),
                    "must not be both added and removed by one call");
        }
        Optional<MemberId> nowMember = memberWith(codes(alsoAdded, alsoRemoved), owner);
        return new SegmentCall(nowAdded, nowRemoved, nowMember, values, redirect, other);
    }

    /** Ids first, then codes, as they stand in a call, each in the order in which they were named. */
    private static List<SegmentRef> joined(List<SegmentRef> segments, Collection<? extends SegmentRef> more) {
        return Stream.concat(segments.stream(), more.stream())
                .distinct()
                .sorted(Comparator.comparing(segment -> segment instanceof SegmentCode))
                .toList();
    }

    private Optional<MemberId> memberWith(List<SegmentCode> codes, Optional<MemberId> owner) {
        for (SegmentCode code : codes) {
            String shown = Check.quoted(code.value());
            Check.require(
                    code.isUsableInCalls(),
                    "code",
                    shown,
                    "cannot stand in a call; allowed are A-Z a-z 0-9 _ -, 1 to 50 of them");
            Check.require(owner.isPresent(), "code", shown, "must come with the member that owns it");
            Check.require(
                    member.isEmpty() || member.equals(owner),
                    "code",
                    shown,
                    "must be of member " + show(member) + " like the other codes of the call, is of member "
                            + show(owner));
        }
        return codes.isEmpty() ? member : owner;
    }

    private static String show(Optional<MemberId> member) {
        return member.map(MemberId::toString).orElse("none");
    }

    private static List<SegmentCode> codes(
            Collection<? extends SegmentRef> first, Collection<? extends SegmentRef> second) {
        return Stream.concat(first.stream(), second.stream())
                .filter(SegmentCode.class::isInstance)
                .map(SegmentCode.class::cast)
                .toList();
    }

    private static Optional<MemberId> owner(MemberId member) {
        return Optional.of(Objects.requireNonNull(member, "member"));
    }

    /**
     * The segments that the visitor is put into.
     *
     * @return first the ids and then the codes, each in the order in which they were named; may be empty
     */
    public List<SegmentRef> added() {
        return added;
    }

    /**
     * The segments that the visitor is taken out of.
     *
     * @return first the ids and then the codes, each in the order in which they were named; may be empty
     */
    public List<SegmentRef> removed() {
        return removed;
    }

    /**
     * The value of a segment, its own or the one for all.
     *
     * @param segment any segment
     * @return empty if it has none, or is not added by this call
     */
    public Optional<SegmentValue> valueOf(SegmentRef segment) {
        Objects.requireNonNull(segment, "segment");
        return added.contains(segment) ? values.of(segment) : Optional.empty();
    }

    /**
     * The member that owns the codes.
     *
     * @return empty if the call names no code
     */
    public Optional<MemberId> member() {
        return member;
    }

    /**
     * The address that the answer goes on to.
     *
     * @return empty if there is none
     */
    public Optional<WebUrl> redirect() {
        return redirect;
    }

    /**
     * The page-level segment-modifier value.
     *
     * @return empty if there is none
     */
    public Optional<String> other() {
        return other;
    }

    @Override
    public String path() {
        return "/seg";
    }

    @Override
    public String query() {
        StringJoiner query = new StringJoiner("&");
        list(query, "add", SegmentId.class, added, this::withItsValue);
        list(query, "add_code", SegmentCode.class, added, this::withItsValue);
        list(query, "remove", SegmentId.class, removed, SegmentRef::toString);
        list(query, "remove_code", SegmentCode.class, removed, SegmentRef::toString);
        member.ifPresent(id -> query.add("member=" + id));
        other.ifPresent(text -> query.add("other=" + Percent.encoded(text)));
        redirect.ifPresent(url -> query.add("redir=" + Percent.encoded(url.value())));
        return query.toString();
    }

    private static void list(
            StringJoiner query,
            String parameter,
            Class<? extends SegmentRef> kind,
            List<SegmentRef> segments,
            Function<SegmentRef, String> text) {
        String list = segments.stream().filter(kind::isInstance).map(text).collect(Collectors.joining(","));
        if (!list.isEmpty()) {
            query.add(parameter + "=" + list);
        }
    }

    private String withItsValue(SegmentRef segment) {
        return segment + values.of(segment).map(value -> ":" + value).orElse("");
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
