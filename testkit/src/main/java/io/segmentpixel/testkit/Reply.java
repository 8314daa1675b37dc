package io.segmentpixel.testkit;

import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/**
 * An answer before anything goes wrong with it.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
record Reply(int status, Headers headers, ByteString body) {
    static Reply of(int status, Headers headers, String body) {
        return new Reply(status, headers, ByteString.encodeUtf8(body));
    }

    /** The answer to a request for the head alone. */
    MockResponse.Builder headAlone() {
        return new MockResponse.Builder()
                .code(status)
                .headers(headers)
                .setHeader("Content-Length", Integer.toString(body.size()));
    }

    MockResponse.Builder toBuilder() {
        return new MockResponse.Builder().code(status).headers(headers).body(new Buffer().write(body));
    }
}
