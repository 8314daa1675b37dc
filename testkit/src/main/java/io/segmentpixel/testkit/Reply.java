package io.segmentpixel.testkit;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okhttp3.Headers;
import okio.BufferedSink;
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

    /**
     * The whole answer.
     *
     * @param isSlow whether it takes its time
     * @param beforeTheLastByte what is done before its last byte is sent, which tells the client that it is over
     */
    MockResponse.Builder toBuilder(boolean isSlow, Runnable beforeTheLastByte) {
        return new MockResponse.Builder().code(status).headers(headers).body(new Body(body, isSlow, beforeTheLastByte));
    }

    private record Body(ByteString content, boolean isSlow, Runnable beforeTheLastByte) implements MockResponseBody {
        @Override
        public long getContentLength() {
            return content.size();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            int last = Math.max(0, content.size() - 1);
            sink.write(content.substring(0, last));
            if (isSlow) {
                sink.flush();
            }
            beforeTheLastByte.run();
            sink.write(content.substring(last));
        }
    }
}
