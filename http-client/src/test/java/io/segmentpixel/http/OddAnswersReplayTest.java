package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say that something failed, and what is no answer of the service. */
class OddAnswersReplayTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of("SYNTAX", RequestRefusedException.class, "mend the request"),
                Arguments.of(
                        "INTEGRITY",
                        SegmentConflictException.class,
                        "it contradicts what stands there; is the code taken?"),
                Arguments.of(
                        "LIMIT", SegmentLimitException.class, "the account is full; delete segments that are not used"),
                Arguments.of(
                        "UNAUTH",
                        AccessDeniedException.class,
                        "this user may not do it; use another user or ask for the right"),
                Arguments.of("NEW_ONE", RequestRefusedException.class, "mend the request"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_in_http_200_is_an_error(
            String errorId, Class<? extends SegmentServiceException> reaction, String advice) {
        backend.onPut(Answers.failure(200, errorId, "CAST_ERROR", "so it is"));

        SegmentServiceException refused = catchThrowableOfType(
                reaction, () -> client.update(SegmentUpdate.of(ID).rename("new")));

        assertThat(refused)
                .hasMessage("update segment 17: HTTP 200, " + errorId + ", CAST_ERROR, \"so it is\"; " + advice);
        assertThat(refused.answer().errorCode()).isEqualTo("CAST_ERROR");
        assertThat(backend.sent()).containsExactly("login", "PUT");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404})
    void a_missing_object_is_named_whatever_the_status(int status) {
        backend.onGet(Answers.failure(status, "SYNTAX", "NOTFOUND_SEGMENT", "segment id not found: 17"));

        SegmentNotFoundException missing = catchThrowableOfType(SegmentNotFoundException.class, () -> client.get(ID));

        assertThat(missing)
                .hasMessage("segment id 17: there is no such segment, or this user cannot see it (HTTP " + status
                        + ", SYNTAX, NOTFOUND_SEGMENT, \"segment id not found: 17\")");
        assertThat(missing.id()).isEqualTo(ID);
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_404_that_says_no_more_is_a_missing_object() {
        backend.onGet(Answers.failure(404, "SYNTAX", "", "gone"));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(SegmentNotFoundException.class)
                .hasMessageEndingWith("(HTTP 404, SYNTAX, \"gone\")");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void another_object_than_was_asked_for_is_not_it() {
        backend.onGet(Answers.segment(18, "eighteen"));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOfSatisfying(SegmentNotFoundException.class, missing -> assertThat(missing.id())
                        .isEqualTo(ID));
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_failure_of_several_objects_has_a_list_of_errors_and_no_error_id() {
        backend.onPut(Answers.json(200, "{\"response\": {\"errors\": [], \"count\": 0}}"));

        assertThatThrownBy(() -> client.update(named(17)))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("update segment 17: HTTP 200; mend the request");
        assertThat(backend.sent()).containsExactly("login", "PUT");
    }

    @Test
    void a_code_that_is_not_there_is_no_error() {
        backend.onGet(Answers.failure(200, "SYNTAX", "", "resource not found"));

        assertThat(client.find(SegmentCode.of("cart"))).isEmpty();
        assertThat(backend.sent()).containsExactly("login", "GET");
        assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment?code=cart");
    }

    @Test
    void of_several_segments_the_one_that_the_backend_misses_is_named() {
        backend.onPut(Answers.missing(502));

        SegmentServiceException missing = catchThrowableOfType(
                SegmentServiceException.class, () -> client.updateAll(List.of(named(501), named(502), named(5021))));

        assertThat(missing.getCause())
                .isInstanceOfSatisfying(SegmentNotFoundException.class, named -> assertThat(named.id())
                        .isEqualTo(SegmentId.of(502)));
        assertThat(backend.sent()).containsExactly("login", "PUT");
    }

    private static SegmentUpdate named(int id) {
        return SegmentUpdate.of(SegmentId.of(id)).rename("name " + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in to the hotel's network</body></html>",
                "{\"response\": {\"status\": \"OK\", \"segment\": {\"id\": 17, \"member",
                "",
                "[]",
                "null",
                "{\"response\": []}",
                "{\"status\": \"OK\"}",
                "{\"response\": {\"segment\": {\"id\": 17, \"member_id\": 958}}}",
                "{\"response\": {\"status\": \"ok\", \"segment\": {\"id\": 17, \"member_id\": 958}}}",
            })
    void what_is_no_answer_of_the_service_is_an_error_and_not_asked_for_again(String body) {
        backend.onGet(Answers.text(200, body));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage(
                        "get segment 17: HTTP 200; that is no answer of the segment service; check the base URL, and"
                                + " whether a proxy stands between");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void an_error_beside_a_status_of_ok_is_an_error() {
        backend.onGet(Answers.ok(
                "\"error_id\": \"SYNTAX\", \"error\": \"so it is\", \"segment\": " + Answers.object(17, "seventeen")));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("get segment 17: HTTP 200, SYNTAX, \"so it is\"; mend the request");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_server_error_with_a_status_of_ok_is_no_success() {
        String body = "{\"response\": {\"status\": \"OK\", \"segment\": " + Answers.object(17, "stale") + "}}";
        backend.onGet(Answers.json(500, body), Answers.segment(17, "seventeen"));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");

        assertThat(backend.sent()).containsExactly("login", "GET", "GET");
        assertThat(backend.time.waits()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void html_with_a_server_error_may_pass() {
        backend.onGet(Answers.text(502, "<html>Bad gateway</html>"), Answers.segment(17, "seventeen"));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");

        assertThat(backend.sent()).containsExactly("login", "GET", "GET");
        assertThat(backend.time.waits()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void a_kept_connection_that_breaks_is_not_replaced_behind_our_back() {
        backend.onGet(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), Answers.segment(17, "seventeen"));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");

        assertThat(backend.sent()).containsExactly("login", "GET", "GET");
        assertThat(backend.time.waits()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void a_redirect_is_not_followed() {
        backend.onGet(Answers.text(307, "").withHeader("Location", backend.url() + "/auth"));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageStartingWith("get segment 17: HTTP 307; that is no answer of the segment service");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }
}
