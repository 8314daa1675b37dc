package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitReplayTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    private static ResponseDefinitionBuilder tooMany(String... retryAfter) {
        ResponseDefinitionBuilder answer =
                Answers.failure(429, "SYSTEM", "RATE_EXCEEDED", "too many").withHeader("x-ratelimit-code", "429");
        return retryAfter.length == 0 ? answer : answer.withHeader("Retry-After", retryAfter);
    }

    private static ResponseDefinitionBuilder overloaded() {
        return Answers.text(503, "<html>Service Unavailable</html>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             | PT7S",
                " 7 , ignored                  | PT0.5S",
                "Sun, 01 Mar 2026 12:00:40 GMT | PT40S",
                "Sun, 01 Mar 2026 11:59:00 GMT | PT0.5S",
                "Fri, 99 Foo 2026              | PT0.5S",
                "soon                          | PT0.5S",
                "-3                            | PT0.5S",
                "0                             | PT0.5S",
            })
    void too_many_requests_wait_as_long_as_the_backend_says(String retryAfter, Duration wait) {
        backend.onGet(tooMany(retryAfter), Answers.segment(17, "seventeen"));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");

        assertThat(backend.time.waits()).containsExactly(wait);
        assertThat(backend.sent()).containsExactly("login", "GET", "GET");
    }

    @Test
    void of_two_waits_the_longer_counts() {
        backend.onGet(tooMany("3", "11"), Answers.segment(17, "seventeen"));

        client.get(ID);

        assertThat(backend.time.waits()).containsExactly(Duration.ofSeconds(11));
    }

    @Test
    void without_a_wait_that_the_backend_names_it_backs_off() {
        backend.onGet(tooMany(), tooMany(), tooMany(), Answers.segment(17, "seventeen"));

        client.get(ID);

        assertThat(backend.time.waits())
                .containsExactly(FIRST_BACKOFF, FIRST_BACKOFF.multipliedBy(2), FIRST_BACKOFF.multipliedBy(4));
        assertThat(backend.sent()).containsExactly("login", "GET", "GET", "GET", "GET");
    }

    @Test
    void a_wait_beyond_the_deadline_is_not_begun_and_holds_back_the_next_of_its_kind() {
        backend.onGet(tooMany("3600"));
        backend.onPut(Answers.segment(17, "new"));

        RateLimitedException limited = catchThrowableOfType(RateLimitedException.class, () -> client.get(ID));

        assertThat(limited)
                .hasMessage(
                        "get segment 17: HTTP 429, SYSTEM, RATE_EXCEEDED, \"too many\"; too many requests; try again"
                                + " later, with fewer at a time");
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(RateLimitedException.class)
                .hasMessage("get segment 17: not sent within PT1M, because the backend holds requests back; try again"
                        + " after PT1H");
        assertThat(client.update(SegmentUpdate.of(ID).rename("new")).shortName())
                .isEqualTo("new");
        assertThat(backend.sent()).containsExactly("login", "GET", "PUT");
        assertThat(backend.time.waits()).isEmpty();
    }

    @Test
    void a_failure_in_http_200_that_says_rate_exceeded_is_a_limit() {
        backend.onPost(
                Answers.failure(200, "SYSTEM", "RATE_EXCEEDED", "too many").withHeader("Retry-After", "2"),
                Answers.segment(17, "seventeen"));

        assertThat(client.create(NewSegment.named("seventeen")).id()).isEqualTo(ID);

        assertThat(backend.time.waits()).containsExactly(Duration.ofSeconds(2));
        assertThat(backend.sent()).containsExactly("login", "POST", "POST");
    }

    @Test
    void an_overloaded_backend_that_says_so_surely_did_not_create() {
        backend.onPost(
                overloaded().withHeader("x-ratelimit-code", "503").withHeader("Retry-After", "0"),
                Answers.segment(17, "seventeen"));

        assertThat(client.create(NewSegment.named("seventeen")).id()).isEqualTo(ID);

        assertThat(backend.sent()).containsExactly("login", "POST", "POST");
    }

    @Test
    void a_service_that_is_unavailable_for_a_moment_is_asked_again() {
        backend.onGet(overloaded().withHeader("Retry-After", "0"), Answers.segment(17, "seventeen"));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");

        assertThat(backend.sent()).containsExactly("login", "GET", "GET");
        assertThat(backend.time.waits()).containsExactly(FIRST_BACKOFF);
    }

    @Test
    void a_service_that_stays_unavailable_is_asked_until_the_deadline() {
        backend.onGet(overloaded());

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessage("get segment 17: HTTP 503; the backend failed; try again later");

        assertThat(backend.time.waits())
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(20));
        assertThat(backend.sent()).startsWith("login").endsWith("GET").hasSize(9);
        assertThat(Collections.frequency(backend.sent(), "GET")).isEqualTo(8);
    }
}
