package io.segmentpixel.export;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.List;
import java.util.function.Function;

/** Has calls of either kind name further segments, ids and codes alike. */
final class Refs {
    private Refs() {}

    static PixelCall adding(PixelCall call, List<SegmentRef> refs, Function<SegmentCode, MemberId> owner) {
        SegmentId[] ids = ids(refs);
        SegmentCode[] codes = codes(refs);
        if (call instanceof ConversionCall conversion) {
            ConversionCall withIds = conversion.adding(ids);
            return codes.length == 0 ? withIds : withIds.adding(owner.apply(codes[0]), codes);
        }
        SegmentCall withIds = ((SegmentCall) call).andAdding(ids);
        return codes.length == 0 ? withIds : withIds.andAdding(owner.apply(codes[0]), codes);
    }

    static PixelCall removing(PixelCall call, List<SegmentRef> refs, Function<SegmentCode, MemberId> owner) {
        SegmentId[] ids = ids(refs);
        SegmentCode[] codes = codes(refs);
        if (call instanceof ConversionCall conversion) {
            ConversionCall withIds = conversion.removing(ids);
            return codes.length == 0 ? withIds : withIds.removing(owner.apply(codes[0]), codes);
        }
        SegmentCall withIds = ((SegmentCall) call).andRemoving(ids);
        return codes.length == 0 ? withIds : withIds.andRemoving(owner.apply(codes[0]), codes);
    }

    private static SegmentId[] ids(List<SegmentRef> refs) {
        return refs.stream().filter(SegmentId.class::isInstance).toArray(SegmentId[]::new);
    }

    private static SegmentCode[] codes(List<SegmentRef> refs) {
        return refs.stream().filter(SegmentCode.class::isInstance).toArray(SegmentCode[]::new);
    }
}
