package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.testkit.InMemorySegments;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages the tagged shop has, and that whoever answers whether it may tag goes on where the question was asked. */
@SuppressWarnings("NullAway.Init")
class TagServerPagesTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url()).resolve(path)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String led(String form) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(server.url()).resolve("/consent"))
                .header("Origin", "http://127.0.0.1:" + server.port())
                .POST(BodyPublishers.ofString("answer=yes&" + form))
                .build();
        return client.send(post, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    @Test
    void whoever_answers_is_led_back_to_the_page() throws Exception {
        Pattern hidden = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
        for (String page : List.of("/", "/product?bag=satchel", "/cart?bag=weekender", "/thank-you?bag=briefcase")) {
            String form = hidden.matcher(get(page).body())
                    .results()
                    .map(field -> field.group(1) + "=" + field.group(2))
                    .collect(Collectors.joining("&"));

            assertThat(led(form)).isEqualTo(page);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=https://evil.example/cart&bag=satchel",
                "page=//evil.example/cart&bag=satchel",
                "page=//evil.example&bag=",
                "page=/%5Cevil.example&bag=satchel",
                "page=/cart&bag=satchel%0D%0ASet-Cookie:a=b",
                "page=/cart&bag=//evil.example",
                "page=/cart",
                "page=/consent&bag=satchel",
                "page=javascript:alert(1)"
            })
    void no_form_leads_to_what_is_no_page_of_the_shop(String form) throws Exception {
        assertThat(led(form)).isEqualTo("/");
    }

    @Test
    void a_page_shows_its_address_in_the_form_as_text() throws Exception {
        assertThat(get("/?bag=%22%3E%3Cscript%3E").body())
                .contains("value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("<script");
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
