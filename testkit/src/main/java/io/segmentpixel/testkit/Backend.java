package io.segmentpixel.testkit;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the platform does with segments: the one set of rules behind the service in memory and the sandbox. */
final class Backend {
    private static final int FIRST_ID = 528_336;
    private static final int LAST_SHARED_ID = 2_000_000_000;

    private final Clock clock;
    private final IntSupplier mostSegments;
    private final NavigableMap<Integer, Segment> segments = new TreeMap<>();
    private final Map<UniqueName, Integer> names = new HashMap<>();
    private final Map<MemberId, Integer> counts = new HashMap<>();
    private final Map<Integer, Instant> created = new HashMap<>();
    private final Set<Integer> shared = new HashSet<>();
    private final Map<String, AdvertiserId> advertisers = new ConcurrentHashMap<>();
    private int nextId = FIRST_ID;

    Backend(Clock clock) {
        this(clock, () -> Integer.MAX_VALUE);
    }

    /** A backend in which a member can have so many segments. */
    Backend(Clock clock, IntSupplier mostSegments) {
        this.clock = clock;
        this.mostSegments = mostSegments;
    }

    Clock clock() {
        return clock;
    }

    /** Puts a segment there that every member sees, and that only its owner changes. */
    synchronized void share(Segment segment) {
        if (segment.id().value() > LAST_SHARED_ID) {
            throw new IllegalArgumentException("shared segment id " + segment.id() + ": must be at most "
                    + LAST_SHARED_ID + ", which leaves room for the ids of new segments");
        }
        if (segments.containsKey(segment.id().value())) {
            throw new IllegalArgumentException("shared segment " + segment.id() + ": the id is taken");
        }
        taken(segment).ifPresent(why -> {
            throw new IllegalArgumentException("shared segment " + segment.id() + ": " + why);
        });
        put(segment.withLastModified(now()));
        shared.add(segment.id().value());
        nextId = Math.max(nextId, segment.id().value() + 1);
    }

    /** Makes an advertiser known by a code. */
    void name(String code, AdvertiserId advertiser) {
        advertisers.put(code, advertiser);
    }

    Optional<AdvertiserId> advertiser(String code) {
        return Optional.ofNullable(advertisers.get(code));
    }

    synchronized Segment create(MemberId user, NewSegment segment) {
        MemberId owner = segment.member().orElse(user);
        refuseOthers(user, owner);
        Segment made = segment.createdAs(SegmentId.of(nextId), user).withLastModified(now());
        refuseTakenNames(made);
        int most = mostSegments.getAsInt();
        if (counts.getOrDefault(owner, 0) >= most) {
            throw new SegmentLimitException(
                    "member " + owner + ": it has " + most + " segments, and may have no more",
                    BackendAnswer.NONE,
                    null);
        }
        nextId++;
        put(made);
        created.put(made.id().value(), clock.instant());
        return made;
    }

    synchronized Segment get(MemberId user, SegmentId id) {
        return known(id)
                .filter(segment -> isVisibleTo(user, segment))
                .orElseThrow(() -> new SegmentNotFoundException(id));
    }

    private boolean isVisibleTo(MemberId user, Segment segment) {
        return segment.memberId().equals(user) || shared.contains(segment.id().value());
    }

    /** The member's own segment of this id, which it may change. */
    private Segment own(MemberId user, SegmentId id) {
        Segment segment = get(user, id);
        refuseOthers(user, segment.memberId());
        return segment;
    }

    /** The segment that has this code, whatever its case. */
    synchronized Optional<Segment> find(MemberId user, SegmentCode code) {
        return Optional.ofNullable(names.get(UniqueName.of(user, code))).map(segments::get);
    }

    /** Any member's segment of this id. */
    synchronized Optional<Segment> known(SegmentId id) {
        return Optional.ofNullable(segments.get(id.value()));
    }

    /** When a segment was created; long ago if it was there from the start. */
    synchronized Instant creationOf(Segment segment) {
        return created.getOrDefault(segment.id().value(), Instant.MIN);
    }

    /** The segments that a member sees from an id on, ascending, up to a number of them. */
    synchronized List<Segment> from(MemberId user, int id, Predicate<Segment> wanted, long most) {
        List<Segment> found = new ArrayList<>();
        for (Segment segment : segments.tailMap(id, true).values()) {
            if (found.size() == most) {
                break;
            }
            if (isVisibleTo(user, segment) && wanted.test(segment)) {
                found.add(segment);
            }
        }
        return found;
    }

    /** Does several things without anybody in between. */
    synchronized <T> T inOne(Supplier<T> action) {
        return action.get();
    }

    /** Carries all updates out, or none of them. */
    synchronized List<Segment> update(MemberId user, List<SegmentUpdate> updates) {
        List<Segment> before = new ArrayList<>();
        List<Segment> after = new ArrayList<>();
        try {
            for (SegmentUpdate update : updates) {
                Segment present = own(user, update.id());
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
            refuseTakenNames(changed);
            return changed;
        } catch (IllegalArgumentException broken) {
            throw new RequestRefusedException(
                    "update segment " + update.id() + ": " + broken.getMessage(), BackendAnswer.NONE, broken);
        }
    }

    synchronized void delete(MemberId user, SegmentId id) {
        Segment segment = own(user, id);
        remove(segment);
        shared.remove(id.value());
        created.remove(id.value());
    }

    private void put(Segment segment) {
        int id = segment.id().value();
        segments.put(id, segment);
        counts.merge(segment.memberId(), 1, Integer::sum);
        UniqueName.of(segment).forEach(name -> names.put(name, id));
    }

    private void remove(Segment segment) {
        segments.remove(segment.id().value());
        counts.merge(segment.memberId(), -1, Integer::sum);
        UniqueName.of(segment).forEach(names::remove);
    }

    private void refuseTakenNames(Segment segment) {
        taken(segment).ifPresent(why -> {
            throw new SegmentConflictException(why, BackendAnswer.NONE, null);
        });
    }

    /** Which name of the segment another one has, in words; empty if none. */
    private Optional<String> taken(Segment segment) {
        return UniqueName.of(segment)
                .filter(name -> names.getOrDefault(name, segment.id().value())
                        != segment.id().value())
                .findFirst()
                .map(name -> name.what() + " \"" + name.text() + "\": segment " + names.get(name)
                        + " has it, and case is ignored; choose another");
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
