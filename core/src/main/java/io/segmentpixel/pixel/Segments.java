package io.segmentpixel.pixel;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The segments that a call names, with the rules for them; immutable.
 *
 * @param added first ids and then codes, each in the order in which they were named
 * @param removed likewise
 * @param member the owner of the codes, if there are any
 */
record Segments(List<SegmentRef> added, List<SegmentRef> removed, Optional<MemberId> member) {
    private static final int FEW = 8;

    static final Segments NONE = new Segments(List.of(), List.of(), Optional.empty());

    static Optional<MemberId> owner(MemberId member) {
        return Optional.of(Objects.requireNonNull(member, "member"));
    }

    Segments adding(SegmentId... segments) {
        return naming(List.of(segments), List.of(), Optional.empty());
    }

    Segments adding(MemberId owner, SegmentCode... codes) {
        return naming(List.of(codes), List.of(), owner(owner));
    }

    Segments removing(SegmentId... segments) {
        return naming(List.of(), List.of(segments), Optional.empty());
    }

    Segments removing(MemberId owner, SegmentCode... codes) {
        return naming(List.of(), List.of(codes), owner(owner));
    }

    /** These segments and further ones. */
    Segments naming(
            Collection<? extends SegmentRef> alsoAdded,
            Collection<? extends SegmentRef> alsoRemoved,
            Optional<MemberId> owner) {
        List<SegmentRef> nowAdded = joined(added, alsoAdded);
        List<SegmentRef> nowRemoved = joined(removed, alsoRemoved);
        refuseBoth(nowAdded, nowRemoved);
        Optional<MemberId> withAdded = memberWith(alsoAdded, owner, member);
        return new Segments(nowAdded, nowRemoved, memberWith(alsoRemoved, owner, withAdded));
    }

    /** Segments that are in our order already, none of them twice in a list. */
    static Segments inOrder(List<SegmentRef> added, List<SegmentRef> removed, Optional<MemberId> owner) {
        refuseBoth(added, removed);
        Optional<MemberId> withAdded = memberWith(added, owner, Optional.empty());
        return new Segments(List.copyOf(added), List.copyOf(removed), memberWith(removed, owner, withAdded));
    }

    /** Only some of these segments: it need not be checked again. */
    Segments only(List<SegmentRef> someAdded, List<SegmentRef> someRemoved) {
        return new Segments(
                someAdded, someRemoved, hasCode(someAdded) || hasCode(someRemoved) ? member : Optional.empty());
    }

    /** The code in place of an id that has one here, every other reference as it is. */
    static UnaryOperator<SegmentRef> names(Map<SegmentId, SegmentCode> codes) {
        Objects.requireNonNull(codes, "codes");
        return segment -> segment instanceof SegmentId id && codes.containsKey(id) ? codes.get(id) : segment;
    }

    /** The same segments by other names. */
    Segments renamed(UnaryOperator<SegmentRef> names, MemberId owner) {
        if (member.isPresent() && !member.get().equals(owner)) {
            throw Check.refused(
                    "member", owner.toString(), "must be " + member.get() + ", which owns the other codes of the call");
        }
        refuseSameName(added, names);
        refuseSameName(removed, names);
        return NONE.naming(
                added.stream().map(names).toList(), removed.stream().map(names).toList(), owner(owner));
    }

    private static void refuseSameName(List<SegmentRef> segments, UnaryOperator<SegmentRef> names) {
        Map<SegmentRef, SegmentRef> named = new HashMap<>();
        for (SegmentRef segment : segments) {
            SegmentRef other = segment instanceof SegmentId ? named.put(names.apply(segment), segment) : null;
            if (other != null) {
                throw Check.refused(
                        "code",
                        names.apply(segment).toString(),
                        "must name one segment, names " + other + " and " + segment);
            }
        }
    }

    boolean areNone() {
        return added.isEmpty() && removed.isEmpty();
    }

    private static void refuseBoth(List<SegmentRef> added, List<SegmentRef> removed) {
        if (added.isEmpty() || removed.isEmpty()) {
            return;
        }
        Collection<SegmentRef> gone = removed.size() < FEW ? removed : new HashSet<>(removed);
        for (SegmentRef segment : added) {
            if (gone.contains(segment)) {
                throw Check.refused("segment", segment.toString(), "must not be both added and removed by one call");
            }
        }
    }

    /** Ids first, then codes, as they stand in a call, none of them twice. */
    private static List<SegmentRef> joined(List<SegmentRef> segments, Collection<? extends SegmentRef> more) {
        if (more.isEmpty()) {
            return segments;
        }
        if (segments.isEmpty() && more.size() == 1) {
            return List.copyOf(more);
        }
        Set<SegmentRef> ids = new LinkedHashSet<>();
        Set<SegmentRef> codes = new LinkedHashSet<>();
        segments.forEach(segment -> (segment instanceof SegmentId ? ids : codes).add(segment));
        more.forEach(segment -> (segment instanceof SegmentId ? ids : codes).add(segment));
        List<SegmentRef> all = new ArrayList<>(ids);
        all.addAll(codes);
        return List.copyOf(all);
    }

    private static Optional<MemberId> memberWith(
            Collection<? extends SegmentRef> segments, Optional<MemberId> owner, Optional<MemberId> before) {
        Optional<MemberId> now = before;
        for (SegmentRef segment : segments) {
            if (segment instanceof SegmentCode code) {
                check(code, owner, before);
                now = owner;
            }
        }
        return now;
    }

    private static void check(SegmentCode code, Optional<MemberId> owner, Optional<MemberId> before) {
        if (!code.isUsableInCalls()) {
            throw Check.refused(
                    "code",
                    Check.quoted(code.value()),
                    "cannot stand in a call; allowed are A-Z a-z 0-9 _ -, 1 to 50 of them");
        }
        if (owner.isEmpty()) {
            throw Check.refused("code", Check.quoted(code.value()), "must come with the member that owns it");
        }
        if (before.isPresent() && !before.equals(owner)) {
            throw Check.refused(
                    "code",
                    Check.quoted(code.value()),
                    "must be of member " + before.get() + " like the other codes of the call, is of member "
                            + owner.get());
        }
    }

    private static boolean hasCode(List<SegmentRef> segments) {
        return !segments.isEmpty() && segments.get(segments.size() - 1) instanceof SegmentCode;
    }

    /** Appends the parameters, the lists of added ones under the names that the kind of call has for them. */
    void appendTo(Query query, String add, String addCode, Values values) {
        appendTo(query, add, SegmentId.class, added, values);
        appendTo(query, addCode, SegmentCode.class, added, values);
        appendTo(query, "remove", SegmentId.class, removed, Values.NONE);
        appendTo(query, "remove_code", SegmentCode.class, removed, Values.NONE);
        if (member.isPresent()) {
            query.name("member").append(member.get().value());
        }
    }

    private static void appendTo(
            Query query, String parameter, Class<? extends SegmentRef> kind, List<SegmentRef> segments, Values values) {
        StringBuilder list = null;
        for (SegmentRef segment : segments) {
            if (kind.isInstance(segment)) {
                list = list == null ? query.name(parameter) : list.append(',');
                append(list, segment);
                values.appendTo(list, segment);
            }
        }
    }

    private static void append(StringBuilder list, SegmentRef segment) {
        if (segment instanceof SegmentId id) {
            list.append(id.value());
        } else {
            list.append(segment);
        }
    }
}
