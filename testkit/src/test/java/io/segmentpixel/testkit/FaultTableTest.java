package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.SegmentQuery;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault as a bare OkHttp client sees it, over HTTP and over HTTPS. The call that has it creates a segment, which tells whether it
 * was carried out.
 */
class FaultTableTest {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String CART = "{\"segment\": {\"short_name\": \"cart\"}}";
    private static final Duration LONG = Duration.ofMinutes(1);

    private enum Scheme {
        HTTP,
        HTTPS
    }

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final OkHttpClient client = new OkHttpClient.Builder()
            .sslSocketFactory(sandbox.sslContext().getSocketFactory(), sandbox.trustManager())
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .readTimeout(Duration.ofSeconds(10))
            .build();
    private final OkHttpClient impatient =
            client.newBuilder().readTimeout(Duration.ofSeconds(1)).build();

    private final String token =
            RawApi.of(sandbox).login(sandbox.username(), sandbox.password()).token();

    /** A row of the table: the fault, what the client sees, and whether the segment is there. */
    private record Row(String name, Fault fault, boolean isDone, Sight sight) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Sight {
        void of(Exchanged seen);
    }

    /** What came of a call: an answer, or the failure that came before it, or within its body. */
    private record Exchanged(
            int status, Map<String, List<String>> headers, String body, @Nullable IOException failure) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private Request request(Scheme scheme, String body) {
        String url = scheme == Scheme.HTTP ? sandbox.url() : sandbox.httpsUrl();
        return new Request.Builder()
                .url(url + "/segment")
                .header("Authorization", token)
                .post(RequestBody.create(body, JSON))
                .build();
    }

    private Exchanged create(Scheme scheme, String body) {
        return create(client, scheme, body);
    }

    private Exchanged create(OkHttpClient client, Scheme scheme, String body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int status = 0;
        StringBuilder read = new StringBuilder();
        try (Response response = client.newCall(request(scheme, body)).execute()) {
            status = response.code();
            headers.putAll(response.headers().toMultimap());
            while (!response.body().source().exhausted()) {
                read.append((char) response.body().source().readByte());
            }
            return new Exchanged(status, headers, read.toString(), null);
        } catch (IOException failure) {
            return new Exchanged(status, headers, read.toString(), failure);
        }
    }

    private static Row row(String name, Fault fault, boolean isDone, Sight sight) {
        return new Row(name, fault, isDone, sight);
    }

    private static Row reset(String name, Fault fault, boolean isDone) {
        return row(name, fault, isDone, seen -> {
            assertThat(seen.status()).isZero();
            assertThat(seen.failure()).isInstanceOf(IOException.class).isNotInstanceOf(ConnectException.class);
            assertThat(String.valueOf(seen.failure()))
                    .containsAnyOf("Connection reset", "Broken pipe", "Connection or outbound has closed");
        });
    }

    private static Row answer(String name, Fault fault, int status, String... parts) {
        return row(name, fault, false, seen -> {
            assertThat(seen.failure()).isNull();
            assertThat(seen.status()).isEqualTo(status);
            assertThat(seen.body()).contains(parts);
        });
    }

    private static Row withHeaders(Row row, String retryAfter, String rateLimitCode) {
        return row(row.name(), row.fault(), row.isDone(), seen -> {
            row.sight().of(seen);
            assertThat(seen.header("Retry-After")).isEqualTo(retryAfter);
            assertThat(seen.header("x-ratelimit-code")).isEqualTo(rateLimitCode);
        });
    }

    static Stream<Row> rows() {
        return Stream.of(brokenConnections(), serverErrors(), failuresInWords(), spoiltAnswers())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> brokenConnections() {
        return Stream.of(
                row("refused", Fault.refused(LONG), false, seen -> assertThat(seen.failure())
                        .isInstanceOf(ConnectException.class)),
                reset("reset before the request", Fault.resetBeforeRequest(), false),
                reset("reset in the request", Fault.resetInRequest(), false),
                reset("reset after the request", Fault.resetAfterRequest(), false),
                reset(
                        "reset after the request, but done",
                        Fault.resetAfterRequest().butDone(),
                        true),
                row("reset in the answer", Fault.resetInAnswer(), true, seen -> {
                    assertThat(seen.status()).isEqualTo(200);
                    assertThat(seen.failure()).isInstanceOf(IOException.class);
                    assertThat(seen.body()).startsWith("{\"response\"").doesNotContain("dbg_info");
                }),
                row("slow header", Fault.slowHeader(LONG), true, seen -> {
                    assertThat(seen.status()).isZero();
                    assertThat(seen.failure()).isInstanceOf(SocketTimeoutException.class);
                }),
                row("slow body", Fault.slowBody(LONG), true, seen -> {
                    assertThat(seen.status()).isEqualTo(200);
                    assertThat(seen.body()).startsWith("{\"response\"").doesNotContain("dbg_info");
                    assertThat(seen.failure()).isInstanceOf(SocketTimeoutException.class);
                }));
    }

    private static Stream<Row> serverErrors() {
        Duration three = Duration.ofSeconds(3);
        return Stream.of(
                answer("HTTP 500", Fault.internalError(), 500, "Internal Server Error"),
                row("HTTP 500, but done", Fault.internalError().butDone(), true, seen -> assertThat(seen.status())
                        .isEqualTo(500)),
                withHeaders(answer("HTTP 503", Fault.unavailable(), 503, "Unavailable"), "", ""),
                withHeaders(answer("HTTP 503 with Retry-After", Fault.unavailable(three), 503, "Unavailable"), "3", ""),
                withHeaders(
                        answer("HTTP 503 with x-ratelimit-code", Fault.turnedAway(), 503, "SERVICE_UNAVAILABLE"),
                        "",
                        "503"),
                withHeaders(
                        answer("HTTP 503 with both", Fault.turnedAway(three), 503, "SERVICE_UNAVAILABLE"), "3", "503"),
                row("HTTP 307", Fault.redirect("http://127.0.0.1:1/elsewhere"), false, seen -> {
                    assertThat(seen.status()).isEqualTo(307);
                    assertThat(seen.header("Location")).isEqualTo("http://127.0.0.1:1/elsewhere");
                }));
    }

    private static Stream<Row> failuresInWords() {
        return Stream.of(
                withHeaders(
                        answer(
                                "HTTP 429",
                                Fault.tooManyRequests(Duration.ofSeconds(3)),
                                429,
                                "\"error_id\":\"SYSTEM\"",
                                "\"error_code\":\"RATE_EXCEEDED\""),
                        "3",
                        "429"),
                withHeaders(
                        answer("RATE_EXCEEDED", Fault.rateExceeded(), 200, "\"error_code\":\"RATE_EXCEEDED\""), "", ""),
                answer("SYSTEM", Fault.systemError(), 200, "\"error_id\":\"SYSTEM\"", "\"error_code\":\"UNKNOWN\""),
                answer("NOAUTH", Fault.loggedOut(), 200, "\"error_id\":\"NOAUTH\""),
                answer(
                        "too many at once",
                        Fault.tooManyAtOnce(),
                        200,
                        "\"error_id\":\"SYSTEM\"",
                        "\"error_code\":\"SERVICE_UNAVAILABLE\""));
    }

    private static Stream<Row> spoiltAnswers() {
        return Stream.of(
                row("truncated JSON", Fault.truncatedJson(), true, seen -> {
                    assertThat(seen.failure()).isNull();
                    assertThat(seen.body()).startsWith("{\"response\"").doesNotEndWith("}}");
                    assertThatThrownBy(() -> new RawAnswer(200, HttpHeaders.of(Map.of(), (a, b) -> true), seen.body()))
                            .isInstanceOf(AssertionError.class);
                }),
                answer("HTML", Fault.html(), 200, "<!doctype html>"),
                row("wrong gzip", Fault.wrongGzip(), true, seen -> {
                    assertThat(seen.status()).isEqualTo(200);
                    assertThat(seen.failure()).isInstanceOf(IOException.class).hasMessageContaining("ID1ID2");
                }));
    }

    private void isSeen(Row row, Scheme scheme) {
        sandbox.faults().next(row.fault());

        row.sight().of(create(row.fault() instanceof Fault.Slow ? impatient : client, scheme, CART));

        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(row.isDone() ? 1 : 0);
        sandbox.clock().advance(LONG);
        assertThat(create(scheme, CART).body()).as("the call behind it").contains("\"status\":\"OK\"");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_fault_is_seen_over_http_as_what_its_name_says(Row row) {
        isSeen(row, Scheme.HTTP);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_fault_is_seen_over_https_as_what_its_name_says(Row row) {
        isSeen(row, Scheme.HTTPS);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void an_answer_without_an_end_goes_on_until_the_client_has_enough(Scheme scheme) throws IOException {
        sandbox.faults().next(Fault.neverEnding());

        try (Response response = client.newCall(request(scheme, CART)).execute()) {
            assertThat(response.code()).isEqualTo(200);
            BufferedSource body = response.body().source();
            String half = body.readUtf8(body.indexOf(ByteString.encodeUtf8("          ")));
            assertThat(half).startsWith("{\"response\"").doesNotContain("dbg_info");
            assertThat(body.readUtf8(20)).isBlank();
        }
        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(1);
    }

    /** The client is still writing: it cannot have been read to the end. */
    @Test
    void a_reset_in_the_request_comes_before_its_end() {
        String large = "{\"segment\": {\"short_name\": \"" + "n".repeat(12 << 20) + "\"}}";
        sandbox.faults().next(Fault.resetInRequest());

        Exchanged seen = create(Scheme.HTTP, large);

        assertThat(seen.failure()).isInstanceOf(SocketException.class);
        assertThat(sandbox.journal().calls(HttpMethod.POST))
                .singleElement()
                .satisfies(call -> assertThat(call.outcome()).isEqualTo("not carried out: reset IN_THE_REQUEST"))
                .satisfies(call -> assertThat(call.status()).isZero());
    }
}
