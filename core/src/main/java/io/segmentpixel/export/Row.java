package io.segmentpixel.export;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a table says of an export, beside its name and address. */
final class Row {
    private static final TagFormat TAG = ExportFormats.htmlTag();

    private Row() {}

    /** The ids of what the call adds, those of a conversion pixel first. */
    static List<String> ids(PixelExport export) {
        List<String> ids = new ArrayList<>();
        if (export.call() instanceof ConversionCall conversion) {
            ids.add(conversion.id().toString());
        }
        ids.addAll(named(export, segment -> Optional.of(segment.id()), SegmentId.class));
        return ids;
    }

    /** The codes of what the call adds. */
    static List<String> codes(PixelExport export) {
        return named(export, Segment::code, SegmentCode.class);
    }

    /** The segments that the export was made of, and behind them what else the call adds, by names of one kind. */
    private static <T extends SegmentRef> List<String> named(
            PixelExport export, Function<Segment, Optional<T>> name, Class<T> kind) {
        Set<SegmentRef> names = new LinkedHashSet<>();
        export.segments().forEach(segment -> name.apply(segment).ifPresent(names::add));
        export.call().added().stream().filter(kind::isInstance).forEach(names::add);
        return names.stream().map(SegmentRef::toString).toList();
    }

    static String type(PixelExport export) {
        return export.type() == PixelType.IMAGE ? "image" : "javascript";
    }

    static String tag(PixelExport export) {
        return TAG.render(export);
    }
}
