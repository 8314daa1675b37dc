package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments are read in whatever shape they come, and one that an answer does not show is read back. */
class OddSegmentsReplayTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

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

    private static SegmentUpdate named(int id) {
        return SegmentUpdate.of(SegmentId.of(id)).rename("name " + id);
    }
}
