/**
 * A stand-in backend and stand-in visitors, for tests.
 *
 * <pre>{@code
 * Sandbox sandbox = Sandbox.start();
 * Visitor visitor = sandbox.newVisitor();
 * }</pre>
 */
module io.segmentpixel.testkit {
    requires transitive io.segmentpixel;
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires mockwebserver3;
    requires static org.assertj.core;
    requires okhttp3;
    requires okhttp3.tls;
    requires okio;
    requires org.jsoup;

    exports io.segmentpixel.testkit;
}
