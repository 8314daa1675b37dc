package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeCallTest {
    private static final String A = "{\"url\":\"https://partner.example/a.js\",\"pixel_type\":\"js\"}";
    private static final String B = "{\"url\":\"https://partner.example/b.js\",\"pixel_type\":\"js\"}";
    private static final String IMAGE = "{\"url\":\"https://partner.example/p.gif\",\"pixel_type\":\"img\"}";

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final SegmentId id = sandbox.segments()
            .create(NewSegment.named("cart")
                    .withCode("Shop_Cart")
                    .withDescription("those with a cart")
                    .keptFor(Duration.ofDays(30))
                    .withMaxUsersyncPixels(3)
                    .withPiggyback(PiggybackPixel.javaScript("https://partner.example/a.js"))
                    .atAdvertiserLevel(AdvertiserId.of(77)))
            .id();

    private RawAnswer change(String fields) {
        return api.put("?id=" + id, "{\"segment\": {" + fields + "}}");
    }

    @Test
    void the_id_is_a_text_beside_the_segment_and_a_number_in_it() {
        RawAnswer changed = change("\"short_name\": \"basket\"");

        assertThat(changed.at("/id")).isEqualTo("\"" + id + "\"");
        assertThat(changed.at("/segment/id")).isEqualTo(id.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            short_name          | "basket"
            code                | "shop_cart"
            code                | null
            state               | "inactive"
            description         | "no more"
            description         | null
            expire_minutes      | 0
            expire_minutes      | null
            max_usersync_pixels | 0
            max_usersync_pixels | null
            piggyback_pixels    | [{"url":"https://partner.example/b.js","pixel_type":"js"}]
            piggyback_pixels    | null
            """)
    void one_field_changes_and_the_others_stay(String field, String json) {
        ObjectNode expected = api.get("?id=" + id).segment();
        clock.advance(Duration.ofHours(1));

        ObjectNode changed = change("\"" + field + "\": " + json).segment();

        assertThat(changed.get(field).toString()).isEqualTo(json);
        expected.put("last_modified", "2026-03-01 13:00:00").set(field, changed.get(field));
        assertThat(changed).isEqualTo(expected);
        assertThat(api.get("?id=" + id).segment()).isEqualTo(expected);
    }

    @Test
    void fields_that_are_unknown_or_cannot_be_written_are_ignored() {
        ObjectNode before = api.get("?id=" + id).segment();

        RawAnswer changed = change("\"colour\": [1], \"id\": 17, \"member_id\": 31, \"last_modified\": \"\"");

        assertThat(changed.outcome()).isEqualTo("OK");
        assertThat(changed.segment()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop_Cart", "SHOP_CART"})
    void a_segment_can_be_named_by_its_code_whatever_the_case(String code) {
        RawAnswer changed = api.put("?code=" + code, "{\"segment\": {\"short_name\": \"basket\"}}");

        assertThat(changed.at("/id")).isEqualTo("\"" + id + "\"");
        assertThat(changed.at("/segment/short_name")).isEqualTo("\"basket\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&append=false", "&append=", "&append=0"})
    void an_array_is_replaced_unless_the_query_says_otherwise(String append) {
        RawAnswer changed = api.put("?id=" + id + append, "{\"segment\": {\"piggyback_pixels\": [" + B + "]}}");

        assertThat(changed.at("/segment/piggyback_pixels")).isEqualTo("[" + B + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            [B]  | [A,B]
            [B,A] | [A,B,A]
            []   | [A]
            """)
    void an_array_is_appended_to_where_the_query_says_so(String sent, String expected) {
        RawAnswer changed =
                api.put("?append=true&id=" + id, "{\"segment\": {\"piggyback_pixels\": " + pixels(sent) + "}}");

        assertThat(changed.at("/segment/piggyback_pixels")).isEqualTo(pixels(expected));
    }

    private static String pixels(String letters) {
        return letters.replace("A", "{a}").replace("B", "{b}").replace("{a}", A).replace("{b}", B);
    }

    @Test
    void null_clears_even_where_arrays_are_appended_to() {
        RawAnswer changed = api.put("?append=true&id=" + id, "{\"segment\": {\"piggyback_pixels\": null}}");

        assertThat(changed.at("/segment/piggyback_pixels")).isEqualTo("null");
    }

    @Test
    void a_piggyback_that_does_not_go_with_those_there_is_not_appended() {
        RawAnswer refused = api.put("?append=true&id=" + id, "{\"segment\": {\"piggyback_pixels\": [" + IMAGE + "]}}");

        assertThat(refused.outcome()).isEqualTo("SYNTAX");
        assertThat(api.get("?id=" + id).at("/segment/piggyback_pixels")).isEqualTo("[" + A + "]");
    }

    private static final String MAPPING =
            """
            {"param":"shoe","value_type":"text","values":[%s],"allow_empty_text":false,"publishers":[%s],\
            "sites":[],"placements":[],"include_shared":false}""";

    @Test
    void of_the_two_fields_of_a_trigger_the_one_that_is_not_sent_stays() {
        String mapping = MAPPING.formatted("\"red\"", "");
        change("\"querystring_mapping\": " + mapping);

        assertThat(change("\"querystring_mapping_key_value\": null").at("/segment/querystring_mapping"))
                .isEqualTo(mapping);
        assertThat(change("\"querystring_mapping_key_value\": {\"qs_key\": \"k\"}, \"max_usersync_pixels\": null")
                        .error())
                .contains("not together");
        assertThat(change("\"querystring_mapping\": null, \"querystring_mapping_key_value\": {\"qs_key\": \"k\"},"
                                + " \"max_usersync_pixels\": null")
                        .at("/segment/querystring_mapping_key_value"))
                .isEqualTo("{\"qs_key\":\"k\",\"qs_value\":null}");
        assertThat(change("\"querystring_mapping\": null").at("/segment/querystring_mapping_key_value/qs_key"))
                .isEqualTo("\"k\"");
        assertThat(change("\"querystring_mapping_key_value\": null").at("/segment/querystring_mapping_key_value"))
                .isEqualTo("null");
    }

    @Test
    void the_arrays_of_a_query_string_are_appended_to_where_the_query_says_so() {
        change("\"querystring_mapping\": " + MAPPING.formatted("\"red\"", "{\"id\":5,\"name\":\"place 5\"}"));

        RawAnswer changed = api.put(
                "?append=true&id=" + id,
                "{\"segment\": {\"querystring_mapping\": {\"values\": [\"blue\"], \"publishers\": [{\"id\": 6}]}}}");

        assertThat(changed.at("/segment/querystring_mapping"))
                .isEqualTo(MAPPING.formatted(
                        "\"red\",\"blue\"", "{\"id\":5,\"name\":\"place 5\"},{\"id\":6,\"name\":\"place 6\"}"));
        assertThat(api.put("?append=true&id=" + id, "{\"segment\": {\"querystring_mapping\": null}}")
                        .at("/segment/querystring_mapping"))
                .isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&show_querystring_ids=true"})
    void what_is_shown_can_be_sent_back(String query) {
        List<NewSegment> segments = List.of(
                NewSegment.named("plain"),
                NewSegment.named("text")
                        .withTrigger(SegmentTrigger.queryString("colour").withTextValues("red", "blue")),
                NewSegment.named("number")
                        .withTrigger(SegmentTrigger.queryString("size").numeric()),
                NewSegment.named("pair").withTrigger(SegmentTrigger.keyValue("k", "v")),
                NewSegment.named("full")
                        .withCode("full")
                        .atAdvertiserLevel(AdvertiserId.of(77))
                        .withMaxUsersyncPixels(2)
                        .withPiggyback(PiggybackPixel.image("https://partner.example/p.gif")));
        for (NewSegment segment : segments) {
            String one = "?id=" + sandbox.segments().create(segment).id() + query;
            ObjectNode shown = api.get(one).segment();

            RawAnswer sent = api.put(one, "{\"segment\": " + shown + "}");

            assertThat(sent.outcome()).as(sent.error()).isEqualTo("OK");
            assertThat(sent.segment()).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"param\":\"p\",\"value_type\":\"text\",\"values\":\"a\"}",
                "{\"param\":\"p\",\"value_type\":\"text\",\"values\":{}}",
                "{\"param\":\"p\",\"value_type\":\"text\",\"values\":[null]}",
                "{\"param\":\"p\",\"value_type\":\"text\",\"values\":[{\"id\":1}]}",
                "{\"param\":\"p\",\"value_type\":\"numeric\",\"publishers\":5}",
                "{\"param\":\"p\",\"value_type\":\"numeric\",\"sites\":[{}]}",
                "{\"param\":[],\"value_type\":\"numeric\"}",
            })
    void a_query_string_of_wrong_types_is_refused_and_changes_nothing(String mapping) {
        change("\"querystring_mapping\": " + MAPPING.formatted("\"red\"", ""));
        ObjectNode before = api.get("?id=" + id).segment();
        String body = "{\"segment\": {\"querystring_mapping\": " + mapping + "}}";

        assertThat(api.put("?id=" + id, body).outcome()).startsWith("SYNTAX");
        assertThat(api.put("?append=true&id=" + id, body).outcome()).startsWith("SYNTAX");
        assertThat(api.get("?id=" + id).segment()).isEqualTo(before);
    }

    @Test
    void null_gives_back_what_a_segment_has_of_its_own() {
        change("\"enable_rm_piggyback\": true, \"state\": \"inactive\"");

        RawAnswer changed = change("\"enable_rm_piggyback\": null, \"state\": null");

        assertThat(changed.at("/segment/enable_rm_piggyback")).isEqualTo("false");
        assertThat(changed.at("/segment/state")).isEqualTo("\"active\"");
    }

    @Test
    void two_who_append_at_once_both_do() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(8);
        List<Future<String>> sent = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            String pixel = A.replace("a.js", at + ".js");
            sent.add(both.submit(
                    () -> api.put("?append=true&id=" + id, "{\"segment\": {\"piggyback_pixels\": [" + pixel + "]}}")
                            .outcome()));
        }
        for (Future<String> one : sent) {
            assertThat(one.get()).isEqualTo("OK");
        }
        both.shutdown();
        assertThat(api.get("?id=" + id).segment().path("piggyback_pixels")).hasSize(41);
    }

    @Test
    void several_are_changed_only_where_the_query_names_none() {
        String several = "{\"segments\": [{\"id\": " + id + ", \"short_name\": \"basket\"}]}";

        assertThat(api.put("?id=" + id, several).outcome()).isEqualTo("SYNTAX");
        assertThat(api.put("", several).outcome()).isEqualTo("OK");
        assertThat(sandbox.journal().calls(HttpMethod.PUT))
                .extracting(ApiCall::operation)
                .containsExactly(Operation.UPDATE, Operation.UPDATE_SEVERAL);
    }

    @Test
    void an_empty_array_clears() {
        assertThat(change("\"piggyback_pixels\": []").at("/segment/piggyback_pixels"))
                .isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&member_id=958"})
    void an_advertiser_that_is_null_moves_the_segment_to_member_level(String member) {
        ObjectNode expected = api.get("?id=" + id).segment().putNull("advertiser_id");

        RawAnswer moved = api.put("?id=" + id + member, "{\"segment\": {\"advertiser_id\": null}}");

        assertThat(moved.segment()).isEqualTo(expected);
    }

    @Test
    void a_segment_does_not_move_to_another_member_or_advertiser() {
        ObjectNode before = api.get("?id=" + id).segment();

        assertThat(api.put("?id=" + id + "&member_id=31", "{\"segment\": {\"advertiser_id\": null}}")
                        .outcome())
                .isEqualTo("UNAUTH");
        assertThat(change("\"advertiser_id\": 78").outcome()).isEqualTo("SYNTAX");
        assertThat(api.get("?id=" + id).segment()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "?id=17, SYNTAX NOTFOUND_SEGMENT",
        "?code=other, SYNTAX NOTFOUND_SEGMENT",
        "'', SYNTAX",
        "?id=x, SYNTAX CAST_ERROR"
    })
    void what_names_no_segment_changes_none(String query, String outcome) {
        ObjectNode before = api.get("?id=" + id).segment();

        assertThat(api.put(query, "{\"segment\": {\"short_name\": \"basket\"}}").outcome())
                .isEqualTo(outcome);
        assertThat(api.get("?id=" + id).segment()).isEqualTo(before);
    }
}
