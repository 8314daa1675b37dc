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

    private record Row(String names, String type, String method) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "coverage.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group(2), row.group(3), row.group(4)));
            } else {
                assertThat(line).as("a row without a test").doesNotContain("`|").doesNotMatch("\\| [a-zA-Z].*\\| *\\|");
            }
        }
        return rows;
    }

    @Test
    void every_row_names_a_test_that_there_is() throws Exception {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(50);
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
