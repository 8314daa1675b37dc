package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody who uses the showcase without scripts. */
final class ShowcaseUser {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    /** A user of the showcase at an address. */
    ShowcaseUser(String url) {
        this.url = url;
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    Document page() throws Exception {
        return Jsoup.parse(get("").body());
    }

    /** What stands in an element of the page. */
    String text(String css) throws Exception {
        return page().expectFirst(css).text();
    }

    /** A form on its way, without a word of where it comes from. */
    HttpRequest.Builder form(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Sends a form as the page does, and gives what its section says. */
    String post(String path, Map<String, String> fields) throws Exception {
        String origin = url.substring(0, url.length() - 1);
        HttpResponse<String> answer =
                send(form(path, fields).header("Origin", origin).build());
        String part = path.substring(0, path.indexOf('/'));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/#" + part);
        return text("#" + part + "-said");
    }
}
