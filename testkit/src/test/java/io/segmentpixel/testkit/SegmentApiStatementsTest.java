package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the platform's pages state of the segment service, and the test that shows it of the sandbox. All of them speak HTTP by the JDK's
 * client. Where no class is named, the test stands here.
 *
 * <pre>
 * Envelope
 *   one root; dbg_info with warnings, version, time, output_term   EnvelopeTest#every_answer_is_JSON_under_one_root_with_debug_info
 *   status OK; the payload under the output term                   EnvelopeTest#the_payload_stands_under_the_output_term
 *   failures in HTTP 200, error_id, error_code, no status OK       EnvelopeTest#every_failure_comes_in_an_HTTP_200_without_the_status_OK
 *   a failure names service and method, and has a description      #a_failure_names_its_service_and_method
 *   paging echo: count, start_element, num_elements                PagingTest#the_count_is_of_all_that_match_and_the_page_is_echoed
 *   output_term not_found of a DELETE and a login                  EnvelopeTest#what_succeeds_without_a_payload_says_not_found
 *   counters in dbg_info and in the deprecated headers             CountersTest#counters_tell_the_truth_in_headers_and_in_the_body
 *   counters may be wrong                                          CountersTest#wrong_counters_refuse_nothing
 *   unknown fields are ignored                                     CreateCallTest#fields_that_are_unknown_or_cannot_be_written_are_ignored
 *   timestamps are YYYY-MM-DD HH:MM:SS in UTC                      #a_time_is_written_in_whole_seconds_of_utc
 *   a number may be a text                                         #a_number_may_be_a_text
 *   INTEGRITY                                                      TakenCodeTest#a_code_that_is_taken_in_any_case_contradicts_what_there_is
 *   LIMIT                                                          LimitsTest#an_account_can_be_full
 *   NOAUTH                                                         LoginTest#a_call_without_a_token_is_not_logged_in
 *   NOAUTH_EXPIRED, NOAUTH_DISABLED                                UsersTest#an_expired_password_and_a_disabled_user_are_told_apart
 *   SYNTAX, CAST_ERROR                                             FieldRulesTest#what_is_not_allowed_creates_nothing
 *   SYSTEM with UNKNOWN                                            FaultTableTest#a_fault_is_seen_over_http_as_what_its_name_says
 *   UNAUTH                                                         UsersTest#a_user_without_the_right_to_write_reads_only
 *   a missing object: HTTP 200, SYNTAX, NOTFOUND_SEGMENT, its text ReadCallTest#an_id_that_nothing_has_is_not_found_in_an_HTTP_200
 * Login
 *   POST /auth gives a token                                       LoginTest#user_name_and_password_give_a_token_that_opens_the_service
 *   and the cookie HBFAPI_SESSID                                   LoginTest#a_login_sets_the_session_cookie_too
 *   POST /v2/auth/jwt, RS256, kid, sub, iat                        KeyLoginTest#a_token_signed_by_the_users_key_logs_in
 *   text/plain                                                     KeyLoginTest#a_token_comes_as_plain_text
 *   Authorization without Bearer                                   LoginTest#a_call_with_a_wrong_token_is_not_logged_in
 *   two hours after the latest call                                LoginTest#each_call_gives_a_token_two_hours_more
 *   24 hours at most                                               LoginTest#a_token_ends_after_a_day_however_much_it_is_used
 *   refused: UNAUTH in HTTP 200                                    LoginTest#anything_else_is_refused_in_an_HTTP_200_and_gives_no_token
 *   too many refused lock the account for five minutes             LoginLimitsTest#an_account_is_locked_after_too_many_refused_logins_and_takes_the_right_password_later
 *   the eleventh in five minutes fails, with no sign of its own    LoginLimitsTest#the_eleventh_login_in_five_minutes_is_refused_like_a_wrong_password
 * Limits
 *   reads and writes, each user for itself                         LimitsTest#each_user_has_limits_of_its_own
 *   429 with its headers and body                                  LimitsTest#a_refusal_has_the_documented_headers_and_body
 *   Retry-After twice                                              LimitsTest#retry_after_may_come_twice_with_the_larger_one_right
 *   old production: 405; the service's limit: 503                  LimitsTest#a_refusal_comes_in_the_way_that_is_asked_for
 *   a 503 without x-ratelimit-code                                 FaultTableTest#a_fault_is_seen_over_http_as_what_its_name_says
 *   X-AN-RequestId, x-b3-traceid                                   #each_answer_has_request_ids_of_its_own
 *   429 on purpose, with x-an-user-id                              FaultsTest#a_failure_on_purpose_has_the_envelope_and_the_ids_of_its_call
 *   15 at a time, else SYSTEM in HTTP 200                          LimitsTest#more_requests_at_once_than_allowed_are_answered_by_a_failure_in_an_HTTP_200
 *   pages of 100 at most                                           PagingTest#a_page_is_the_asked_stretch_of_at_most_100
 *   propagation                                                    PixelRulesTest#a_new_segment_is_unknown_to_the_pixel_servers_for_a_time
 * Endpoints
 *   POST /segment, with member_id, with advertiser_id              CreateCallTest#the_query_says_at_which_level
 *   POST with advertiser_code                                      #an_advertiser_is_named_by_its_code
 *   PUT by id, only the fields sent change, null clears            ChangeCallTest#one_field_changes_and_the_others_stay
 *   of the two fields of a trigger, too                            ChangeCallTest#of_the_two_fields_of_a_trigger_the_one_that_is_not_sent_stays
 *   PUT by code                                                    ChangeCallTest#a_segment_can_be_named_by_its_code_whatever_the_case
 *   PUT with advertiser_id and member_id                           #a_change_may_name_advertiser_and_member
 *   arrays are replaced, unless append=true                        ChangeCallTest#an_array_is_replaced_unless_the_query_says_otherwise
 *                                                                  ChangeCallTest#an_array_is_appended_to_where_the_query_says_so
 *   and so are those of a query string                             ChangeCallTest#the_arrays_of_a_query_string_are_appended_to_where_the_query_says_so
 *   PUT of several, keyed by id, ids and id beside                 ChangeSeveralCallTest#the_answer_is_keyed_by_id_with_the_ids_beside_it
 *   from advertiser to member level                                ChangeCallTest#an_advertiser_that_is_null_moves_the_segment_to_member_level
 *   GET of a list of ids                                           ReadCallTest#several_ids_give_an_array_of_those_there_are
 *   GET of one, by id, by code                                     ReadCallTest#one_id_gives_one_segment
 *                                                                  ReadCallTest#a_code_gives_its_segment_whatever_the_case
 *   DELETE: OK, count, no object, the id as text                   DeleteCallTest#the_answer_counts_one_and_shows_no_segment
 *   id an int on POST                                              CreateCallTest#the_id_is_a_number_beside_the_segment_and_in_it
 *   id a string on PUT                                             ChangeCallTest#the_id_is_a_text_beside_the_segment_and_a_number_in_it
 * List parameters
 *   start_element, num_elements                                    PagingTest#a_page_is_the_asked_stretch_of_at_most_100
 *   search, state, advertiser_id, code, id, min_, max_, like_, not_, include_shared
 *                                                                  ListFilterTest#a_listing_holds_what_meets_all_filters
 *   what makes no sense among them                                 ListFilterTest#a_filter_that_makes_no_sense_is_refused
 *   sort                                                           ListFilterTest#a_listing_comes_in_the_asked_order
 *   include_shared=0 leaves shared ones out                        UsersTest#a_shared_segment_is_seen_by_all_and_changed_by_its_owner_only
 *   fields shows some, and a filter counts only among them         #fields_show_some_and_silence_filters_by_the_others
 *   show_querystring_ids                                           #values_of_a_query_string_show_their_ids_where_asked
 * Fields
 *   all that can be written                                        CreateCallTest#every_field_stands_in_the_answer_as_it_was_sent
 *   defaults: active, 180 days, no usersync pixels                 CreateCallTest#what_was_not_sent_is_as_the_platform_sets_it
 *   lengths, letters, ranges, ' and \ of a description             FieldRulesTest#what_is_not_allowed_creates_nothing
 *                                                                  FieldRulesTest#what_is_not_allowed_changes_nothing
 *   id 1 is shared                                                 UsersTest#a_shared_segment_is_seen_by_all_and_changed_by_its_owner_only
 *   a code is unique ignoring case                                 TakenCodeTest#a_code_that_is_taken_in_any_case_contradicts_what_there_is
 *   and case-sensitive in a pixel                                  UsersTest#a_code_belongs_to_its_member_and_another_member_can_have_the_same
 *   null is 180 days                                               FieldRulesTest#the_longest_retention_is_that_of_a_segment_without_one
 *   0 is the ad call only; a change leaves users alone; re-adding restarts
 *                                                                  #retention_is_that_of_the_latest_call
 *   usersync pixels: null is none, the lowest counts               PixelRulesTest#of_several_segments_the_lowest_number_of_usersync_pixels_counts
 *   image piggybacks: only images, and one                         FieldRulesTest#what_is_not_allowed_creates_nothing
 *   query strings: types, values, 40 of them, 60 characters, kw_, publishers and sites, key and value, not both, not with usersyncs
 *                                                                  CreateCallTest#a_trigger_that_breaks_a_rule_is_refused
 *                                                                  CreateCallTest#values_that_are_too_many_or_too_long_are_refused
 *                                                                  CreateCallTest#a_trigger_stands_there_as_it_was_sent
 *   a param maps to one segment; a key to many, by other values    #a_parameter_maps_to_one_segment
 *   read-only: last_modified, object_type, price, provider, ...    #what_is_read_only_stands_there_and_is_not_written
 * </pre>
 *
 * <p>Not shown, because the sandbox sends one form of what comes in several: a refused login with {@code NOAUTH}; {@code status} absent,
 * {@code ERROR} or {@code error}; {@code dbg} and {@code debug_info}; a paging echo that is null or empty; a single GET under
 * {@code segments}; a count of a bulk answer that differs; "resource not found" of other services; several failures in {@code errors}; old
 * objects with {@code active} and {@code last_activity}. Not shown, because it is no matter of a backend: that the base URL is
 * configuration, that production speaks HTTPS only, when a client logs in again, what it does about a limit. Not shown, because it happens
 * when a page is served and not in the segment service: matching of query strings with {@code *} and without case. The statement that segments without an expiry end after 90 days, and
 * that users stay until removed, contradict a newer one, which counts.
 */
class SegmentApiStatementsTest {
    private static final Pattern SHOWN = Pattern.compile("(?m)^ \\*  .* {2,}(\\w*)#(\\w+)$");
    private static final String CART = "{\"segment\": {\"short_name\": \"cart\"}}";
    private static final Path FOLDER = Path.of("src/test/java/io/segmentpixel/testkit");

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .advertiser(AdvertiserId.of(77), "shoes")
            .shared(Segment.of(SegmentId.of(1), MemberId.of(7), "birthday cookie"))
            .start();

    private final RawApi api = RawApi.loggedIn(sandbox);

    @Test
    void every_test_of_the_table_is_there() throws IOException {
        String own = Files.readString(FOLDER.resolve("SegmentApiStatementsTest.java"));
        List<String> missing = SHOWN.matcher(own)
                .results()
                .filter(match ->
                        !isTest(match.group(1).isEmpty() ? "SegmentApiStatementsTest" : match.group(1), match.group(2)))
                .map(match -> match.group())
                .toList();

        assertThat(SHOWN.matcher(own).results().count()).isGreaterThan(70);
        assertThat(missing).isEmpty();
    }

    private static boolean isTest(String type, String test) {
        try {
            return Stream.of(Class.forName("io.segmentpixel.testkit." + type).getDeclaredMethods())
                    .filter(method -> method.getName().equals(test))
                    .anyMatch(method -> method.isAnnotationPresent(Test.class)
                            || method.isAnnotationPresent(ParameterizedTest.class));
        } catch (ClassNotFoundException noTest) {
            return false;
        }
    }

    @Test
    void a_failure_names_its_service_and_method() {
        RawAnswer failure = api.put("?id=17", CART);

        assertThat(failure.at("/service")).isEqualTo("\"segment\"");
        assertThat(failure.at("/method")).isEqualTo("\"PUT\"");
        assertThat(failure.at("/error_description")).isEqualTo("null");
        assertThat(failure.at("/status")).isEmpty();
        assertThat(api.login("nobody", "x").at("/service")).isEqualTo("\"auth\"");
    }

    @Test
    void a_time_is_written_in_whole_seconds_of_utc() {
        clock.advance(Duration.ofMillis(1_999));

        RawAnswer created = api.post("", CART);

        assertThat(created.at("/segment/last_modified")).isEqualTo("\"2026-03-01 12:00:01\"");
        assertThat(created.at("/dbg_info/time")).isEqualTo("\"2026-03-01 12:00:01\"");
    }

    @Test
    void a_number_may_be_a_text() {
        RawAnswer created = api.post("", "{\"segment\": {\"short_name\": \"cart\", \"expire_minutes\": \"30\"}}");

        assertThat(created.at("/segment/expire_minutes")).isEqualTo("30");
        assertThat(created.at("/segment/price")).isEqualTo("\"0\"");
    }

    @Test
    void each_answer_has_request_ids_of_its_own() {
        RawAnswer one = api.get("");
        RawAnswer other = api.get("?id=17");

        for (String name : List.of("X-AN-RequestId", "x-b3-traceid")) {
            assertThat(one.headers().firstValue(name)).isPresent();
            assertThat(other.headers().firstValue(name))
                    .isPresent()
                    .isNotEqualTo(one.headers().firstValue(name));
        }
    }

    @Test
    void an_advertiser_is_named_by_its_code() {
        assertThat(api.post("?advertiser_code=shoes", CART).at("/segment/advertiser_id"))
                .isEqualTo("77");
        assertThat(api.post("?advertiser_code=hats", CART).outcome()).isEqualTo("SYNTAX");
    }

    @ParameterizedTest
    @CsvSource({
        "&advertiser_id=77, OK",
        "&member_id=958, OK",
        "&advertiser_id=77&member_id=958, OK",
        "&advertiser_code=shoes, OK",
        "&advertiser_id=78, SYNTAX NOTFOUND_SEGMENT",
        "&member_id=31, UNAUTH",
        "&advertiser_id=77&member_id=31, UNAUTH",
    })
    void a_change_may_name_advertiser_and_member(String query, String outcome) {
        String body = "{\"segment\": {\"short_name\": \"cart\", \"code\": \"cart\"}}";
        String id = api.post("?advertiser_id=77", body).at("/id");

        assertThat(api.put("?id=" + id + query, CART).outcome()).isEqualTo(outcome);
        assertThat(api.put("?code=CART" + query, CART).outcome()).isEqualTo(outcome);
    }

    @Test
    void fields_show_some_and_silence_filters_by_the_others() {
        api.post("", "{\"segment\": {\"short_name\": \"paused\", \"state\": \"inactive\"}}");
        api.post("", CART);

        RawAnswer listed = api.get("?include_shared=0&fields=id,short_name&state=active&min_expire_minutes=99999999");
        assertThat(listed.names()).containsExactly("paused", "cart");
        assertThat(listed.body().at("/response/segments/0").fieldNames())
                .toIterable()
                .containsExactly("id", "short_name");
        assertThat(api.get("?include_shared=0&fields=id,short_name,state&state=active")
                        .names())
                .containsExactly("cart");
        assertThat(api.get("?include_shared=0&fields=short_name&sort=id.desc").names())
                .containsExactly("cart", "paused");
        assertThat(api.get("?id=1&fields=member_id").segment().toString()).isEqualTo("{\"member_id\":7}");
    }

    @Test
    void values_of_a_query_string_show_their_ids_where_asked() {
        String body = "{\"segment\": {\"short_name\": \"cart\", \"querystring_mapping\": "
                + "{\"param\": \"colour\", \"value_type\": \"text\", \"values\": [\"red\", \"blue\"]}}}";
        String id = api.post("", body).at("/id");

        assertThat(api.get("?id=" + id).at("/segment/querystring_mapping/values"))
                .isEqualTo("[\"red\",\"blue\"]");
        RawAnswer shown = api.get("?show_querystring_ids=true&id=" + id);
        assertThat(shown.at("/segment/querystring_mapping/values/0/value")).isEqualTo("\"red\"");
        assertThat(shown.at("/segment/querystring_mapping/values/0/id"))
                .matches("\\d+")
                .isNotEqualTo(shown.at("/segment/querystring_mapping/values/1/id"));
        assertThat(api.get("?show_querystring_ids=true&id=" + id).segment()).isEqualTo(shown.segment());
    }

    @Test
    void retention_is_that_of_the_latest_call() {
        String id = api.post("", "{\"segment\": {\"short_name\": \"cart\", \"expire_minutes\": 30}}")
                .at("/id");
        Visitor visitor = sandbox.newVisitor();
        RawPixel pixel = new RawPixel(sandbox);
        assertThat(pixel.call("?add=" + id).statusCode()).isEqualTo(200);
        visitor.fires(sandbox.pixelUrl() + "?add=" + id);

        api.put("?id=" + id, "{\"segment\": {\"expire_minutes\": 0}}");
        clock.advance(Duration.ofMinutes(29));
        assertThat(visitor.segments()).as("who is in already").hasSize(1);

        visitor.fires(sandbox.pixelUrl() + "?add=" + id);
        assertThat(visitor.segments()).as("for the ad call only").isEmpty();
    }

    @Test
    void a_parameter_maps_to_one_segment() {
        String mapping =
                "{\"segment\": {\"short_name\": \"x\", \"querystring_mapping\": {\"param\": \"%s\", \"value_type\": \"numeric\"}}}";
        String pair =
                "{\"segment\": {\"short_name\": \"x\", \"querystring_mapping_key_value\": {\"qs_key\": \"%s\", \"qs_value\": \"%s\"}}}";
        String id = api.post("", mapping.formatted("colour")).at("/id");

        assertThat(api.post("", mapping.formatted("COLOUR")).outcome()).isEqualTo("INTEGRITY");
        assertThat(api.post("", pair.formatted("colour", "red")).outcome()).isEqualTo("OK");
        assertThat(api.post("", pair.formatted("colour", "blue")).outcome()).isEqualTo("OK");
        assertThat(api.post("", pair.formatted("Colour", "RED")).outcome()).isEqualTo("INTEGRITY");
        assertThat(api.put("?id=" + id, mapping.formatted("colour")).outcome()).isEqualTo("OK");
        api.delete("?id=" + id);
        assertThat(api.post("", mapping.formatted("colour")).outcome()).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\": 5",
                "\"member_id\": 31",
                "\"last_modified\": \"2020-01-01 00:00:00\"",
                "\"object_type\": \"universal_pixel\"",
                "\"price\": \"9\"",
                "\"provider\": \"someone\"",
                "\"category\": \"cars\"",
                "\"parent_segment_id\": 3",
            })
    void what_is_read_only_stands_there_and_is_not_written(String field) {
        RawAnswer plain = api.post("", CART);
        String name = field.substring(1, field.indexOf('"', 1));

        RawAnswer changed = api.put(
                "?id=" + plain.at("/id").replace("\"", ""), "{\"segment\": {\"short_name\": \"cart\", " + field + "}}");

        assertThat(changed.segment().has(name)).isTrue();
        assertThat(changed.segment()).isEqualTo(plain.segment());
    }
}
