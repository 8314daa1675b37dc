package io.segmentpixel.testkit;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import io.segmentpixel.segment.SegmentState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which visitor is in which segment, and until when. */
final class Memberships {
    private final Backend backend;
    private final Map<String, Map<SegmentId, Instant>> endings = new HashMap<>();

    Memberships(Backend backend) {
        this.backend = backend;
    }

    /** Does what a call asks for; gives the segments that the visitor was put into. */
    synchronized List<Segment> apply(String visitor, PixelCall call) {
        Map<SegmentId, Instant> of = endings.computeIfAbsent(visitor, name -> new HashMap<>());
        List<Segment> added = call.added().stream()
                .flatMap(ref -> meant(ref, call).stream())
                .filter(segment -> segment.state() == SegmentState.ACTIVE)
                .toList();
        added.forEach(segment -> of.put(
                segment.id(), backend.clock().instant().plus(segment.retention().duration())));
        call.removed().stream().flatMap(ref -> meant(ref, call).stream()).forEach(segment -> of.remove(segment.id()));
        return added;
    }

    /** The segment that a call means: by id, or by the exact code of the call's member. */
    private Optional<Segment> meant(SegmentRef ref, PixelCall call) {
        return ref instanceof SegmentId id
                ? backend.known(id)
                : call.member()
                        .flatMap(member -> backend.find(member, (SegmentCode) ref))
                        .filter(segment -> segment.code().equals(Optional.of(ref)));
    }

    /** The segments that a visitor is in now, in order of id. */
    synchronized Set<SegmentId> of(String visitor) {
        Instant now = backend.clock().instant();
        Set<SegmentId> segments = new TreeSet<>((one, other) -> Integer.compare(one.value(), other.value()));
        endings.getOrDefault(visitor, Map.of()).forEach((id, end) -> {
            if (now.isBefore(end) && backend.known(id).isPresent()) {
                segments.add(id);
            }
        });
        return segments;
    }
}
