package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a body, FIRST and SECOND stand for the ids of the two segments. */
class ChangeSeveralCallTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final SegmentId first = create("first");
    private final SegmentId second = create("second");

    private SegmentId create(String name) {
        return sandbox.segments()
                .create(NewSegment.named(name)
                        .atAdvertiserLevel(AdvertiserId.of(77))
                        .withPiggyback(PiggybackPixel.javaScript("https://partner.example/a.js")))
                .id();
    }

    private RawAnswer change(String query, String objects) {
        String named = objects.replace("FIRST", first.toString()).replace("SECOND", second.toString());
        return api.put("?member_id=958" + query, "{\"segments\": [" + named + "]}");
    }

    @Test
    void the_answer_is_keyed_by_id_with_the_ids_beside_it() {
        RawAnswer changed =
                change("", "{\"id\": SECOND, \"short_name\": \"b\"}, {\"id\": FIRST, \"short_name\": \"a\"}");

        assertThat(changed.at("/segments/" + first + "/id")).isEqualTo(first.toString());
        assertThat(changed.at("/segments/" + first + "/short_name")).isEqualTo("\"a\"");
        assertThat(changed.at("/segments/" + second + "/short_name")).isEqualTo("\"b\"");
        assertThat(changed.at("/ids")).isEqualTo("[" + second + "," + first + "]");
        assertThat(changed.at("/id")).isEqualTo(changed.at("/ids"));
        assertThat(changed.at("/count")).isEqualTo("2");
        assertThat(api.get("").names()).containsExactly("a", "b");
    }

    @Test
    void each_segment_changes_in_its_own_fields_only() {
        change("", "{\"id\": FIRST, \"state\": \"inactive\"}, {\"id\": \"SECOND\", \"advertiser_id\": null}");

        RawAnswer list = api.get("");
        assertThat(list.at("/segments/0/state")).isEqualTo("\"inactive\"");
        assertThat(list.at("/segments/0/advertiser_id")).isEqualTo("77");
        assertThat(list.at("/segments/1/state")).isEqualTo("\"active\"");
        assertThat(list.at("/segments/1/advertiser_id")).isEqualTo("null");
        assertThat(list.names()).containsExactly("first", "second");
    }

    @Test
    void the_query_says_of_all_whether_arrays_are_appended_to() {
        String added = "\"piggyback_pixels\": [{\"url\": \"https://partner.example/b.js\", \"pixel_type\": \"js\"}]";

        change("&append=true", "{\"id\": FIRST, " + added + "}, {\"id\": SECOND, " + added + "}");

        RawAnswer list = api.get("");
        assertThat(list.at("/segments/0/piggyback_pixels/0/url")).isEqualTo("\"https://partner.example/a.js\"");
        assertThat(list.at("/segments/0/piggyback_pixels/1/url")).isEqualTo("\"https://partner.example/b.js\"");
        assertThat(list.at("/segments/1/piggyback_pixels/1/url")).isEqualTo("\"https://partner.example/b.js\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"id": 17, "short_name": "x"}            | SYNTAX NOTFOUND_SEGMENT
            {"id": "x", "short_name": "x"}           | SYNTAX CAST_ERROR
            {"id": FIRST, "short_name": "x"}         | SYNTAX
            {"id": SECOND, "short_name": ""}         | SYNTAX
            {"id": SECOND, "expire_minutes": "soon"} | SYNTAX CAST_ERROR
            {"id": SECOND, "advertiser_id": 78}      | SYNTAX
            {"short_name": "x"}                      | SYNTAX CAST_ERROR
            """)
    void one_that_is_refused_keeps_all_from_being_changed(String refused, String outcome) {
        RawAnswer answer = change("", "{\"id\": FIRST, \"short_name\": \"changed\"}, " + refused);

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(api.get("").names()).containsExactly("first", "second");
    }

    @Test
    void of_none_there_is_an_answer_of_none() {
        RawAnswer none = RawApi.loggedIn(sandbox).put("", "{\"segments\": []}");

        assertThat(none.at("/segments") + none.at("/ids") + none.at("/id")).isEqualTo("{}[][]");
    }

    @ParameterizedTest
    @CsvSource({"'{\"id\": 0}', SYNTAX NOTFOUND_SEGMENT", "5, SYNTAX", "'{\"id\": \"x\"}', SYNTAX CAST_ERROR"})
    void what_is_no_segment_is_told(String object, String outcome) {
        assertThat(RawApi.loggedIn(sandbox)
                        .put("", "{\"segments\": [" + object + "]}")
                        .outcome())
                .isEqualTo(outcome);
    }
}
