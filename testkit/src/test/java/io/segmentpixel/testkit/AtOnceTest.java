package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When a request counts no longer among those at once. */
class AtOnceTest {
    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().limits(Limits.documented().withRequestsAtOnce(1)).start();

    private final String token =
            RawApi.of(sandbox).login(sandbox.username(), sandbox.password()).token();

    private String listing(OkHttpClient client) throws IOException {
        Request request = new Request.Builder()
                .url(sandbox.url() + "/segment")
                .header("Authorization", token)
                .build();
        try (Response response = client.newCall(request).execute()) {
            return response.body().string();
        }
    }

    @Test
    void a_request_whose_answer_is_slow_is_not_over() throws IOException {
        sandbox.faults().next(Fault.slowBody(Duration.ofMinutes(1)));
        Request request = new Request.Builder()
                .url(sandbox.url() + "/segment")
                .header("Authorization", token)
                .build();
        try (Response slow = new OkHttpClient().newCall(request).execute()) {
            assertThat(slow.body().source().readUtf8(2)).isEqualTo("{\"");

            assertThat(listing(new OkHttpClient())).contains("SERVICE_UNAVAILABLE");
        }
    }

    @Test
    void a_request_whose_answer_was_read_is_over() throws IOException {
        OkHttpClient one = new OkHttpClient();
        OkHttpClient other = new OkHttpClient();

        for (int pair = 0; pair < 500; pair++) {
            assertThat(listing(one)).contains("\"status\":\"OK\"");
            assertThat(listing(other)).contains("\"status\":\"OK\"");
        }
    }
}
