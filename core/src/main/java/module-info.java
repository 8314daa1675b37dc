/** Segments, pixel calls and export formats as immutable values, with every rule of the platform built in. */
module io.segmentpixel {
    requires transitive org.jspecify;

    exports io.segmentpixel.segment;
}
