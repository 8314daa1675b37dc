package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table in docs/coverage.md to the tests that there are, and the tests to the table. */
class CoverageTableTest {
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]*) ?\\| `(\\w+)#(\\w+)` \\|");

    /** The fields of the segment service and the parameters of the calls. */
    private static final List<String> NAMES = List.of(
            "short_name",
            "code",
            "description",
            "state",
            "member_id",
            "advertiser_id",
            "expire_minutes",
            "max_usersync_pixels",
            "enable_rm_piggyback",
            "piggyback_pixels",
            "querystring_mapping",
            "param",
            "value_type",
            "values",
            "allow_empty_text",
            "publishers",
            "sites",
            "placements",
            "include_shared",
            "querystring_mapping_key_value",
            "qs_key",
            "qs_value",
            "parent_segment_id",
            "category",
            "price",
            "provider",
            "provider_id",
            "object_type",
            "last_modified",
            "add",
            "add_code",
            "remove",
            "remove_code",
            "member",
            "redir",
            "other",
            "gdpr",
            "gdpr_consent",
            "us_privacy",
            "gpp",
            "gpp_sid",
            "consent",
            "id",
            "seg",
            "seg_code",
            "order_id",
            "value");

    /** All that a person can set on the two pages and the advanced ones, or read there. */
    private static final List<String> OPTIONS = List.of(
            "name",
            "code",
            "description",
            "state",
            "member level",
            "advertiser level",
            "retention: maximum",
            "retention: ad call only",
            "retention: minutes",
            "usersync pixels",
            "RM piggyback",
            "piggyback: image",
            "piggyback: scripts",
            "trigger: pixel",
            "trigger: query string, text",
            "trigger: query string, empty text",
            "trigger: query string, numeric",
            "trigger: query string, none",
            "trigger: query string, custom",
            "restricted to publishers",
            "restricted to sites",
            "restricted to placements",
            "shared inventory",
            "trigger: key and value",
            "trigger: key alone",
            "read only: parent",
            "read only: category",
            "read only: price",
            "read only: provider",
            "read only: kind of object",
            "read only: last change",
            "JavaScript",
            "image",
            "non-secure",
            "several pixels",
            "use codes",
            "add to segments on call",
            "remove from segments on call",
            "value for all",
            "value for each",
            "value that is filled in",
            "redirect URL",
            "page-level value",
            "host",
            "privacy: TCF",
            "privacy: consent",
            "privacy: US",
            "privacy: GPP",
            "privacy: macros",
            "deliver on screen",
            "deliver by e-mail",
            "conversion",
            "conversion: segments",
            "conversion: order, revenue, other",
            "conversion: redirect");

    private record Row(String option, String names, String type, String method) {}

    /** Each line of a table but its head is a row. */
    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "coverage.md"))) {
            boolean isHead = line.startsWith("|---") || line.endsWith("| test |");
            if (line.startsWith("|") && !isHead) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as("a row with a test: " + line).isTrue();
                rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4)));
            }
        }
        return rows;
    }

    @Test
    void every_option_has_a_row() throws IOException {
        assertThat(rows()).extracting(Row::option).containsExactlyElementsOf(OPTIONS);
    }

    @Test
    void every_row_names_a_test_that_there_is() throws Exception {
        for (Row row : rows()) {
            Class<?> type = Class.forName("io.segmentpixel.acceptance." + row.type());
            Method method = type.getDeclaredMethod(row.method());
            assertThat(method.isAnnotationPresent(Test.class))
                    .as(row.toString())
                    .isTrue();
        }
    }

    @Test
    void every_field_and_parameter_has_a_row() throws IOException {
        List<Row> rows = rows();
        for (String name : NAMES) {
            assertThat(rows).as(name).anyMatch(row -> row.names().contains("`" + name + "`"));
        }
    }

    @Test
    void every_test_of_the_two_pages_has_a_row() throws IOException {
        List<Row> rows = rows();
        Stream.of(CreatePageTest.class, ExportPageTest.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .forEach(method -> assertThat(rows)
                        .as(method.getName())
                        .anyMatch(row ->
                                row.type().equals(method.getDeclaringClass().getSimpleName())
                                        && row.method().equals(method.getName())));
    }
}
