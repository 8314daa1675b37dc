package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.segmentpixel.segment.BulkUpdate;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes of which no answer says whether they were carried out. */
class DoubtReplayTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    /** Answers after which nobody knows. */
    enum Doubt {
        RESET,
        GARBAGE,
        NOTHING,
        INTERNAL_ERROR,
        UNAVAILABLE,
        TOO_MANY_AT_ONCE,
        LIMITED_BY_SOMEBODY,
        REDIRECT,
        HTML;

        ResponseDefinitionBuilder answer() {
            return switch (this) {
                case RESET -> WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
                case GARBAGE -> WireMock.aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK);
                case NOTHING -> WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE);
                case INTERNAL_ERROR -> Answers.text(500, "oops");
                case UNAVAILABLE -> Answers.text(503, "").withHeader("Retry-After", "0");
                case TOO_MANY_AT_ONCE -> Answers.failure(200, "SYSTEM", "SERVICE_UNAVAILABLE", "too many at once");
                case LIMITED_BY_SOMEBODY -> Answers.text(429, "");
                case REDIRECT -> Answers.text(307, "").withHeader("Location", "/segment");
                case HTML -> Answers.text(200, "<html></html>");
            };
        }
    }

    @Nested
    class Creating {
        private final NewSegment segment = NewSegment.named("cart").withCode("shop_cart");

        @ParameterizedTest
        @EnumSource(Doubt.class)
        void what_stands_there_as_asked_for_is_returned(Doubt doubt) {
            backend.onPost(doubt.answer());
            backend.onGet(Answers.ok("\"segment\": " + Answers.object(17, "cart", "shop_cart")));

            assertThat(client.create(segment).id()).isEqualTo(ID);

            assertThat(backend.sent()).containsExactly("login", "POST", "GET");
            assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment?code=shop_cart");
        }

        @ParameterizedTest
        @EnumSource(Doubt.class)
        void what_is_not_found_may_still_come_and_is_not_created_again(Doubt doubt) {
            backend.onPost(doubt.answer());
            backend.onGet(Answers.missing(17));

            OutcomeUnknownException unknown =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> client.create(segment));

            assertThat(unknown.request()).contains(segment);
            assertThat(unknown.candidate()).isEmpty();
            assertThat(unknown)
                    .hasMessageStartingWith("it may have been carried out: create segment \"cart\": ")
                    .hasMessageEndingWith("; look at what has code shop_cart before it is created again");
            assertThat(backend.sent()).containsExactly("login", "POST", "GET");
        }

        @ParameterizedTest
        @EnumSource(Doubt.class)
        void without_a_code_nothing_is_looked_for(Doubt doubt) {
            backend.onPost(doubt.answer());

            OutcomeUnknownException unknown =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> client.create(NewSegment.named("cart")));

            assertThat(unknown.request()).contains(NewSegment.named("cart"));
            assertThat(backend.sent()).containsExactly("login", "POST");
        }

        @Test
        void what_stands_there_otherwise_is_shown_as_a_candidate() {
            backend.onPost(Doubt.RESET.answer());
            backend.onGet(Answers.ok("\"segment\": " + Answers.object(17, "basket", "shop_cart")));

            OutcomeUnknownException unknown =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> client.create(segment));

            assertThat(unknown.candidate().orElseThrow().shortName()).isEqualTo("basket");
            assertThat(backend.sent()).containsExactly("login", "POST", "GET");
        }

        @Test
        void the_segment_of_another_member_than_that_of_the_client_is_a_candidate() {
            backend.onPost(Doubt.RESET.answer());
            backend.onGet(Answers.ok("\"segment\": " + Answers.object(17, "cart", "shop_cart")));
            try (SegmentClient ofMember7 =
                    backend.settings().member(MemberId.of(7)).build()) {
                OutcomeUnknownException unknown =
                        catchThrowableOfType(OutcomeUnknownException.class, () -> ofMember7.create(segment));

                assertThat(unknown.request()).contains(segment);
                assertThat(unknown.candidate().orElseThrow().memberId()).isEqualTo(MemberId.of(958));
            }
        }

        @Test
        void a_code_of_another_case_is_another_segment() {
            backend.onPost(Doubt.RESET.answer());
            backend.onGet(Answers.ok("\"segment\": " + Answers.object(17, "cart", "Shop_Cart")));

            assertThatThrownBy(() -> client.create(segment))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageEndingWith("; look at what has code shop_cart before it is created again");
            assertThat(backend.sent()).containsExactly("login", "POST", "GET");
        }

        @Test
        void what_is_known_by_its_id_alone_and_cannot_be_read_is_told_with_the_request() {
            backend.onPost(Answers.ok("\"id\": 17"));
            backend.onGet(Answers.failure(200, "UNAUTH", "", "not yours"));

            OutcomeUnknownException unknown =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> client.create(segment));

            assertThat(unknown.request()).contains(segment);
            assertThat(unknown)
                    .hasMessageStartingWith(
                            "create segment \"cart\": it was created as segment 17, but could not be read back. get"
                                    + " segment 17: HTTP 200, UNAUTH");
            assertThat(backend.sent()).containsExactly("login", "POST", "GET");
        }

        @Test
        void a_lookup_that_fails_as_well_is_told() {
            backend.onPost(Doubt.RESET.answer());
            backend.onGet(Answers.failure(200, "UNAUTH", "", "not yours"));

            OutcomeUnknownException unknown =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> client.create(segment));

            assertThat(unknown).hasStackTraceContaining("Suppressed: ").hasStackTraceContaining("not yours");
            assertThat(backend.sent()).containsExactly("login", "POST", "GET");
        }

        @Test
        void a_code_that_is_taken_is_a_conflict_and_not_in_doubt() {
            backend.onPost(Answers.failure(200, "INTEGRITY", "", "code is taken"));

            assertThatThrownBy(() -> client.create(segment))
                    .isInstanceOf(SegmentConflictException.class)
                    .hasMessage("create segment \"cart\": HTTP 200, INTEGRITY, \"code is taken\"; it contradicts what"
                            + " stands there; is the code taken?");
            assertThat(backend.sent()).containsExactly("login", "POST");
        }
    }

    @Nested
    class Deleting {
        @Test
        void what_is_gone_after_doubt_was_deleted() {
            backend.onDelete(Doubt.RESET.answer(), Answers.missing(17));

            client.delete(ID);

            assertThat(backend.sent()).containsExactly("login", "DELETE", "DELETE");
        }

        @Test
        void what_was_gone_before_is_missing() {
            backend.onDelete(Answers.missing(17));

            assertThatThrownBy(() -> client.delete(ID))
                    .isInstanceOf(SegmentNotFoundException.class)
                    .hasMessageStartingWith("segment id 17: there is no such segment");
            assertThat(backend.sent()).containsExactly("login", "DELETE");
        }

        @Test
        void what_was_turned_away_is_not_in_doubt() {
            backend.onDelete(
                    Answers.failure(429, "SYSTEM", "RATE_EXCEEDED", "too many").withHeader("Retry-After", "1"),
                    Answers.missing(17));

            assertThatThrownBy(() -> client.delete(ID)).isInstanceOf(SegmentNotFoundException.class);
            assertThat(backend.sent()).containsExactly("login", "DELETE", "DELETE");
        }

        @Test
        void what_never_gets_an_answer_is_unknown() {
            backend.onDelete(Doubt.INTERNAL_ERROR.answer());

            assertThatThrownBy(() -> client.delete(ID))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage(
                            "delete segment 17: it may have been carried out; look at what stands there. delete segment"
                                    + " 17: HTTP 500; the backend failed; try again later");
            assertThat(backend.sent()).startsWith("login").hasSize(9);
        }
    }

    @Nested
    class Updating {
        private final SegmentUpdate renaming = SegmentUpdate.of(ID).rename("new");
        private final SegmentUpdate appending =
                SegmentUpdate.of(ID).appendPiggyback(PiggybackPixel.image("https://a.example/p.gif"));
        private final SegmentUpdate appendingToo =
                SegmentUpdate.of(SegmentId.of(18)).appendPiggyback(PiggybackPixel.image("https://a.example/q.gif"));

        @ParameterizedTest
        @EnumSource(names = {"RESET", "GARBAGE", "NOTHING", "INTERNAL_ERROR", "UNAVAILABLE", "TOO_MANY_AT_ONCE"})
        void what_sets_can_be_said_twice(Doubt doubt) {
            backend.onPut(doubt.answer(), Answers.segment(17, "new"));

            assertThat(client.update(renaming).shortName()).isEqualTo("new");

            assertThat(backend.sent()).containsExactly("login", "PUT", "PUT");
        }

        @ParameterizedTest
        @EnumSource(Doubt.class)
        void what_appends_is_said_once(Doubt doubt) {
            backend.onPut(doubt.answer());

            assertThatThrownBy(() -> client.update(appending))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageStartingWith(
                            "update segment 17: it may have been carried out; look at what stands there.");
            assertThat(backend.sent()).containsExactly("login", "PUT");
            assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment?id=17&append=true");
        }

        @Test
        void what_appends_is_said_again_if_it_was_turned_away() {
            backend.onPut(Answers.failure(429, "SYSTEM", "RATE_EXCEEDED", "too many"), Answers.segment(17, "new"));

            assertThat(client.update(appending).id()).isEqualTo(ID);

            assertThat(backend.sent()).containsExactly("login", "PUT", "PUT");
        }

        @Test
        void a_bulk_says_of_each_update_what_became_of_it() {
            SegmentUpdate first = SegmentUpdate.of(SegmentId.of(16)).rename("first");
            SegmentUpdate last = SegmentUpdate.of(SegmentId.of(18)).toMemberLevel(MemberId.of(958));
            backend.onPut(Answers.segment(16, "first"), Doubt.HTML.answer());

            BulkUpdateException partly = catchThrowableOfType(
                    BulkUpdateException.class, () -> client.updateAll(List.of(first, appending, last)));

            assertThat(partly.outcomes().stream().map(outcome -> outcome.status()))
                    .containsExactly(
                            BulkUpdateException.Status.DONE,
                            BulkUpdateException.Status.UNKNOWN,
                            BulkUpdateException.Status.NOT_SENT);
            assertThat(partly).hasCauseInstanceOf(OutcomeUnknownException.class);
            assertThat(backend.sent()).containsExactly("login", "PUT", "PUT");
        }

        @ParameterizedTest
        @ValueSource(strings = {"they were not found", "not yours"})
        void of_several_those_that_are_neither_shown_nor_read_back_are_unknown(String why) {
            SegmentUpdate shown = SegmentUpdate.of(SegmentId.of(16)).rename("first");
            SegmentUpdate unseen = SegmentUpdate.of(SegmentId.of(18)).rename("last");
            SegmentUpdate next = SegmentUpdate.of(SegmentId.of(19)).toMemberLevel(MemberId.of(958));
            backend.onPut(Answers.ok("\"segments\": {\"16\": " + Answers.object(16, "first") + "}"));
            backend.onGet(why.equals("not yours") ? Answers.failure(200, "UNAUTH", "", why) : Answers.missing(17));

            BulkUpdateException partly = catchThrowableOfType(
                    BulkUpdateException.class, () -> client.updateAll(List.of(shown, renaming, unseen, next)));

            assertThat(partly.updates(BulkUpdateException.Status.DONE)).containsExactly(shown);
            assertThat(partly.updates(BulkUpdateException.Status.UNKNOWN)).containsExactly(renaming, unseen);
            assertThat(partly.updates(BulkUpdateException.Status.NOT_SENT)).containsExactly(next);
            assertThat(partly)
                    .hasCauseInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("the answer does not show segments [17, 18], nor could they be read back.")
                    .hasMessageContaining(why);
            assertThat(backend.sent()).containsExactly("login", "PUT", "GET");
        }

        @Test
        void of_several_what_is_read_back_and_does_not_say_what_was_asked_is_unknown() {
            SegmentUpdate shown = SegmentUpdate.of(SegmentId.of(16)).rename("first");
            SegmentUpdate readBack = SegmentUpdate.of(SegmentId.of(18)).rename("last");
            backend.onPut(Answers.ok("\"segments\": {\"16\": " + Answers.object(16, "first") + "}"));
            backend.onGet(Answers.ok(
                    "\"segments\": [" + Answers.object(17, "old") + ", " + Answers.object(18, "last") + "]"));

            BulkUpdateException partly = catchThrowableOfType(
                    BulkUpdateException.class, () -> client.updateAll(List.of(shown, renaming, readBack)));

            assertThat(partly.updates(BulkUpdateException.Status.DONE)).containsExactly(shown, readBack);
            assertThat(partly.updates(BulkUpdateException.Status.UNKNOWN)).containsExactly(renaming);
        }

        @Test
        void a_failure_of_several_that_shows_some_of_them_leaves_all_unknown() {
            SegmentUpdate shown = SegmentUpdate.of(SegmentId.of(16)).rename("first");
            backend.onPut(Answers.json(
                    200,
                    "{\"response\": {\"errors\": [\"no segment 17\"], \"segments\": {\"16\": "
                            + Answers.object(16, "first") + "}}}"));

            BulkUpdateException partly =
                    catchThrowableOfType(BulkUpdateException.class, () -> client.updateAll(List.of(shown, renaming)));

            assertThat(partly.updates(BulkUpdateException.Status.UNKNOWN)).containsExactly(shown, renaming);
            assertThat(backend.sent()).containsExactly("login", "PUT");
        }

        @Test
        void what_is_missing_after_doubt_may_have_been_changed_before() {
            backend.onPut(Doubt.RESET.answer(), Answers.missing(17));

            assertThatThrownBy(() -> client.update(renaming)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(backend.sent()).containsExactly("login", "PUT", "PUT");
        }

        @Test
        void of_several_of_which_one_is_missing_after_doubt_all_may_have_been_changed_before() {
            SegmentUpdate other = SegmentUpdate.of(SegmentId.of(18)).rename("last");
            backend.onPut(Doubt.RESET.answer(), Answers.missing(17));

            BulkUpdateException partly =
                    catchThrowableOfType(BulkUpdateException.class, () -> client.updateAll(List.of(renaming, other)));

            assertThat(partly.updates(BulkUpdateException.Status.UNKNOWN)).containsExactly(renaming, other);
        }

        @ParameterizedTest
        @EnumSource(Doubt.class)
        void several_that_append_are_said_once_and_none_of_them_is_sure(Doubt doubt) {
            backend.onPut(doubt.answer());

            BulkUpdateException partly = catchThrowableOfType(
                    BulkUpdateException.class, () -> client.updateAll(List.of(appending, appendingToo)));

            assertThat(partly.updates(BulkUpdateException.Status.UNKNOWN)).containsExactly(appending, appendingToo);
            assertThat(partly).hasCauseInstanceOf(OutcomeUnknownException.class);
            assertThat(backend.sent()).containsExactly("login", "PUT");
            assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment?append=true");
        }

        @Test
        void several_that_append_are_said_again_if_they_were_turned_away() {
            backend.onPut(
                    Answers.failure(429, "SYSTEM", "RATE_EXCEEDED", "too many"),
                    Answers.ok("\"segments\": {\"17\": " + Answers.object(17, "a") + ", \"18\": "
                            + Answers.object(18, "b") + "}"));

            assertThat(client.updateAll(List.of(appendingToo, appending)))
                    .extracting(Segment::shortName)
                    .containsExactly("b", "a");

            assertThat(backend.sent()).containsExactly("login", "PUT", "PUT");
        }

        @ParameterizedTest
        @EnumSource(names = {"RESET", "INTERNAL_ERROR"})
        void several_that_set_can_be_said_twice(Doubt doubt) {
            backend.onPut(
                    doubt.answer(),
                    Answers.ok("\"segments\": {\"17\": " + Answers.object(17, "new") + ", \"18\": "
                            + Answers.object(18, "new") + "}"));

            assertThat(client.updateAll(
                            List.of(renaming, SegmentUpdate.of(SegmentId.of(18)).rename("new"))))
                    .hasSize(2);

            assertThat(backend.sent()).containsExactly("login", "PUT", "PUT");
            assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment");
        }

        @Test
        void an_id_twice_sends_nothing() {
            assertThatThrownBy(() -> client.updateAll(List.of(renaming, appending)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .isNotInstanceOf(SegmentServiceException.class)
                    .hasMessage("segment id 17: must be updated once only in a bulk");
            assertThat(BulkUpdate.of(List.of(renaming)).calls()).hasSize(1);
            assertThat(backend.sent()).isEmpty();
        }
    }
}
