package io.segmentpixel.testkit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The pixel endpoint of a sandbox, called by a browser that keeps no cookies. */
final class RawPixel {
    private final String url;

    RawPixel(Sandbox sandbox) {
        this.url = sandbox.pixelUrl();
    }

    HttpResponse<byte[]> call(String query) {
        return RawHttp.send(HttpRequest.newBuilder(URI.create(url + query)));
    }

    HttpResponse<byte[]> call(String query, String cookies) {
        return RawHttp.send(HttpRequest.newBuilder(URI.create(url + query)).header("Cookie", cookies));
    }

    static Optional<String> header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name);
    }

    /** The one cookie that an answer sets, without its attributes. */
    static String cookie(HttpResponse<byte[]> answer) {
        return header(answer, "Set-Cookie").orElseThrow().split(";", 2)[0];
    }
}
