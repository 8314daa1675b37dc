package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells older versions of an export's pixel: calls of the same conversion, or for the same segments by id or by code, whatever
 * their other options. So that no segment is lost, a call that adds or removes further segments is one only under the export's
 * own name.
 */
final class SamePixel {
    private final PixelExport export;
    private final Optional<String> name;
    private final Set<Object> added;
    private final Set<Object> removed;
    private final Set<Object> madeFor;

    SamePixel(PixelExport export) {
        this.export = export;
        this.name = Wrappers.nameOf(export);
        this.added = keys(export.call().added(), export.call());
        this.removed = keys(export.call().removed(), export.call());
        this.madeFor = madeFor(export);
    }

    private Set<Object> madeFor(PixelExport pixel) {
        return pixel.segments().isEmpty()
                ? added.stream().limit(1).collect(Collectors.toSet())
                : pixel.segments().stream().map(Segment::id).collect(Collectors.toSet());
    }

    boolean hasVersion(PixelCall call, Optional<String> itsName) {
        boolean hasOurName = itsName.isPresent() && itsName.equals(name);
        return isOfSamePixel(call) && (hasOurName || losesNothing(call));
    }

    private boolean isOfSamePixel(PixelCall call) {
        if (export.call() instanceof ConversionCall ours) {
            return call instanceof ConversionCall theirs && ours.id().equals(theirs.id());
        }
        if (call instanceof ConversionCall) {
            return false;
        }
        Set<Object> theirs = keys(call.added(), call);
        return added.isEmpty()
                ? theirs.isEmpty() && keys(call.removed(), call).equals(removed)
                : theirs.containsAll(madeFor);
    }

    private boolean losesNothing(PixelCall call) {
        return added.containsAll(keys(call.added(), call)) && removed.containsAll(keys(call.removed(), call));
    }

    /** The ids of segments; a code that none of the export's segments has stays a code, with its member. */
    private Set<Object> keys(Collection<SegmentRef> refs, PixelCall call) {
        return refs.stream().map(ref -> key(ref, call.member())).collect(Collectors.toSet());
    }

    private Object key(SegmentRef ref, Optional<MemberId> member) {
        return ref instanceof SegmentCode code
                ? export.segments().stream()
                        .filter(segment -> segment.code().filter(code::equals).isPresent()
                                && member.filter(segment.memberId()::equals).isPresent())
                        .map(Segment::id)
                        .<Object>map((SegmentId id) -> id)
                        .findFirst()
                        .orElse(List.of(member, code))
                : ref;
    }
}
