package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field may hold is the same in a create and in a change. */
class FieldRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMAGE = "{\"url\": \"https://partner.example/p.gif\", \"pixel_type\": \"img\"}";
    private static final String SCRIPT = "{\"url\": \"https://partner.example/a.js\", \"pixel_type\": \"js\"}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);

    /** A field, and what it holds, as JSON. */
    record Field(String name, String json, String outcome) {
        @Override
        public String toString() {
            return name + " " + (json.length() > 80 ? json.length() + " characters" : json) + " " + outcome;
        }

        /** The body that sets the field, and the name, which a create must have. */
        String body() {
            ObjectNode body = JSON.createObjectNode();
            try {
                body.putObject("segment").put("short_name", "cart").set(name, JSON.readTree(json));
            } catch (JsonProcessingException noJson) {
                throw new AssertionError(noJson);
            }
            return body.toString();
        }
    }

    private static Field allowed(String name, String json) {
        return new Field(name, json, "OK");
    }

    private static Field bad(String name, String json) {
        return new Field(name, json, "SYNTAX");
    }

    private static Field noNumber(String name, String json) {
        return new Field(name, json, "SYNTAX CAST_ERROR");
    }

    private static String text(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    static Stream<Field> allowed() {
        return Stream.of(
                allowed("short_name", text("n".repeat(255))),
                allowed("short_name", text("Parent > Child (Provider) \\ 'ü'")),
                allowed("code", text("c".repeat(50))),
                allowed("code", text("AZaz09_-")),
                allowed("state", text("active")),
                allowed("state", text("inactive")),
                allowed("description", text("d".repeat(500))),
                allowed("description", text("\"quoted\", <b>&amp;</b>")),
                allowed("expire_minutes", "0"),
                allowed("expire_minutes", "1"),
                allowed("expire_minutes", "259199"),
                allowed("max_usersync_pixels", "0"),
                allowed("piggyback_pixels", "[" + IMAGE + "]"),
                allowed("piggyback_pixels", "[" + SCRIPT + "," + SCRIPT + "]"));
    }

    static Stream<Field> refused() {
        return Stream.of(
                bad("short_name", text("n".repeat(256))),
                bad("short_name", text("")),
                bad("short_name", "null"),
                bad("short_name", "[\"cart\"]"),
                bad("code", text("c".repeat(51))),
                bad("code", text("a.b")),
                bad("code", text("a b")),
                bad("code", text("ü")),
                bad("code", "{\"value\": \"cart\"}"),
                bad("state", text("paused")),
                bad("state", text("ACTIVE")),
                bad("state", "true"),
                bad("description", text("d".repeat(501))),
                bad("description", text("it's")),
                bad("description", text("a\\b")),
                bad("description", "[\"visitors\"]"),
                bad("expire_minutes", "-1"),
                bad("expire_minutes", "259201"),
                noNumber("expire_minutes", text("soon")),
                noNumber("expire_minutes", "1.5"),
                noNumber("expire_minutes", "true"),
                bad("expire_minutes", "[30]"),
                noNumber("expire_minutes", "99999999999"),
                bad("max_usersync_pixels", "-1"),
                noNumber("max_usersync_pixels", text("few")),
                bad("piggyback_pixels", "[" + IMAGE + "," + SCRIPT + "]"),
                bad("piggyback_pixels", "[" + IMAGE + "," + IMAGE + "]"),
                bad("piggyback_pixels", "[{\"url\": \"https://partner.example/p.gif\", \"pixel_type\": \"gif\"}]"),
                bad("piggyback_pixels", "[{\"url\": \"https://partner.example/p.gif\"}]"),
                bad("piggyback_pixels", "[{\"url\": \"partner.example/p.gif\", \"pixel_type\": \"img\"}]"),
                bad("piggyback_pixels", "[{\"pixel_type\": \"img\"}]"),
                bad("piggyback_pixels", SCRIPT),
                bad("piggyback_pixels", text("https://partner.example/p.gif")));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void what_is_allowed_can_be_created(Field field) throws JsonProcessingException {
        assertThat(api.post("", field.body()).segment().get(field.name())).isEqualTo(JSON.readTree(field.json()));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void what_is_allowed_can_be_changed_to(Field field) throws JsonProcessingException {
        SegmentId id = sandbox.segments().create(NewSegment.named("before")).id();

        assertThat(api.put("?id=" + id, field.body()).segment().get(field.name()))
                .isEqualTo(JSON.readTree(field.json()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"259200", "null"})
    void the_longest_retention_is_that_of_a_segment_without_one(String minutes) {
        SegmentId id = sandbox.segments()
                .create(NewSegment.named("before").keptFor(Duration.ofDays(30)))
                .id();

        RawAnswer changed = api.put("?id=" + id, "{\"segment\": {\"expire_minutes\": " + minutes + "}}");

        assertThat(changed.outcome()).isEqualTo("OK");
        assertThat(sandbox.segments().get(id).retention()).isEqualTo(Retention.maximum());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_not_allowed_creates_nothing(Field field) {
        assertThat(api.post("", field.body()).outcome()).isEqualTo(field.outcome());

        assertThat(api.get("").at("/count")).isEqualTo("0");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_not_allowed_changes_nothing(Field field) {
        SegmentId id = sandbox.segments().create(NewSegment.named("before")).id();
        ObjectNode before = api.get("?id=" + id).segment();

        assertThat(api.put("?id=" + id, field.body()).outcome()).isEqualTo(field.outcome());

        assertThat(api.get("?id=" + id).segment()).isEqualTo(before);
    }
}
