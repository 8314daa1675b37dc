package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final String CART = "{\"segment\": {\"short_name\": \"cart\"}}";
    private static final String SECRET = "correct-\\\"horse";

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().user("user", "correct-\"horse").clock(clock).start();

    private final RawApi nobody = RawApi.of(sandbox);
    private final String token = nobody.login("user", SECRET).token();
    private final RawApi api = nobody.authorizedBy(token);
    private final Journal journal = sandbox.journal();

    @Test
    void every_request_is_there_in_order_with_what_became_of_it() {
        api.post("?member_id=958", CART);
        clock.advance(Duration.ofSeconds(3));
        api.get("?id=17");
        nobody.delete("?id=528336");
        api.send("GET", "/member", "");

        assertThat(journal.calls())
                .extracting(ApiCall::toString)
                .containsExactly(
                        "POST /auth -> 200 OK",
                        "POST /segment?member_id=958 -> 200 OK",
                        "GET /segment?id=17 -> 200 SYNTAX NOTFOUND_SEGMENT: segment id not found: 17",
                        "DELETE /segment?id=528336 -> 200 NOAUTH: Authentication failed - not logged in",
                        "GET /member -> 200 SYNTAX: service /member: not known here");
        ApiCall created = journal.calls(HttpMethod.POST).get(0);
        assertThat(created.operation()).isEqualTo(Operation.CREATE);
        assertThat(created.body()).isEqualTo(CART);
        assertThat(created.user()).contains("user");
        assertThat(created.isDone()).isTrue();
        assertThat(created.fault()).isEmpty();
        assertThat(journal.calls(Operation.READ).get(0).time())
                .isEqualTo(created.time().plusSeconds(3));
        assertThat(journal.calls(Operation.DELETE).get(0).user()).isEmpty();
        assertThat(journal.calls(Operation.DELETE).get(0).isDone()).isFalse();
    }

    @Test
    void questions_are_answered_by_method_and_by_operation() {
        api.post("", CART);
        api.post("", CART);
        api.get("");
        api.get("?id=528336");
        api.put("?id=528336", CART);
        api.put("", "{\"segments\": [{\"id\": 528336, \"state\": \"active\"}]}");

        assertThat(journal.calls(HttpMethod.POST)).hasSize(2);
        assertThat(journal.calls(HttpMethod.GET)).hasSize(2);
        assertThat(journal.calls(HttpMethod.PUT)).hasSize(2);
        assertThat(journal.calls(HttpMethod.DELETE)).isEmpty();
        assertThat(journal.calls(Operation.LOGIN)).hasSize(1);
        assertThat(journal.calls(Operation.LIST, Operation.UPDATE_SEVERAL)).hasSize(2);
    }

    @Test
    void faults_stand_beside_what_was_done() {
        sandbox.faults().next(Fault.internalError());
        sandbox.faults().next(Fault.internalError().butDone());
        sandbox.faults().next(Fault.resetAfterRequest());
        api.sendAny("POST", "/segment", CART);
        api.sendAny("POST", "/segment", CART);
        assertThatThrownBy(() -> api.sendAny("POST", "/segment", CART)).isInstanceOf(UncheckedIOException.class);

        assertThat(journal.calls(HttpMethod.POST))
                .extracting(ApiCall::status, ApiCall::outcome)
                .containsExactly(
                        tuple(500, "not carried out: HTTP 500"),
                        tuple(500, "OK"),
                        tuple(0, "not carried out: reset AFTER_THE_REQUEST"));
        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auth\": {\"username\": \"user\", \"password\": \"correct-\\\"horse\"}}",
                "{\"auth\":{\"password\":\"correct-\\\"horse\",\"username\":\"user\"}}",
                "{\"auth\": {\"username\": \"user\", \"password\"  :  \"correct-\\\"horse\"}",
                "{\"auth\": {\"username\": \"user\", \"password\": \"correct-\\\"horse",
                "{\"auth\": {\"username\": \"user\", \"Password\": \"correct-\\\"horse\"}}",
                "{'auth': {'username': 'user', 'password': 'correct-\\\"horse'}}",
                "username=user&password=correct-horse",
                "{\"auth\": {\"username\": \"user\", \"password\": horse}}",
                "horse",
            })
    void no_secret_is_in_it(String body) {
        for (String target : List.of(
                "/auth",
                "/auth?password=horse",
                "/auth?x=1;password=horse",
                "/x?pass%77ord=horse",
                "/x?HBFAPI_SESSID=horse",
                "/api/auth",
                "/auth/",
                "//auth",
                "/segment")) {
            boolean isOfSegments = target.equals("/segment") && body.equals("horse");
            nobody.send("POST", target, isOfSegments ? "" : body);
        }
        nobody.send("POST", "/v2/auth/jwt/", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.horse");
        api.get("?token=" + token);
        api.get("?id=" + token);
        api.post("?x=" + token.replace(":", "%3A"), "{\"segment\": {\"short_name\": \"" + token + "\"}}");
        sandbox.faults().on(Operation.LOGIN).next(Fault.resetBeforeRequest());
        assertThatThrownBy(() -> nobody.send("POST", "/auth?username=user&password=horse", body))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(journal.toString()).doesNotContain(token, token.substring(6), "horse");
        assertThat(journal.calls())
                .noneMatch(call -> (call.body() + call.target() + call.outcome()).contains("horse"))
                .noneMatch(call -> call.body().contains(token.substring(6)))
                .hasSizeGreaterThan(8);
        assertThat(journal.calls(Operation.LOGIN)).extracting(ApiCall::target).contains("/auth?***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forgot password: step 1", "https://survey-results.partner.example/x.gif", "keyword_list.de.shop"
            })
    void what_is_no_secret_is_shown(String text) {
        api.post("?x=" + text.replace(' ', '+'), "{\"segment\": {\"short_name\": \"" + text + "\"}}");

        ApiCall call = journal.calls(HttpMethod.POST).get(0);
        assertThat(call.body()).contains(text);
        assertThat(call.target()).endsWith(text.replace(' ', '+'));
    }

    @Test
    void it_can_be_cleared_and_its_lists_do_not_change() {
        sandbox.segments().create(NewSegment.named("cart"));
        Visitor visitor = sandbox.newVisitor().fires(sandbox.pixelUrl() + "?add=528336");
        var calls = journal.calls();
        var firings = journal.firings(visitor);

        journal.clear();

        assertThat(journal.calls()).isEmpty();
        assertThat(journal.firings()).isEmpty();
        assertThat(calls).hasSize(1);
        assertThat(firings).hasSize(1);
        assertThat(journal.firings(sandbox.newVisitor())).isEmpty();
    }

    @Test
    void the_calls_of_visitors_are_told_apart() {
        Visitor one = sandbox.newVisitor().fires(sandbox.pixelUrl() + "?add=1");
        Visitor other =
                sandbox.newVisitor().fires(sandbox.pixelUrl() + "?add=2").fires(sandbox.pixelUrl() + "?add=3");

        assertThat(journal.firings(one)).extracting(Firing::target).containsExactly("/seg?add=1");
        assertThat(journal.firings(other)).extracting(Firing::target).containsExactly("/seg?add=2", "/seg?add=3");
        assertThat(other.firings()).isEqualTo(journal.firings(other));
        assertThat(journal.firings()).hasSize(3);
        assertThat(journal.toString()).contains("127.0.0.1/seg?add=3");
    }

    @Test
    void a_pixel_call_that_a_fault_kept_back_is_there_too() {
        RawPixel pixel = new RawPixel(sandbox);
        OkHttpClient once =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
        sandbox.faults().on(Operation.FIRE).next(Fault.internalError());
        sandbox.faults().on(Operation.FIRE).next(Fault.resetBeforeRequest());

        assertThat(pixel.call("?add=1").statusCode()).isEqualTo(500);
        Request second =
                new Request.Builder().url(sandbox.pixelUrl() + "?add=2").build();
        assertThatThrownBy(() -> once.newCall(second).execute()).isInstanceOf(IOException.class);

        assertThat(journal.firings())
                .extracting(Firing::toString)
                .containsExactly(
                        "127.0.0.1/seg?add=1 (not carried out: HTTP 500)",
                        "/seg?add=2 (not carried out: reset BEFORE_THE_REQUEST)");
    }
}
