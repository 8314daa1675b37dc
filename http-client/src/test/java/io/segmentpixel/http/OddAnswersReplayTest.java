package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"segment\": %s",
                "\"segment\": [%s]",
                "\"segments\": [%s]",
                "\"segments\": {\"17\": %s}",
                "\"segments\": %s",
                "\"count\": null, \"num_elements\": \"\", \"segment\": %s, \"brand_new\": {\"x\": [1]}",
            })
    void a_single_segment_is_read_in_every_shape(String shape) {
        backend.onGet(Answers.ok(shape.formatted(Answers.object(17, "seventeen"))));

        assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        assertThat(backend.sent()).containsExactly("login", "GET");
        assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment?id=17");
    }

    @Test
    void numbers_may_be_strings() {
        backend.onGet(
                Answers.ok(
                        """
                        "segment": {"id": "17", "member_id": "958", "short_name": "seventeen", "advertiser_id": "71",
                            "expire_minutes": "1440", "max_usersync_pixels": "3", "price": "0", "active": true,
                            "last_activity": "2013-05-14 01:02:03"}"""));

        Segment segment = client.get(ID);

        assertThat(segment.advertiserId().orElseThrow().value()).isEqualTo(71);
        assertThat(segment.retention().minutes()).isEqualTo(1440);
        assertThat(segment.maxUsersyncPixels()).hasValue(3);
        assertThat(segment.state()).isEqualTo(SegmentState.ACTIVE);
        assertThat(segment.lastModified()).contains(Instant.parse("2013-05-14T01:02:03Z"));
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void what_breaks_the_rules_is_read_as_it_stands() {
        backend.onGet(
                Answers.ok(
                        """
                        "segment": {"id": 17, "member_id": 958, "short_name": "", "code": "old.code", "state": "archived",
                            "expire_minutes": 999999, "last_modified": "yesterday",
                            "querystring_mapping": {"param": "kw_x", "value_type": "odd", "values": [{"value": "a", "id": 1}, "b"]},
                            "piggyback_pixels": [{"url": "no url", "pixel_type": "img"},
                                {"url": "https://a.example/p.gif", "pixel_type": "img"},
                                {"url": "https://a.example/p.gif", "pixel_type": "new"}]}"""));

        Segment segment = client.get(ID);

        assertThat(segment.code()).contains(SegmentCode.existing("old.code"));
        assertThat(segment.state()).isEqualTo(SegmentState.UNKNOWN);
        assertThat(segment.retention().minutes()).isEqualTo(999_999);
        assertThat(segment.trigger()).isEqualTo(SegmentTrigger.QueryString.existing("kw_x", "odd", List.of("a", "b")));
        assertThat(segment.piggybackPixels()).containsExactly(PiggybackPixel.image("https://a.example/p.gif"));
        assertThat(segment.unreadablePiggybacks())
                .isNotEmpty()
                .first()
                .asString()
                .contains("no url");
        assertThat(segment.lastModified()).isEmpty();
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void numbers_and_addresses_are_read_as_they_are_meant() {
        backend.onGet(
                Answers.ok("\"count\": 1, \"segment\": {\"id\": 501.0, \"member_id\": \"958\", \"short_name\": \"x\","
                        + " \"expire_minutes\": 43200.0, \"max_usersync_pixels\": \"2.0\", \"piggyback_pixels\":"
                        + " [{\"url\": \"https://a.example/p?x=it's <b>\", \"pixel_type\": \"img\"}]}"));

        Segment segment = client.get(SegmentId.of(501));

        assertThat(segment.retention()).isEqualTo(Retention.ofMinutes(43_200));
        assertThat(segment.maxUsersyncPixels()).hasValue(2);
        assertThat(segment.piggybackPixels())
                .containsExactly(PiggybackPixel.image("https://a.example/p?x=it%27s%20%3Cb%3E"));
    }

    @Test
    void a_bulk_answer_is_keyed_by_id() {
        backend.onPut(Answers.ok(
                "\"count\": 1, \"ids\": [501, 502], \"id\": [501, 502], \"segments\": {\"502\": %s, \"501\": %s}"
                        .formatted(Answers.object(502, "name 502"), Answers.object(501, "name 501"))));

        assertThat(client.updateAll(List.of(named(501), named(502))))
                .extracting(Segment::shortName)
                .containsExactly("name 501", "name 502");
        assertThat(backend.sent()).containsExactly("login", "PUT");
        assertThat(backend.lastRequest().getBodyAsString())
                .isEqualTo(
                        "{\"segments\":[{\"id\":501,\"short_name\":\"name 501\"},{\"id\":502,\"short_name\":\"name 502\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"active\": \"1\"', ACTIVE",
        "'\"active\": 1', ACTIVE",
        "'\"active\": \"true\"', ACTIVE",
        "'\"active\": true', ACTIVE",
        "'\"state\": \"\", \"active\": true', ACTIVE",
        "'\"active\": \"0\"', INACTIVE",
        "'\"active\": false', INACTIVE",
        "'\"active\": \"\"', UNKNOWN",
        "'\"active\": null', UNKNOWN",
        "'\"active\": {}', UNKNOWN",
    })
    void the_flag_of_old_objects_is_read_however_it_is_written(String flag, SegmentState state) {
        backend.onGet(Answers.ok("\"segment\": {\"id\": 17, \"member_id\": 958, " + flag + "}"));

        assertThat(client.get(ID).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday"})
    void a_time_that_says_nothing_does_not_hide_that_of_old_objects(String time) {
        backend.onGet(Answers.ok("\"segment\": {\"id\": 17, \"member_id\": 958, \"last_modified\": \"" + time
                + "\", \"last_activity\": \"2013-05-14 01:02:03\"}"));

        assertThat(client.get(ID).lastModified()).contains(Instant.parse("2013-05-14T01:02:03Z"));
    }

    @Test
    void the_arrays_of_ids_may_stand_among_what_is_keyed_by_id() {
        backend.onPut(Answers.ok("\"segments\": {\"501\": %s, \"502\": %s, \"ids\": [501, 502], \"id\": [501, 502]}"
                .formatted(Answers.object(501, "name 501"), Answers.object(502, "name 502"))));

        assertThat(client.updateAll(List.of(named(501), named(502))))
                .extracting(Segment::shortName)
                .containsExactly("name 501", "name 502");
        assertThat(backend.sent()).containsExactly("login", "PUT");
    }

    @Test
    void a_segment_that_stands_under_both_keys_is_one() {
        backend.onGet(Answers.ok(
                "\"count\": 1, \"segment\": %1$s, \"segments\": [%1$s]".formatted(Answers.object(3, "three"))));

        assertThat(client.list(SegmentQuery.all()).map(Segment::shortName)).containsExactly("three");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_segment_that_cannot_be_read_does_not_pass_for_a_missing_one() {
        backend.onGet(Answers.ok("\"segment\": {\"id\": 17, \"short_name\": \"of no member\"}"));

        assertThatThrownBy(() -> client.get(ID))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage("get segment 17: the answer holds a segment that cannot be read");
        assertThatThrownBy(() -> client.find(SegmentCode.of("cart")))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage("find segment with code cart: the answer holds a segment that cannot be read");
    }

    @Test
    void those_that_an_answer_to_several_does_not_show_are_read_back_at_once() {
        backend.onPut(Answers.ok("\"segments\": {\"502\": %s}".formatted(Answers.object(502, "name 502"))));
        backend.onGet(Answers.ok(
                "\"segments\": [%s, %s]".formatted(Answers.object(501, "name 501"), Answers.object(503, "name 503"))));

        assertThat(client.updateAll(List.of(named(501), named(502), named(503))))
                .extracting(Segment::shortName)
                .containsExactly("name 501", "name 502", "name 503");
        assertThat(backend.sent()).containsExactly("login", "PUT", "GET");
        assertThat(backend.lastRequest().getUrl()).endsWith("&id=501%2C503");
    }

    @Test
    void a_write_whose_answer_does_not_show_the_segment_is_read_back() {
        backend.onPut(Answers.ok("\"id\": \"17\""));
        backend.onGet(Answers.segment(17, "new"));

        assertThat(client.update(SegmentUpdate.of(ID).rename("new")).shortName())
                .isEqualTo("new");
        assertThat(backend.sent()).containsExactly("login", "PUT", "GET");
    }

    @Test
    void a_create_whose_answer_shows_the_id_alone_is_read_back() {
        backend.onPost(Answers.ok("\"id\": 17"));
        backend.onGet(Answers.segment(17, "new"));

        assertThat(client.create(NewSegment.named("new")).shortName()).isEqualTo("new");
        assertThat(backend.sent()).containsExactly("login", "POST", "GET");
        assertThat(backend.lastRequest().getUrl()).isEqualTo("/segment?id=17");
    }

    @Test
    void a_listing_goes_on_behind_the_last_id_and_passes_over_what_has_no_id() {
        backend.onGet(
                Answers.ok("\"count\": 4, \"segments\": [%s, {\"short_name\": \"no id\"}, %s]"
                        .formatted(Answers.object(3, "three"), Answers.object(5, "five"))),
                Answers.ok("\"count\": 1, \"segments\": [%s]".formatted(Answers.object(9, "nine"))));

        assertThat(client.list(SegmentQuery.all()).map(Segment::shortName)).containsExactly("three", "five", "nine");

        assertThat(backend.requests().stream().skip(1).map(request -> request.getUrl()))
                .containsExactly(
                        "/segment?sort=id.asc&start_element=0&num_elements=100",
                        "/segment?sort=id.asc&start_element=0&num_elements=100&min_id=6");
    }

    @Test
    void a_listing_asks_for_every_condition_that_was_named() {
        backend.onGet(Answers.ok("\"count\": 0, \"segments\": []"));

        SegmentQuery query = SegmentQuery.all()
                .withIds(ID, SegmentId.of(18))
                .withCode("cart")
                .withState(SegmentState.ACTIVE)
                .atAdvertiserLevel(AdvertiserId.of(71))
                .search("Shop & Co")
                .modifiedSince(Instant.parse("2013-05-14T01:02:03Z"))
                .ownOnly();

        assertThat(client.list(query)).isEmpty();
        assertThat(backend.sent()).containsExactly("login", "GET");
        assertThat(backend.lastRequest().getUrl())
                .isEqualTo("/segment?sort=id.asc&start_element=0&num_elements=100&code=cart&state=active"
                        + "&advertiser_id=71&search=Shop%20%26%20Co&min_last_modified=2013-05-14%2001%3A02%3A03"
                        + "&include_shared=0&id=17%2C18");
    }

    @Test
    void a_listing_reads_no_page_that_nobody_looks_at() {
        backend.onGet(Answers.ok("\"count\": 2, \"segments\": [%s]".formatted(Answers.object(3, "three"))));

        Stream<Segment> listing = client.list(SegmentQuery.all());
        assertThat(backend.sent()).isEmpty();

        assertThat(listing.findFirst().orElseThrow().shortName()).isEqualTo("three");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_page_of_which_nothing_can_be_read_ends_the_listing() {
        backend.onGet(Answers.ok("\"count\": 900, \"segments\": [{\"short_name\": \"no id\"}]"));

        assertThatThrownBy(() -> client.list(SegmentQuery.all()).toList())
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageStartingWith("list segments: none of the segments on the page can be read");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_backend_that_does_not_sort_ends_the_listing() {
        backend.onGet(Answers.ok("\"count\": 9, \"segments\": [%s]".formatted(Answers.object(3, "three"))));

        assertThatThrownBy(() -> client.list(SegmentQuery.all()).toList())
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageStartingWith("list segments from id 4: id 3 came after 3; the backend does not sort by id");
        assertThat(backend.sent()).containsExactly("login", "GET", "GET");
    }
}
