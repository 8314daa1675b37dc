package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.testkit.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(Map<String, String> environment) {
        out.reset();
        return QuickStart.run(
                environment,
                List.of(folder.toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pages.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return pages;
    }

    private static Map<String, String> environment(Sandbox sandbox) {
        return Map.of(
                "SEGMENT_API_URL", sandbox.url(),
                "SEGMENT_API_USERNAME", sandbox.username(),
                "SEGMENT_API_PASSWORD", sandbox.password(),
                "SEGMENT_API_MEMBER", sandbox.memberId().toString());
    }

    @Test
    void it_prints_four_tags_the_changed_lines_and_the_funnel() throws IOException {
        assertThat(run(Map.of())).isZero();

        assertThat(printed().lines().filter(line -> line.startsWith("<!-- Segment Pixel - ")))
                .hasSize(4);
        assertThat(printed().lines().filter(line -> line.matches("  \\S+\\.html: lines \\d+ to \\d+, written")))
                .hasSize(5);
        assertThat(printed())
                .containsPattern("retargeting +Aldermoor - visited +\\S+, \\S+ +3 \\(Ann, Ben, Cleo\\) +-")
                .containsPattern("retargeting +Aldermoor - in cart +\\S+ +2 \\(Ann, Ben\\) +67 %")
                .containsPattern("retargeting +Aldermoor - bought +\\S+ +1 \\(Ann\\) +50 %")
                .containsPattern("brand awareness +Luxury car enthusiasts +\\S+ +2 \\(Ben, Cleo\\) +-");
        assertThat(pages().values()).allSatisfy(page -> assertThat(page).containsOnlyOnce("<!-- Segment Pixel - "));
        assertThat(complaint()).isEmpty();
    }

    @Test
    void the_lines_it_names_are_those_of_the_tag() throws IOException {
        run(Map.of());

        List<String> named =
                printed().lines().filter(line -> line.contains(".html: lines")).toList();
        for (String line : named) {
            String[] words = line.strip().split("[: ,]+", -1);
            List<String> page =
                    Files.readString(folder.resolve(words[0])).lines().toList();
            assertThat(page.get(Integer.parseInt(words[2]) - 1)).contains("<!-- Segment Pixel - ");
            assertThat(page.get(Integer.parseInt(words[4]) - 1)).contains("<!-- End of Segment Pixel -->");
        }
    }

    @Test
    void a_second_run_changes_nothing() throws IOException {
        run(Map.of());
        Map<String, String> before = pages();

        assertThat(run(Map.of())).isZero();

        assertThat(pages()).isEqualTo(before);
        assertThat(printed()).doesNotContain("written").contains("as they were");
    }

    @Test
    void on_a_backend_that_is_named_it_creates_once_and_says_when_visitors_count() throws IOException {
        try (Sandbox sandbox = Sandbox.start()) {
            assertThat(run(environment(sandbox))).isZero();
            String first = printed();
            Map<String, String> before = pages();

            assertThat(run(environment(sandbox))).isZero();

            assertThat(first).contains("20 minutes").doesNotContain("loads").doesNotContain(sandbox.password());
            assertThat(printed().lines().filter(line -> line.startsWith("<script") || line.startsWith("<img")))
                    .isEqualTo(first.lines()
                            .filter(line -> line.startsWith("<script") || line.startsWith("<img"))
                            .toList());
            assertThat(pages()).isEqualTo(before);
        }
    }

    @Test
    void wrong_settings_end_with_one_sentence_and_exit_code_2() {
        Map<String, String> good = Map.of(
                "SEGMENT_API_URL", "https://api.example.com",
                "SEGMENT_API_USERNAME", "u",
                "SEGMENT_API_PASSWORD", "hidden",
                "SEGMENT_API_MEMBER", "958");
        Map<String, String> changes = Map.of(
                "SEGMENT_API_URL", "http://api.example.com",
                "SEGMENT_API_USERNAME", " ",
                "SEGMENT_API_PASSWORD", "",
                "SEGMENT_API_MEMBER", "many");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            Map<String, String> wrong = new TreeMap<>(good);
            wrong.put(change.getKey(), change.getValue());
            err.reset();

            assertThat(run(wrong)).isEqualTo(2);

            assertThat(complaint().lines()).hasSize(1);
            assertThat(complaint()).doesNotContain("hidden").isNotBlank();
            assertThat(printed()).isEmpty();
        }
    }

    @Test
    void a_backend_that_refuses_the_login_ends_with_one_sentence_and_exit_code_2() {
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> wrong = new TreeMap<>(environment(sandbox));
            wrong.put("SEGMENT_API_PASSWORD", "wrong");

            assertThat(run(wrong)).isEqualTo(2);

            assertThat(complaint().lines()).hasSize(1);
            assertThat(complaint()).contains("check user name and password");
        }
    }
}
