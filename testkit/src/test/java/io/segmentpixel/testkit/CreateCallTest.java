package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentpixel.segment.AdvertiserId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateCallTest {
    private static final String CART = "{\"segment\": {\"short_name\": \"cart\"}}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(new SettableClock()).start();

    private final RawApi api = RawApi.loggedIn(sandbox);

    @Test
    void the_id_is_a_number_beside_the_segment_and_in_it() {
        RawAnswer created = api.post("", CART);

        assertThat(created.at("/id")).matches("\\d+").isEqualTo(created.at("/segment/id"));
        assertThat(created.at("/count")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                 | "member_id": 958                        | null
            ''                 | "member_id": null, "advertiser_id": null | null
            ''                 | "advertiser_id": 77                     | 77
            ?advertiser_id=77  | "advertiser_id": 77                     | 77
            ?advertiser_id=77  | "advertiser_id": null                   | 77
            ?advertiser_code=a | "advertiser_id": 77                     | 77
            """)
    void the_body_says_it_too(String query, String fields, String advertiser) {
        try (Sandbox other =
                Sandbox.builder().advertiser(AdvertiserId.of(77), "a").start()) {
            RawAnswer created =
                    RawApi.loggedIn(other).post(query, "{\"segment\": {\"short_name\": \"cart\", " + fields + "}}");

            assertThat(created.at("/segment/member_id")).isEqualTo("958");
            assertThat(created.at("/segment/advertiser_id")).isEqualTo(advertiser);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                | "member_id": 31      | UNAUTH
            ?member_id=958    | "member_id": 31      | UNAUTH
            ''                | "member_id": 0       | SYNTAX
            ''                | "member_id": "ours"  | SYNTAX CAST_ERROR
            ?advertiser_id=77 | "advertiser_id": 78  | SYNTAX
            """)
    void a_body_that_says_otherwise_creates_nothing(String query, String fields, String outcome) {
        RawAnswer refused = api.post(query, "{\"segment\": {\"short_name\": \"cart\", " + fields + "}}");

        assertThat(refused.outcome()).isEqualTo(outcome);
        assertThat(api.get("").at("/count")).isEqualTo("0");
    }

    @Test
    void each_create_makes_another_segment() {
        RawAnswer first = api.post("", CART);
        RawAnswer second = api.post("", CART);

        assertThat(second.at("/id")).isNotEqualTo(first.at("/id"));
        assertThat(api.get("").names()).containsExactly("cart", "cart");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 958, null",
        "?member_id=958, 958, null",
        "?advertiser_id=77, 958, 77",
        "?member_id=958&advertiser_id=77, 958, 77"
    })
    void the_query_says_at_which_level(String query, String member, String advertiser) {
        RawAnswer created = api.post(query, CART);

        assertThat(created.at("/segment/member_id")).isEqualTo(member);
        assertThat(created.at("/segment/advertiser_id")).isEqualTo(advertiser);
    }

    @ParameterizedTest
    @CsvSource({
        "?member_id=31, UNAUTH",
        "?advertiser_code=shoes, SYNTAX",
        "?member_id=x, SYNTAX CAST_ERROR",
        "?advertiser_id=x, SYNTAX CAST_ERROR",
    })
    void a_level_that_the_sandbox_does_not_have_is_refused(String query, String outcome) {
        assertThat(api.post(query, CART).outcome()).isEqualTo(outcome);

        assertThat(api.get("").at("/count")).isEqualTo("0");
    }

    @Test
    void every_field_stands_in_the_answer_as_it_was_sent() throws Exception {
        String fields =
                """
                {
                  "short_name": "Luxury > Cars (Übersicht)",
                  "code": "Luxury_Cars-1",
                  "state": "inactive",
                  "description": "visitors of \\"the\\" magazine",
                  "expire_minutes": 43200,
                  "max_usersync_pixels": 3,
                  "piggyback_pixels": [
                    {"url": "https://partner.example/a.js?uid=${UID}", "pixel_type": "js"},
                    {"url": "https://partner.example/b.js", "pixel_type": "js"}
                  ]
                }""";

        JsonNode segment = api.post("", "{\"segment\": " + fields + "}").segment();

        new ObjectMapper().readTree(fields).properties().forEach(field -> assertThat(segment.get(field.getKey()))
                .as(field.getKey())
                .isEqualTo(field.getValue()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            code                           | null
            state                          | "active"
            description                    | null
            expire_minutes                 | null
            max_usersync_pixels            | null
            piggyback_pixels               | null
            querystring_mapping            | null
            querystring_mapping_key_value  | null
            parent_segment_id              | null
            last_modified                  | "2026-03-01 12:00:00"
            """)
    void what_was_not_sent_is_as_the_platform_sets_it(String field, String json) {
        assertThat(api.post("", CART).at("/segment/" + field)).isEqualTo(json);
    }

    @Test
    void fields_that_are_unknown_or_cannot_be_written_are_ignored() {
        RawAnswer created = api.post(
                "",
                """
                {"more": [], "segment": {
                  "short_name": "cart", "colour": {"red": 1}, "id": 17,
                  "last_modified": "2001-01-01 00:00:00", "parent_segment_id": 5}}""");

        assertThat(created.outcome()).isEqualTo("OK");
        assertThat(created.at("/id")).isNotEqualTo("17");
        assertThat(created.at("/segment/member_id")).isEqualTo("958");
        assertThat(created.at("/segment/last_modified")).isEqualTo("\"2026-03-01 12:00:00\"");
        assertThat(created.at("/segment/colour")).isEmpty();
        assertThat(created.at("/segment/parent_segment_id")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            param    | "querystring_mapping": {"param": "kw_colour", "value_type": "text"}
            values   | "querystring_mapping": {"param": "colour", "value_type": "numeric", "values": ["red"]}
            sites    | "querystring_mapping": {"param": "colour", "value_type": "text", "publishers": [{"id": 1}], "sites": [{"id": 2}]}
            key      | "querystring_mapping_key_value": {"qs_key": "", "qs_value": "red"}
            usersync | "querystring_mapping_key_value": {"qs_key": "colour", "qs_value": "red"}, "max_usersync_pixels": 1
            together | "querystring_mapping_key_value": {"qs_key": "a"}, "querystring_mapping": {"param": "a", "value_type": "none"}
            """)
    void a_trigger_that_breaks_a_rule_is_refused(String word, String json) {
        RawAnswer refused = api.post("", "{\"segment\": {\"short_name\": \"cart\", " + json + "}}");

        assertThat(refused.outcome()).isEqualTo("SYNTAX");
        assertThat(refused.error()).contains(word);
        assertThat(api.get("").at("/count")).isEqualTo("0");
    }

    @Test
    void values_that_are_too_many_or_too_long_are_refused() {
        String mapping = "{\"segment\": {\"short_name\": \"cart\", \"querystring_mapping\": "
                + "{\"param\": \"colour\", \"value_type\": \"text\", \"values\": [%s]}}}";
        String forty =
                IntStream.range(0, 40).mapToObj(number -> "\"v" + number + "\"").collect(Collectors.joining(","));
        String longest = "\"" + "v".repeat(60) + "\"";

        assertThat(api.post("", mapping.formatted(forty + ",\"one more\"")).outcome())
                .isEqualTo("SYNTAX");
        assertThat(api.post("", mapping.formatted(longest.replace("vv", "vvv"))).outcome())
                .isEqualTo("SYNTAX");
        assertThat(api.get("").at("/count")).isEqualTo("0");
        assertThat(api.post("", mapping.formatted(forty)).outcome()).isEqualTo("OK");
        assertThat(api.post("", mapping.formatted(longest).replace("colour", "size"))
                        .outcome())
                .isEqualTo("OK");
    }

    @Test
    void a_trigger_stands_there_as_it_was_sent() {
        RawAnswer created = api.post(
                "",
                """
                {"segment": {"short_name": "cart", "enable_rm_piggyback": false, "querystring_mapping": {"param": "colour",
                "value_type": "text", "values": ["red", "blue*"], "allow_empty_text": true, "sites": [{"id": 17}]}}}""");

        assertThat(created.at("/segment/querystring_mapping/values")).isEqualTo("[\"red\",\"blue*\"]");
        assertThat(created.at("/segment/querystring_mapping/allow_empty_text")).isEqualTo("true");
        assertThat(created.at("/segment/querystring_mapping/sites/0/id")).isEqualTo("17");
        assertThat(created.at("/segment/querystring_mapping_key_value")).isEqualTo("null");
        assertThat(created.at("/segment/enable_rm_piggyback")).isEqualTo("false");
    }
}
