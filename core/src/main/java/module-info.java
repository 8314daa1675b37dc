/**
 * Segments, pixel calls and export formats as immutable values, with every rule of the platform built in.
 *
 * <pre>{@code
 * Segment segment = Segment.of(SegmentId.of(528336), MemberId.of(958), "test");
 * String tag = ExportFormats.htmlTag().render(PixelExport.of(segment));
 * }</pre>
 */
module io.segmentpixel {
    requires transitive org.jspecify;

    exports io.segmentpixel.segment;
    exports io.segmentpixel.pixel;
    exports io.segmentpixel.export;
    exports io.segmentpixel.sync;
}
