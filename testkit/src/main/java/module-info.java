/**
 * A stand-in backend and stand-in visitors, for the tests of whoever uses the library.
 */
module io.segmentpixel.testkit {
    requires transitive io.segmentpixel;
    requires transitive org.jspecify;
    requires io.segmentpixel.http;
    requires io.segmentpixel.page;
    requires mockwebserver3;
    requires okhttp3;
    requires okhttp3.tls;

    exports io.segmentpixel.testkit;
}
