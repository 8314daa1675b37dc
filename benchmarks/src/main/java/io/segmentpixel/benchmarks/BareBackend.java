package io.segmentpixel.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A backend read by bare OkHttp, with the timeouts of our client, and Jackson's tree: what our client is measured against. */
final class BareBackend implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient http = new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(30))
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
    private final String url;
    private final String token;

    private BareBackend(String url, String username, String password) {
        this.url = url;
        String login = String.format("{\"auth\":{\"username\":\"%s\",\"password\":\"%s\"}}", username, password);
        this.token = tree(
                        http,
                        new Request.Builder()
                                .url(url + "/auth")
                                .post(RequestBody.create(login, MediaType.get("application/json")))
                                .build())
                .path("response")
                .path("token")
                .asText();
    }

    static BareBackend loggedIn(String url, String username, String password) {
        return new BareBackend(url, username, password);
    }

    JsonNode get(String pathAndQuery) {
        return tree(
                http,
                new Request.Builder()
                        .url(url + "/" + pathAndQuery)
                        .header("Authorization", token)
                        .build());
    }

    private static JsonNode tree(OkHttpClient http, Request request) {
        try (Response response = http.newCall(request).execute()) {
            return JSON.readTree(response.body().bytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
