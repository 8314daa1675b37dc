/**
 * Segments, pixel calls and export formats as immutable values with the platform's rules built in, the service that keeps
 * segments as an interface, and the plan that brings them to where they are wanted.
 *
 * <pre>{@code
 * Segment segment = Segment.of(SegmentId.of(528336), MemberId.of(958), "test");
 * String tag = ExportFormats.htmlTag().render(PixelExport.of(segment));
 * }</pre>
 *
 * <p>Needs no other library, JSpecify's annotations aside.
 */
module io.segmentpixel {
    requires transitive org.jspecify;

    exports io.segmentpixel.segment;
    exports io.segmentpixel.pixel;
    exports io.segmentpixel.export;
    exports io.segmentpixel.sync;
}
