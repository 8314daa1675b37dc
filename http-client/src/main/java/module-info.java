/**
 * The segment service over HTTP.
 *
 * <pre>{@code
 * SegmentClient segments = SegmentClient.builder().baseUrl(url).credentials(Credentials.password(user, secret)).build();
 * }</pre>
 */
module io.segmentpixel.http {
    requires transitive io.segmentpixel;
    requires transitive okhttp3;
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires okio;
    requires org.slf4j;

    exports io.segmentpixel.http;
}
