package io.segmentpixel.testkit;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the platform does with segments: the one set of rules behind the service in memory and the sandbox. */
final class Backend {
    private static final int FIRST_ID = 528_336;

    private final Clock clock;
    private final NavigableMap<Integer, Segment> segments = new TreeMap<>();
    private final Map<CodeKey, Integer> codes = new HashMap<>();
    private int nextId = FIRST_ID;

    /** A code is unique within its member, ignoring case. */
    private record CodeKey(MemberId member, String code) {
        static Optional<CodeKey> of(Segment segment) {
            return segment.code().map(code -> of(segment.memberId(), code));
        }

        static CodeKey of(MemberId member, SegmentCode code) {
            return new CodeKey(member, code.value().toLowerCase(Locale.ROOT));
        }
    }

    Backend(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    synchronized Segment create(MemberId user, NewSegment segment) {
        refuseOthers(user, segment.member().orElse(user));
        Segment created = segment.createdAs(SegmentId.of(nextId), user).withLastModified(now());
        refuseTakenCode(created);
        nextId++;
        put(created);
        return created;
    }

    synchronized Segment get(MemberId user, SegmentId id) {
        return known(id)
                .filter(segment -> segment.memberId().equals(user))
                .orElseThrow(() -> new SegmentNotFoundException(id));
    }

    /** The segment that has this code, whatever its case. */
    synchronized Optional<Segment> find(MemberId user, SegmentCode code) {
        return Optional.ofNullable(codes.get(CodeKey.of(user, code))).map(segments::get);
    }

    /** Any member's segment of this id. */
    synchronized Optional<Segment> known(SegmentId id) {
        return Optional.ofNullable(segments.get(id.value()));
    }

    /** The member's segments from an id on, ascending, up to a number of them. */
    synchronized List<Segment> from(MemberId user, int id, Predicate<Segment> wanted, long most) {
        return segments.tailMap(id, true).values().stream()
                .filter(segment -> segment.memberId().equals(user))
                .filter(wanted)
                .limit(most)
                .toList();
    }

    /** Carries all updates out, or none of them. */
    synchronized List<Segment> update(MemberId user, List<SegmentUpdate> updates) {
        List<Segment> before = new ArrayList<>();
        List<Segment> after = new ArrayList<>();
        try {
            for (SegmentUpdate update : updates) {
                Segment present = get(user, update.id());
                Segment changed = changed(user, present, update);
                before.add(0, present);
                remove(present);
                put(changed);
                after.add(changed);
            }
            return after;
        } catch (RuntimeException refused) {
            before.forEach(present -> {
                known(present.id()).ifPresent(this::remove);
                put(present);
            });
            throw refused;
        }
    }

    private Segment changed(MemberId user, Segment present, SegmentUpdate update) {
        update.toMemberLevel().ifPresent(member -> refuseOthers(user, member));
        try {
            Segment changed = update.appliedTo(present).withLastModified(now());
            refuseTakenCode(changed);
            return changed;
        } catch (IllegalArgumentException broken) {
            throw new RequestRefusedException(
                    "update segment " + update.id() + ": " + broken.getMessage(), BackendAnswer.NONE, broken);
        }
    }

    synchronized void delete(MemberId user, SegmentId id) {
        remove(get(user, id));
    }

    private void put(Segment segment) {
        segments.put(segment.id().value(), segment);
        CodeKey.of(segment).ifPresent(key -> codes.put(key, segment.id().value()));
    }

    private void remove(Segment segment) {
        segments.remove(segment.id().value());
        CodeKey.of(segment).ifPresent(codes::remove);
    }

    private void refuseTakenCode(Segment segment) {
        Integer owner = CodeKey.of(segment).map(codes::get).orElse(null);
        if (owner != null && owner != segment.id().value()) {
            throw new SegmentConflictException(
                    "code \"" + segment.code().orElseThrow() + "\": segment " + owner
                            + " has it, and case is ignored; choose another code",
                    BackendAnswer.NONE,
                    null);
        }
    }

    private static void refuseOthers(MemberId user, MemberId member) {
        if (!user.equals(member)) {
            throw new AccessDeniedException(
                    "member " + member + ": the user belongs to member " + user + " and may not do it",
                    BackendAnswer.NONE,
                    null);
        }
    }

    /** The platform keeps whole seconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
