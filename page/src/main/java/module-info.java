/**
 * Places tags into pages and takes them out again, without touching another byte; finds what stands there, and reports it.
 */
module io.segmentpixel.page {
    requires transitive io.segmentpixel;
    requires transitive org.jspecify;
    requires java.xml;
    requires org.jsoup;
    requires io.github.javadiffutils;
    // WARC files are read where it is there; it has no descriptor of its own.
    requires static jwarc;

    exports io.segmentpixel.page;
    exports io.segmentpixel.page.report;
}
