/**
 * Places tags into pages and takes them out again, without touching another byte; finds what stands there, and reports it.
 */
module io.segmentpixel.page {
    requires transitive io.segmentpixel;
    requires transitive org.jspecify;
    requires java.xml;
    requires org.jsoup;
    requires io.github.javadiffutils;

    exports io.segmentpixel.page;
    exports io.segmentpixel.page.report;
}
