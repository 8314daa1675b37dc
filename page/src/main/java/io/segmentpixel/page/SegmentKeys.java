package io.segmentpixel.page;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which segments calls name, so that a known segment is one by its id and by its code. */
final class SegmentKeys {
    private final Map<Key, SegmentId> ids = new HashMap<>();
    private final Map<SegmentId, String> names = new HashMap<>();

    /**
     * A segment as it is counted.
     *
     * @param segment its id, or the code of a segment that nobody knows
     * @param member the member that owns the code; empty for an id
     */
    record Key(SegmentRef segment, Optional<MemberId> member) {
        static Key of(SegmentId id) {
            return new Key(id, Optional.empty());
        }
    }

    SegmentKeys(Collection<Segment> known) {
        known.forEach(segment -> {
            names.put(segment.id(), segment.shortName());
            segment.code().ifPresent(code -> ids.put(key(code, Optional.of(segment.memberId())), segment.id()));
        });
    }

    /** The segments of an account, if it is known, and those of a funnel. */
    static SegmentKeys of(PageContext context, Optional<Funnel> funnel) {
        return new SegmentKeys(Stream.concat(
                        funnel.stream()
                                .flatMap(all -> all.exports().stream())
                                .flatMap(export -> export.segments().stream()),
                        context.audit().account().stream().flatMap(account -> account.segments().stream()))
                .toList());
    }

    /** In calls upper and lower case of a code differ. */
    private static Key key(SegmentCode code, Optional<MemberId> member) {
        return new Key(code, member);
    }

    Key of(SegmentRef ref, Optional<MemberId> member) {
        if (ref instanceof SegmentCode code) {
            Key asNamed = key(code, member);
            return Optional.ofNullable(ids.get(asNamed)).map(Key::of).orElse(asNamed);
        }
        return new Key(ref, Optional.empty());
    }

    Set<Key> added(PixelCall call) {
        return all(call, call.added().stream());
    }

    Set<Key> removed(PixelCall call) {
        return all(call, call.removed().stream());
    }

    Set<Key> named(PixelCall call) {
        return all(call, Stream.concat(call.added().stream(), call.removed().stream()));
    }

    private Set<Key> all(PixelCall call, Stream<SegmentRef> refs) {
        return refs.map(ref -> of(ref, call.member())).collect(Collectors.toSet());
    }

    /** What a known segment is called. */
    Optional<String> name(Key key) {
        return key.segment() instanceof SegmentId id ? Optional.ofNullable(names.get(id)) : Optional.empty();
    }
}
