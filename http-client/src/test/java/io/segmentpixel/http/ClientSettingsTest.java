package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://api.example.com             | must be https; plain http is for loopback addresses only",
                "http://127.0.0.1.example.com       | must be https; plain http is for loopback addresses only",
                "http://localhost.example.com       | must be https; plain http is for loopback addresses only",
                "http://10.0.0.1                    | must be https; plain http is for loopback addresses only",
                "api.example.com                    | must be an absolute https address",
                "ftp://api.example.com              | must be an absolute https address",
                "''                                 | must be an absolute https address",
                "https://api.example.com?a=b        | must hold no query and no fragment",
                "https://api.example.com#a          | must hold no query and no fragment",
            })
    void a_base_url_that_breaks_a_rule_is_refused_by_that_rule(String url, String rule) {
        assertThatThrownBy(() -> SegmentClient.builder().baseUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("base URL \"" + url + "\": " + rule);
    }

    @Test
    void a_base_url_with_a_password_is_refused_without_showing_it() {
        assertThatThrownBy(() -> SegmentClient.builder().baseUrl("https://user:geheim@api.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base URL https://api.example.com/: must hold no user name or password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com/",
                "https://api.example.com:8443/v1/",
                "http://127.0.0.1:8080",
                "http://localhost:8080",
                "http://[::1]:8080",
            })
    void https_everywhere_and_http_on_this_machine_are_taken(String url) {
        assertThatCode(() -> SegmentClient.builder().baseUrl(url)).doesNotThrowAnyException();
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                bad("deadline PT0S: must be longer than zero", () -> SegmentClient.builder()
                        .deadline(Duration.ZERO)),
                bad(
                        "deadline PT24H0.000000001S: must be longer than zero and at most a day",
                        () -> SegmentClient.builder()
                                .deadline(Duration.ofDays(1).plusNanos(1))),
                bad("request timeout PT-1S: must be longer than zero", () -> SegmentClient.builder()
                        .requestTimeout(Duration.ofSeconds(-1))),
                bad("max concurrent requests 0: must be 1 to 15", () -> SegmentClient.builder()
                        .maxConcurrentRequests(0)),
                bad("max concurrent requests 16: must be 1 to 15", () -> SegmentClient.builder()
                        .maxConcurrentRequests(16)),
                bad("credentials: must be set before the client is built", () -> SegmentClient.builder()
                        .build()),
                bad("base URL: must be set before the client is built", () -> SegmentClient.builder()
                        .credentials(Credentials.password("user", "secret"))
                        .build()),
                bad("user name \"\": must not be empty", () -> Credentials.password("", "secret")),
                bad("password \"\": must not be empty", () -> Credentials.password("user", "")));
    }

    private static Arguments bad(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void a_bad_setting_is_named(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }

    @Test
    void a_path_in_the_base_url_goes_before_every_call() {
        try (SegmentClient client =
                backend.settings().baseUrl(backend.url() + "/api/").build()) {
            assertThatThrownBy(() -> client.get(ID)).isInstanceOf(RuntimeException.class);
            assertThat(backend.lastRequest().getUrl()).isEqualTo("/api/auth");
        }
    }

    @Test
    void the_member_of_the_client_owns_what_names_no_other() {
        backend.onPost(Answers.segment(17, "seventeen"));
        try (SegmentClient client = backend.settings().member(MemberId.of(958)).build()) {
            client.create(NewSegment.named("seventeen"));
            client.create(NewSegment.named("seventeen").withMember(MemberId.of(7)));
            client.create(NewSegment.named("seventeen").atAdvertiserLevel(AdvertiserId.of(71)));
        }

        assertThat(backend.requests().stream().skip(1).map(request -> request.getUrl()))
                .containsExactly(
                        "/segment?member_id=958", "/segment?member_id=7", "/segment?member_id=958&advertiser_id=71");
        assertThat(backend.lastRequest().getBodyAsString()).isEqualTo("{\"segment\":{\"short_name\":\"seventeen\"}}");
    }

    @Test
    void a_bulk_is_of_the_member_of_the_client() {
        backend.onPut(Answers.ok(
                "\"segments\": {\"17\": %s, \"18\": %s}".formatted(Answers.object(17, "a"), Answers.object(18, "b"))));
        try (SegmentClient client = backend.settings().member(MemberId.of(958)).build()) {
            client.updateAll(List.of(
                    SegmentUpdate.of(ID).rename("a"),
                    SegmentUpdate.of(SegmentId.of(18)).rename("b")));
        }

        assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment?member_id=958");
    }

    @Test
    void a_call_after_close_is_refused_and_sends_nothing() {
        SegmentClient client = backend.client();
        client.close();
        client.close();

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
        assertThatThrownBy(() -> client.list(SegmentQuery.all()).toList()).isInstanceOf(IllegalStateException.class);
        assertThat(backend.sent()).isEmpty();
    }

    @Test
    void a_callers_http_client_keeps_its_interceptors_and_goes_on_after_close() throws Exception {
        backend.onGet(Answers.segment(17, "seventeen"));
        List<String> seen = new CopyOnWriteArrayList<>();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    seen.add(chain.request().method() + " "
                            + chain.request().url().encodedPath());
                    return chain.proceed(chain.request());
                })
                .build();
        SegmentClient client = backend.settings().httpClient(own).build();
        client.get(ID);
        client.close();

        assertThat(seen).containsExactly("POST /auth", "GET /segment");
        assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
        try (Response response = own.newCall(
                        new Request.Builder().url(backend.url() + "/segment").build())
                .execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
        own.dispatcher().executorService().shutdown();
        own.connectionPool().evictAll();
    }

    @Test
    void a_callers_http_client_may_send_each_body_once_only() {
        backend.onPost(Answers.segment(17, "seventeen"));
        backend.onPut(Answers.segment(17, "seventeen"));
        backend.onDelete(Answers.ok("\"count\": 1"));
        List<String> bodies = new CopyOnWriteArrayList<>();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    RequestBody body = Objects.requireNonNull(chain.request().body());
                    bodies.add(chain.request().method() + " " + body.isOneShot());
                    return chain.proceed(chain.request());
                })
                .build();
        try (SegmentClient client = backend.settings().httpClient(own).build()) {
            client.create(NewSegment.named("seventeen"));
            client.update(SegmentUpdate.of(ID).rename("seventeen"));
            client.delete(ID);
        }

        assertThat(bodies).containsExactly("POST true", "POST true", "PUT true", "DELETE true");
    }

    @Test
    void the_request_timeout_takes_the_place_of_a_callers_read_and_write_timeouts() {
        backend.onGet(Answers.segment(17, "seventeen"));
        List<Duration> timeouts = new CopyOnWriteArrayList<>();
        OkHttpClient own = new OkHttpClient.Builder()
                .readTimeout(Duration.ofMillis(1))
                .writeTimeout(Duration.ofMillis(1))
                .connectTimeout(Duration.ofSeconds(7))
                .callTimeout(Duration.ofMillis(1))
                .addInterceptor(chain -> {
                    timeouts.add(Duration.ofMillis(chain.readTimeoutMillis()));
                    timeouts.add(Duration.ofMillis(chain.writeTimeoutMillis()));
                    timeouts.add(Duration.ofMillis(chain.connectTimeoutMillis()));
                    timeouts.add(Duration.ofNanos(chain.call().timeout().timeoutNanos()));
                    return chain.proceed(chain.request());
                })
                .build();
        Duration allowed = Duration.ofSeconds(20);
        try (SegmentClient client =
                backend.settings().httpClient(own).requestTimeout(allowed).build()) {
            client.get(ID);
        }

        Duration connect = Duration.ofSeconds(7);
        assertThat(timeouts)
                .containsExactly(
                        Duration.ZERO, Duration.ZERO, connect, allowed, Duration.ZERO, Duration.ZERO, connect, allowed);
    }

    @Test
    void no_request_may_take_longer_than_its_operation() {
        backend.onGet(Answers.segment(17, "seventeen"));
        List<Duration> allowed = new CopyOnWriteArrayList<>();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    allowed.add(Duration.ofNanos(chain.call().timeout().timeoutNanos()));
                    return chain.proceed(chain.request());
                })
                .build();
        try (SegmentClient client = backend.settings()
                .httpClient(own)
                .deadline(Duration.ofSeconds(25))
                .requestTimeout(Duration.ofSeconds(40))
                .build()) {
            client.get(ID);
        }

        assertThat(allowed).containsExactly(Duration.ofSeconds(25), Duration.ofSeconds(25));
    }

    @Test
    void no_secret_is_shown_as_it_stands_in_json_or_when_it_is_no_longer_used() {
        backend.onLogin(Answers.token("token-1"), Answers.token("token-2"));
        backend.onGet(
                Answers.loggedOut(),
                Answers.failure(200, "SYNTAX", "", "token-1 was followed by token-2, pa\\\\\\\"ss"));
        try (SegmentClient client = backend.settings()
                .credentials(Credentials.password("user", "pa\"ss"))
                .build()) {
            assertThatThrownBy(() -> client.get(ID))
                    .hasMessage("get segment 17: HTTP 200, SYNTAX, \"*** was followed by ***, ***\"; mend the request");
        }
    }

    @Test
    void no_secret_is_shown_even_where_the_backend_repeats_it() {
        backend.onPut(Answers.failure(
                200, "SYNTAX", "", "token token-1 of password " + ScriptedBackend.PASSWORD + " is odd"));
        try (SegmentClient client = backend.client()) {
            assertThatThrownBy(() -> client.update(SegmentUpdate.of(ID).rename("new")))
                    .hasMessage("update segment 17: HTTP 200, SYNTAX, \"token *** of password *** is odd\"; mend the"
                            + " request");
            assertThat(client.toString()).isEqualTo("SegmentClient[member=that of the user]");
            assertThat(Credentials.password("user", ScriptedBackend.PASSWORD).toString())
                    .isEqualTo("Credentials[username=user]");
        }
    }
}
