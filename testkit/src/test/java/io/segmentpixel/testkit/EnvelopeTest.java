package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands around every payload. The one segment there is has id 528336. */
class EnvelopeTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.builder()
            .user("user", "correct-horse")
            .clock(new SettableClock())
            .start();

    private final RawApi api = RawApi.loggedIn(sandbox);

    @BeforeEach
    void create() {
        sandbox.segments().create(NewSegment.named("cart"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /segment?id=528336   | ''                                              | segment
            GET    | /segment             | ''                                              | segments
            GET    | /segment?id=528336,1 | ''                                              | segments
            POST   | /segment             | {"segment": {"short_name": "x"}}                | segment
            PUT    | /segment?id=528336   | {"segment": {"short_name": "x"}}                | segment
            PUT    | /segment             | {"segments": [{"id": 528336, "state": "active"}]} | segments
            """)
    void the_payload_stands_under_the_output_term(String method, String target, String body, String term) {
        RawAnswer answer = api.send(method, target, body);

        assertThat(answer.outcome()).isEqualTo("OK");
        assertThat(answer.at("/dbg_info/output_term")).isEqualTo("\"" + term + "\"");
        assertThat(answer.at("/" + term)).contains("\"short_name\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            DELETE | /segment?id=528336 | ''
            POST   | /auth              | {"auth": {"username": "user", "password": "correct-horse"}}
            """)
    void what_succeeds_without_a_payload_says_not_found(String method, String target, String body) {
        RawAnswer answer = api.send(method, target, body);

        assertThat(answer.outcome()).isEqualTo("OK");
        assertThat(answer.at("/dbg_info/output_term")).isEqualTo("\"not_found\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /segment?id=528336 | ''
            GET    | /segment           | ''
            GET    | /segment?id=17     | ''
            POST   | /segment           | {"segment": {"short_name": "x"}}
            POST   | /segment           | {"segment": {}}
            PUT    | /segment?id=528336 | {"segment": {"short_name": "x"}}
            DELETE | /segment?id=528336 | ''
            POST   | /auth              | {"auth": {"username": "user", "password": "correct-horse"}}
            POST   | /auth              | {"auth": {"username": "user", "password": "wrong"}}
            GET    | /segments          | ''
            """)
    void every_answer_is_JSON_under_one_root_with_debug_info(String method, String target, String body) {
        RawAnswer answer = api.send(method, target, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.body().fieldNames()).toIterable().containsExactly("response");
        assertThat(answer.at("/dbg_info/warnings")).isEqualTo("[]");
        assertThat(answer.at("/dbg_info/version")).isNotEmpty();
        assertThat(answer.at("/dbg_info/time")).isEqualTo("\"2026-03-01 12:00:00\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /segment?id=17       | ''                               | "SYNTAX" | "NOTFOUND_SEGMENT"
            DELETE | /segment?id=17       | ''                               | "SYNTAX" | "NOTFOUND_SEGMENT"
            PUT    | /segment?id=17       | {"segment": {"short_name": "x"}} | "SYNTAX" | "NOTFOUND_SEGMENT"
            GET    | /segment?id=x        | ''                               | "SYNTAX" | "CAST_ERROR"
            POST   | /segment             | {"segment": {}}                  | "SYNTAX" | null
            POST   | /segment?member_id=1 | {"segment": {"short_name": "x"}} | "UNAUTH" | null
            """)
    void every_failure_comes_in_an_HTTP_200_without_the_status_OK(
            String method, String target, String body, String errorId, String errorCode) {
        RawAnswer answer = api.send(method, target, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isNotEqualTo("\"OK\"");
        assertThat(answer.at("/error_id")).isEqualTo(errorId);
        assertThat(answer.at("/error_code")).isEqualTo(errorCode);
        assertThat(answer.error()).isNotEmpty();
        assertThat(answer.at("/segment") + answer.at("/segments")).isEmpty();
    }
}
