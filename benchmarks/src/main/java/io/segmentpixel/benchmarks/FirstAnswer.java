package io.segmentpixel.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** The JDK's smallest client, and the server beneath the sandbox with nothing above it: what the sandbox is measured against. */
final class FirstAnswer {
    private FirstAnswer() {}

    static MockWebServer bareServer() {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body("{}").build();
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        return server;
    }

    /** Reads the whole answer; connections are kept. */
    static int of(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            try (InputStream answer = connection.getInputStream()) {
                return answer.readAllBytes().length;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
