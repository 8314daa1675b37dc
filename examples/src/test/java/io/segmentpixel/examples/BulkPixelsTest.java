package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkPixelsTest {
    @AutoClose
    final Sandbox sandbox = Sandbox.start();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Map<String, String> environment() {
        return Map.of(
                "SEGMENT_API_URL", sandbox.url(),
                "SEGMENT_API_USERNAME", sandbox.username(),
                "SEGMENT_API_PASSWORD", sandbox.password(),
                "SEGMENT_API_MEMBER", sandbox.memberId().toString());
    }

    private Path csv(String... rows) throws IOException {
        return Files.writeString(
                directory.resolve("pixels.csv"), "name,code,retention\n" + String.join("\n", rows) + "\n");
    }

    private String tags() throws IOException {
        return Files.readString(directory.resolve("tags"));
    }

    private int run(String typed, Path file, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(file.toString(), "--out", directory.resolve("tags").toString()));
        arguments.addAll(Arrays.asList(more));
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return BulkPixels.run(
                environment(),
                arguments,
                false,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                stream,
                stream);
    }

    private List<Segment> segments() {
        try (SegmentClient client = SegmentClient.builder()
                        .baseUrl(sandbox.url())
                        .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                        .build();
                Stream<Segment> all = client.list(SegmentQuery.all())) {
            return all.toList();
        }
    }

    @Test
    void creates_what_is_missing_and_writes_the_tags_of_all() throws IOException {
        Path file = csv("Visited,shop_visited,30d", "\"In cart, now\",shop_cart,call", "Bought,shop_bought,max");

        assertThat(run("yes\n", file)).isZero();

        assertThat(segments())
                .extracting(Segment::retention)
                .containsExactly(Retention.ofMinutes(43_200), Retention.adCallOnly(), Retention.maximum());
        assertThat(tags().lines().filter(line -> line.contains("https://secure.adnxs.com/seg?add=")))
                .hasSize(6);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("+ shop_cart \"In cart, now\"", "3 to create, 0 to change", "Carry it out?", "Done 3 of 3");
        assertThat(run("", file)).isZero();
        assertThat(segments()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "html, <!-- Segment Pixel - Visited - DO NOT MODIFY -->",
        "url, https://secure.adnxs.com/seg?add=",
        "gtm, exportFormatVersion"
    })
    void writes_other_formats(String format, String start) throws IOException {
        assertThat(run("", csv("Visited,shop_visited,30d"), "--yes", "--format", format))
                .isZero();

        assertThat(tags()).contains(start);
    }

    @Test
    void changes_nothing_without_a_yes() throws IOException {
        assertThat(run("n\n", csv("Visited,shop_visited,30d"))).isEqualTo(3);
        assertThat(run("", csv("Visited,shop_visited,30d"))).isEqualTo(3);

        assertThat(segments()).isEmpty();
        assertThat(directory.resolve("tags")).doesNotExist();
    }

    @Test
    void sends_nothing_when_any_row_is_bad() throws IOException {
        Path file = csv("Visited,shop_visited,30d", "Cart,shop.cart,30d", "Cart,shop_cart,soon", "Cart,x", "Y,y,181d");

        assertThat(run("", file, "--yes")).isEqualTo(2);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "line 3: code \"shop.cart\"",
                        "line 4: retention \"soon\": must be as in 30d, 12h, 90m, max or call",
                        "line 5: row: must have 3 cells, has 2",
                        "line 6: retention PT4344H: must be 0 to 259200 minutes");
        assertThat(segments()).isEmpty();
    }

    @Test
    void reads_what_sheets_write_and_names_what_cannot_be_read() throws IOException {
        Path file = csv("Visited,shop_visited,30d");
        Files.writeString(file, "\ufeff" + Files.readString(file));
        assertThat(run("", file, "--yes")).isZero();

        assertThat(run("", csv("\"Visited,shop_visited,30d"), "--yes")).isEqualTo(2);
        assertThat(run("", Files.write(file, new byte[] {(byte) 0xfc}), "--yes"))
                .isEqualTo(2);
    }

    @Test
    void takes_heads_in_any_case_and_passes_over_empty_rows() throws IOException {
        Path file = Files.writeString(
                directory.resolve("pixels.csv"), "CODE,Retention,Name\nshop_visited,30d,Visited\n,,\n   \n\n");

        assertThat(run("", file, "--yes")).isZero();

        assertThat(segments()).extracting(Segment::shortName).containsExactly("Visited");
    }

    @Test
    void names_the_line_in_which_a_row_begins() throws IOException {
        Path file = csv("\"Visited\nshop\",shop_visited,30d", "Cart,SHOP_visited,30d", "\"In\n\ncart\",shop.cart,30d");

        Files.writeString(file, Files.readString(file).strip());

        assertThat(run("", file, "--yes")).isEqualTo(2);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("line 4: code SHOP_visited: stands in line 2 already", "line 5: name \"InU+000A");
    }

    @Test
    void names_the_line_whatever_ends_it() throws IOException {
        Path file = directory.resolve("pixels.csv");
        Files.writeString(file, "name,code,retention\r\n\r\n\"a\n\",c.1,30d\r\n\"b\rc\",d,30d\r\ne,,30d\r\nf,,30d");

        assertThat(run("", file, "--yes")).isEqualTo(2);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "line 3: code \"c.1\"", "line 5: name \"bU+000Dc\"", "line 7: code \"\"", "line 8: code \"\"");
    }

    @Test
    void changes_nothing_if_the_tags_cannot_be_written() throws IOException {
        Path file = csv("Visited,shop_visited,30d");
        String rows = Files.readString(file);

        assertThat(run(
                        "",
                        file,
                        "--yes",
                        "--out",
                        directory.resolve("none/tags").toString()))
                .isEqualTo(2);
        assertThat(run("", file, "--yes", "--out", directory.toString())).isEqualTo(2);
        assertThat(run("", file, "--yes", "--out", directory + "/./pixels.csv")).isEqualTo(2);
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThat(run("", file, "--yes", "--out", link.toString())).isEqualTo(2);
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("none", "tags"));
        assertThat(run("", file, "--yes", "--out", dangling.toString())).isEqualTo(2);

        assertThat(segments()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(rows);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("must be a file in a directory that can be written", "must not be the file that is read");
    }

    @Test
    void names_the_rows_that_are_in_conflict() throws IOException {
        assertThat(run("", csv("Visited,shop_visited,30d"), "--yes")).isZero();

        assertThat(run("", csv("Visited,Shop_Visited,30d", "In cart,shop_cart,30d"), "--yes"))
                .isEqualTo(4);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("1 tags in ", "1 rows in conflict", "! code Shop_Visited: stands there as shop_visited");
        assertThat(segments()).hasSize(2);
    }

    @Test
    void says_what_is_wrong_with_its_arguments() throws IOException {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("a.csv", "b.csv"),
                List.of("a.csv", "--format", "pdf"),
                List.of("a.csv", "--out"),
                List.of("a.csv", "--out", "--yes"))) {
            assertThat(BulkPixels.run(Map.of(), arguments, false, System.in, stream, stream))
                    .isEqualTo(2);
        }
        assertThat(BulkPixels.run(Map.of(), List.of("--help"), false, System.in, stream, stream))
                .isZero();
        assertThat(BulkPixels.run(
                        Map.of(),
                        List.of(directory.resolve("missing.csv").toString()),
                        false,
                        System.in,
                        stream,
                        stream))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "--format pdf: must be csv, html, url or gtm", "usage: ", "missing.csv: there is no such file");
    }

    @Test
    void goes_on_after_it_was_killed() throws Exception {
        Path file = csv(IntStream.range(0, 400)
                .mapToObj(number -> "Segment " + number + ",code_" + number + ",30d")
                .toArray(String[]::new));
        Process first = started(file);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null && !line.startsWith("Done 1"); ) {
                line = output.readLine();
            }
            first.destroyForcibly().waitFor();
        }
        assertThat(segments()).hasSizeBetween(1, 399);

        Process second = started(file);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(second.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.lines().collect(Collectors.joining("\n"))).contains("400 tags in ");
        }

        assertThat(second.waitFor()).isZero();
        assertThat(segments())
                .extracting(segment -> segment.code().orElseThrow().value())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 400)
                        .mapToObj(number -> "code_" + number)
                        .toList());
    }

    private Process started(Path file) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BulkPixels.class.getName(),
                file.toString(),
                "--out",
                directory.resolve("tags").toString(),
                "--yes");
        program.environment().putAll(environment());
        return program.redirectErrorStream(true).start();
    }
}
