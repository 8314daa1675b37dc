package io.segmentpixel.examples;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;

/** Exports the tag of one segment. */
public final class QuickStart {
    private QuickStart() {}

    /**
     * Prints the tag.
     *
     * @param args none are read
     */
    public static void main(String[] args) {
        Segment segment = Segment.of(SegmentId.of(528336), MemberId.of(958), "test");
        System.out.println(ExportFormats.htmlTag().render(PixelExport.of(segment)));
    }
}
