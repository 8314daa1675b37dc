/**
 * Places tags into pages and takes them out again, without touching another byte; finds what stands there, and reports it.
 *
 * <pre>{@code
 * String withTag = PagePlacer.atEndOfBody().place(page, PixelExport.of(segment));
 * PageAudit.of(withTag).placed().forEach(System.out::println); // 57:1 script on load add=528336 "Shop - in cart"
 * }</pre>
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
