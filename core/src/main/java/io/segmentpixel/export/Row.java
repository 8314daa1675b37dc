package io.segmentpixel.export;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.List;

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
        if (export.segments().isEmpty()) {
            of(export, SegmentId.class).forEach(id -> ids.add(id.toString()));
        } else {
            export.segments().forEach(segment -> ids.add(segment.id().toString()));
        }
        return ids;
    }

    /** The codes of what the call adds. */
    static List<String> codes(PixelExport export) {
        List<String> codes = new ArrayList<>();
        if (export.segments().isEmpty()) {
            of(export, SegmentCode.class).forEach(code -> codes.add(code.toString()));
        } else {
            export.segments().stream()
                    .map(Segment::code)
                    .forEach(code -> code.ifPresent(present -> codes.add(present.value())));
        }
        return codes;
    }

    private static List<SegmentRef> of(PixelExport export, Class<? extends SegmentRef> kind) {
        return export.call().added().stream().filter(kind::isInstance).toList();
    }

    static String type(PixelExport export) {
        return export.type() == PixelType.IMAGE ? "image" : "javascript";
    }

    static String tag(PixelExport export) {
        return TAG.render(export);
    }
}
