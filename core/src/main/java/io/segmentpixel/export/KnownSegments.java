package io.segmentpixel.export;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The segments behind a call: what tells which of them an id or a code means, and which member owns a code. */
record KnownSegments(List<Segment> segments, PixelCall call) {
    /** The call that adds these as well, ids and codes alike. */
    PixelCall adding(SegmentRef... refs) {
        List<SegmentRef> meant = meant(refs);
        SegmentId[] ids = ids(meant);
        SegmentCode[] codes = codes(meant);
        if (call instanceof ConversionCall conversion) {
            ConversionCall withIds = conversion.adding(ids);
            return codes.length == 0 ? withIds : withIds.adding(ownerOf(codes[0]), codes);
        }
        SegmentCall withIds = ((SegmentCall) call).andAdding(ids);
        return codes.length == 0 ? withIds : withIds.andAdding(ownerOf(codes[0]), codes);
    }

    /** The call that removes these as well, ids and codes alike. */
    PixelCall removing(SegmentRef... refs) {
        List<SegmentRef> meant = meant(refs);
        SegmentId[] ids = ids(meant);
        SegmentCode[] codes = codes(meant);
        if (call instanceof ConversionCall conversion) {
            ConversionCall withIds = conversion.removing(ids);
            return codes.length == 0 ? withIds : withIds.removing(ownerOf(codes[0]), codes);
        }
        SegmentCall withIds = ((SegmentCall) call).andRemoving(ids);
        return codes.length == 0 ? withIds : withIds.andRemoving(ownerOf(codes[0]), codes);
    }

    private List<SegmentRef> meant(SegmentRef... refs) {
        return Stream.of(refs).map(this::meant).toList();
    }

    /** The id and the code of one of our segments mean that segment, whichever of the two the call names. */
    SegmentRef meant(SegmentRef ref) {
        Objects.requireNonNull(ref, "segment");
        if (names(ref)) {
            return ref;
        }
        List<Segment> candidates = segments.stream()
                .filter(segment -> segment.id().equals(ref)
                        || segment.code().filter(ref::equals).isPresent())
                .toList();
        return candidates.size() == 1 ? named(candidates.get(0)) : ref;
    }

    private SegmentRef named(Segment segment) {
        Optional<SegmentRef> code = segment.code().filter(this::names).map(own -> own);
        return code.orElse(segment.id());
    }

    private boolean names(SegmentRef ref) {
        return call.added().contains(ref) || call.removed().contains(ref);
    }

    private MemberId ownerOf(SegmentCode code) {
        List<MemberId> members = Stream.concat(segments.stream().map(Segment::memberId), call.member().stream())
                .distinct()
                .toList();
        if (members.size() != 1) {
            throw Check.refused(
                    "code", code.value(), "must have one member that owns it; the export knows of members " + members);
        }
        return members.get(0);
    }

    private static SegmentId[] ids(List<SegmentRef> refs) {
        return refs.stream().filter(SegmentId.class::isInstance).toArray(SegmentId[]::new);
    }

    private static SegmentCode[] codes(List<SegmentRef> refs) {
        return refs.stream().filter(SegmentCode.class::isInstance).toArray(SegmentCode[]::new);
    }
}
