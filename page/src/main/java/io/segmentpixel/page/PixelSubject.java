package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which segments, or which conversion, an export is for: of two exports for the same, one is a version of the other. */
final class PixelSubject {
    private PixelSubject() {}

    static boolean isOne(PixelExport one, PixelExport other) {
        return of(one).equals(of(other));
    }

    private static List<Object> of(PixelExport export) {
        if (export.call() instanceof ConversionCall conversion) {
            return List.of(conversion.id());
        }
        return List.of(
                ids(export.call().added(), export),
                export.call().added().isEmpty() ? ids(export.call().removed(), export) : Set.of());
    }

    /** With ids in the place of codes where the export knows the segment. */
    private static Set<SegmentRef> ids(Collection<SegmentRef> refs, PixelExport export) {
        return refs.stream()
                .map(ref -> export.segments().stream()
                        .filter(segment -> segment.code().filter(ref::equals).isPresent())
                        .<SegmentRef>map(Segment::id)
                        .findFirst()
                        .orElse(ref))
                .collect(Collectors.toSet());
    }
}
