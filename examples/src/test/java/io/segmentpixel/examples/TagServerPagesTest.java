package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.testkit.InMemorySegments;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages the tagged shop has, beside those with tags, and which not, for somebody who agreed. */
class TagServerPagesTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        List<PixelExport> steps = TagServer.pixels(new InMemorySegments());
        server = WebServer.start(0, new TaggedShop(steps.get(0), steps.get(1), steps.get(2)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url()).resolve(path))
                .header("Cookie", VisitorConsent.TC_COOKIE + "=" + VisitorConsent.tcString(true))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cart",
                "/cart?bag=",
                "/cart?bag=%3Cscript%3E",
                "/cart?bag=../style.css",
                "/nothing?bag=satchel",
                "/style",
                "/..%2fstyle.css",
                "/%00",
                "/consent"
            })
    void what_the_shop_does_not_have_is_not_there(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("there is no such page\n");
    }

    @Test
    void style_and_picture_are_the_same_for_all() throws Exception {
        assertThat(get("/style.css").headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(get("/icon.svg").headers().firstValue("Content-Type")).contains("image/svg+xml");
    }
}
