package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().user("user", "correct-horse").clock(clock).start();

    private final RawApi api = RawApi.of(sandbox);

    @Test
    void user_name_and_password_give_a_token_that_opens_the_service() {
        RawAnswer login = api.login("user", "correct-horse");

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.at("/status")).isEqualTo("\"OK\"");
        assertThat(login.token()).isNotEmpty();
        assertThat(api.authorizedBy(login.token()).get("").outcome()).isEqualTo("OK");
    }

    @Test
    void a_login_sets_the_session_cookie_too() {
        RawAnswer login = api.login("user", "correct-horse");

        assertThat(login.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("HBFAPI_SESSID=" + login.token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auth\": {\"username\": \"user\", \"password\": \"Correct-horse\"}}",
                "{\"auth\": {\"username\": \"User\", \"password\": \"correct-horse\"}}",
                "{\"auth\": {\"username\": \"\", \"password\": \"\"}}",
                "{\"auth\": {\"username\": \"user\"}}",
                "{\"auth\": {\"password\": \"correct-horse\"}}",
                "{\"auth\": {}}",
                "{\"auth\": {\"username\": \"user\", \"password\": [\"correct-horse\"]}}",
                "{\"username\": \"user\", \"password\": \"correct-horse\"}",
                "{}",
                "",
            })
    void anything_else_is_refused_in_an_HTTP_200_and_gives_no_token(String body) {
        RawAnswer refused = api.send("POST", "/auth", body);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.at("/status")).isNotEqualTo("\"OK\"");
        assertThat(refused.at("/error_id")).isEqualTo("\"UNAUTH\"");
        assertThat(refused.at("/token")).isEmpty();
        assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "null" | null
            null   | "null"
            "17"   | 17
            17     | "17"
            "true" | true
            true   | "true"
            """)
    void a_name_or_a_password_that_is_no_text_does_not_log_in(String name, String password) {
        String text = name.replace("\"", "");
        sandbox.put(SandboxUser.named(text).withPassword(text));

        assertThat(api.login(text, text).outcome()).isEqualTo("OK");
        assertThat(api.send("POST", "/auth", "{\"auth\": {\"username\": " + name + ", \"password\": " + password + "}}")
                        .outcome())
                .isEqualTo("UNAUTH");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    ''",
        "POST,   '{\"segment\": {\"short_name\": \"cart\"}}'",
        "PUT,    '{\"segment\": {\"short_name\": \"cart\"}}'",
        "DELETE, ''",
    })
    void a_call_without_a_token_is_not_logged_in(String method, String body) {
        RawAnswer refused = api.send(method, "/segment", body);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.outcome()).isEqualTo("NOAUTH");
        assertThat(api.authorizedBy(token()).get("").at("/count")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s0", "0%s", "Bearer %s", "hbapi:1", "null"})
    void a_call_with_a_wrong_token_is_not_logged_in(String wrong) {
        String token = token();

        assertThat(api.authorizedBy(wrong.formatted(token)).get("").outcome()).isEqualTo("NOAUTH");
    }

    @Test
    void each_login_gives_another_token_and_leaves_the_others_alive() {
        String first = token();
        String second = token();

        assertThat(second).isNotEqualTo(first);
        assertThat(outcome(first)).isEqualTo("OK");
        assertThat(outcome(second)).isEqualTo("OK");
    }

    @Test
    void a_token_lives_for_two_hours_after_the_login() {
        String used = token();
        String unused = token();

        clock.advance(HOUR.multipliedBy(2).minus(SECOND));
        assertThat(outcome(used)).isEqualTo("OK");
        clock.advance(SECOND.multipliedBy(2));
        assertThat(outcome(unused)).isEqualTo("NOAUTH");
    }

    @Test
    void each_call_gives_a_token_two_hours_more() {
        String token = token();
        for (int calls = 0; calls < 5; calls++) {
            clock.advance(HOUR.multipliedBy(2).minus(SECOND));
            assertThat(outcome(token)).isEqualTo("OK");
        }

        clock.advance(HOUR.multipliedBy(2).plus(SECOND));
        assertThat(outcome(token)).isEqualTo("NOAUTH");
    }

    @Test
    void a_token_ends_after_a_day_however_much_it_is_used() {
        String token = token();
        for (int calls = 1; calls < 24; calls++) {
            clock.advance(HOUR);
            assertThat(outcome(token)).isEqualTo("OK");
        }

        clock.advance(HOUR.minus(SECOND));
        assertThat(outcome(token)).isEqualTo("OK");
        clock.advance(SECOND.multipliedBy(2));
        assertThat(outcome(token)).isEqualTo("NOAUTH");
    }

    @Test
    void a_call_does_not_bring_an_ended_token_back() {
        String token = token();
        clock.advance(HOUR.multipliedBy(3));

        assertThat(outcome(token)).isEqualTo("NOAUTH");
        assertThat(outcome(token)).isEqualTo("NOAUTH");
    }

    private String token() {
        return api.login("user", "correct-horse").token();
    }

    private String outcome(String token) {
        return api.authorizedBy(token).get("").outcome();
    }
}
