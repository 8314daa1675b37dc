package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditSiteTest {
    private static final String CLEAN = "<p>Shoes</p>\n<img src=\"https://secure.adnxs.com/seg?add=501&t=2\">\n";
    private static final String TWICE =
            "<p>Cart</p>\n<img src=\"//ib.adnxs.com/seg?add=502&t=2\">\n<hr>\n<img src=\"//ib.adnxs.com/seg?add=502&t=2\">\n";
    private static final String OVER_HTTP = "<script src=\"http://ib.adnxs.com/seg?add=503&t=1\"></script>\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void a_site() throws IOException {
        Files.createDirectories(site().resolve("cart"));
        Files.writeString(site().resolve("index.html"), CLEAN);
        Files.writeString(site().resolve("cart/index.html"), TWICE);
        Files.writeString(site().resolve("old.html"), OVER_HTTP);
    }

    private Path site() {
        return directory.resolve("site");
    }

    private int run(Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of(site().toString()));
        all.addAll(Arrays.asList(arguments));
        return AuditSite.run(environment, all, false, print(out), print(err));
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private static PrintStream print(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void findings_are_printed_with_file_line_and_column() {
        assertThat(run("--https")).isEqualTo(1);

        assertThat(text(out))
                .contains("cart/index.html:4:1: warning duplicate: ")
                .contains("old.html:1:1: error non-secure: ")
                .doesNotContain("\nindex.html:");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "error, --https, 1",
        "warning, --https, 1",
        "never, --https, 0",
        "error, --served-at=https://shop.example/, 1",
        "warning, --leave-out=duplicate, 0",
        "note, --leave-out=duplicate, 0",
        "warning, --pages=index.html, 0",
        "error, --pages=cart/*.html, 0",
        "warning, --pages=cart/*.html, 1",
    })
    void the_exit_code_is_by_the_gravest_finding(String failing, String option, int code) {
        Stream<String> options = Stream.of(option.split("=", 2));
        String[] arguments =
                Stream.concat(Stream.of("--fail-on", failing), options).toArray(String[]::new);

        assertThat(run(arguments)).as(text(err)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"text, 'old.html:1:1: '", "json, '\"non-secure\"'", "sarif, '\"2.1.0\"'", "html, '<!DOCTYPE html>'"})
    void each_kind_of_report_goes_into_a_file(String form, String part) throws IOException {
        Path report = directory.resolve("report");

        assertThat(run("--https", "--report", form, "--out", report.toString())).isEqualTo(1);

        assertThat(Files.readString(report)).containsIgnoringCase(part);
        assertThat(text(out)).isEqualToIgnoringNewLines("3 pages, 4 pixels, 2 findings\n");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(report, site());
        }
    }

    @Test
    void a_report_may_be_read_by_whom_any_new_file_may_be() throws IOException {
        Path report = directory.resolve("report");
        Path other = Files.writeString(directory.resolve("other"), "");

        run("--out", report.toString());

        assertThat(Files.getPosixFilePermissions(report)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void where_a_report_cannot_go_is_said_before_anything_is_mended() throws IOException {
        for (Path place : List.of(site(), directory.resolve("missing/report.html"), site().resolve("old.html/x"))) {
            err.reset();
            assertThat(run("--https", "--mend", "--out", place.toString())).isEqualTo(2);
            assertThat(text(err))
                    .startsWith("audit site: --out " + place + ": ")
                    .hasLineCount(1);
        }
        assertThat(Files.readString(site().resolve("old.html"))).isEqualTo(OVER_HTTP);
    }

    @Test
    void what_needs_no_guess_is_mended_in_the_files_and_nothing_else() throws IOException {
        assertThat(run("--https", "--mend", "--fail-on", "note")).as(text(err)).isZero();
        assertThat(text(err)).isEqualToIgnoringNewLines("audit site: mended 2 findings in 2 files");

        assertThat(Files.readString(site().resolve("index.html"))).isEqualTo(CLEAN);
        assertThat(Files.readString(site().resolve("old.html"))).isEqualTo(OVER_HTTP.replace("http:", "https:"));
        assertThat(Files.readString(site().resolve("cart/index.html")))
                .isEqualTo("<p>Cart</p>\n<img src=\"//ib.adnxs.com/seg?add=502&t=2\">\n<hr>\n");
    }

    @Test
    void the_accounts_segments_are_read_from_the_backend() {
        try (Sandbox sandbox = Sandbox.start()) {
            SegmentId home = sandbox.segments().create(NewSegment.named("Home")).id();
            sandbox.segments().update(SegmentUpdate.of(home).deactivate());

            int code = run(
                    Map.of(
                            "SEGMENT_API_URL",
                            sandbox.url(),
                            "SEGMENT_API_USERNAME",
                            sandbox.username(),
                            "SEGMENT_API_PASSWORD",
                            sandbox.password(),
                            "SEGMENT_API_MEMBER",
                            sandbox.memberId().toString()),
                    "--account");

            assertThat(code).isEqualTo(1);
            assertThat(text(out)).contains("unknown-segment").contains("Home");
        }
    }

    @Test
    void a_warc_file_is_read_and_not_mended() throws IOException {
        Path warc = directory.resolve("crawl.warc");
        String page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + OVER_HTTP.length() + "\r\n\r\n"
                + OVER_HTTP;
        Files.writeString(
                warc,
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://shop.example/old\r\n"
                        + "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:6d8f6e1c-0b1c-4c9a-9a3e-3f1d2c4b5a69>\r\n"
                        + "Content-Type: application/http;msgtype=response\r\nContent-Length: " + page.length()
                        + "\r\n\r\n" + page + "\r\n\r\n");

        assertThat(AuditSite.run(Map.of(), List.of(warc.toString()), false, print(out), print(err)))
                .as(text(err))
                .isEqualTo(1);
        assertThat(text(out)).contains("https://shop.example/old:1:1: error non-secure: ");
        assertThat(AuditSite.run(Map.of(), List.of(warc.toString(), "--mend"), false, print(out), print(err)))
                .isEqualTo(2);
        assertThat(text(err)).contains("--mend: needs the directory of a site");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--https --http",
                "--report xml",
                "--report html",
                "--fail-on sometimes",
                "--leave-out nothing",
                "--threads many",
                "--threads 0",
                "--served-at shop",
                "--also-from not/a/host",
                "--funnel missing.csv",
                "--account",
                "--unknown",
                "--out",
                "another"
            })
    void wrong_input_is_said_in_one_line(String options) {
        assertThat(run(options.split(" "))).isEqualTo(2);

        assertThat(text(err)).startsWith("audit site: ").hasLineCount(1);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void pages_of_a_funnel_must_bear_the_pixels_of_their_steps() throws IOException {
        Path funnel = directory.resolve("funnel.csv");
        Files.writeString(funnel, "step,segment,pages\nCart,502,cart/*.html\nOld,503,\"{old,index}.html\"\n");

        assertThat(run("--funnel", funnel.toString(), "--fail-on", "never"))
                .as(text(err))
                .isZero();

        assertThat(text(out).lines().filter(line -> line.matches("\\S+:1:1: .*missing-from-funnel: .*")))
                .singleElement()
                .asString()
                .startsWith("index.html:");
    }

    @Test
    void calls_to_further_hosts_are_found_where_they_are_named() throws IOException {
        Files.writeString(
                site().resolve("index.html"),
                "<img src=\"https://pixels.reseller.example/seg?add=1,2&value=5&t=2\" alt>");

        assertThat(run("--fail-on", "never")).isZero();
        assertThat(text(out)).doesNotContain("plain-value");
        assertThat(run("--also-from", "tags.example,pixels.reseller.example", "--fail-on", "never"))
                .isZero();
        assertThat(text(out)).contains("index.html:1:1: ").contains("plain-value");
    }

    @Test
    void a_site_without_a_page_is_wrong_input_and_no_success() {
        assertThat(run("--pages", "**.aspx", "--fail-on", "never")).isEqualTo(2);

        assertThat(text(err)).isEqualToIgnoringNewLines("audit site: no page was found in " + site());
    }

    /** Else a wrong path in a build is a site without findings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>no archive</html>",
                "\u0001\u0002\u0003",
                "\u001f\u008b",
                "WARC/1.1\r\nWARC-Type: resp"
            })
    void what_is_no_warc_is_wrong_input_and_no_success(String bytes) throws IOException {
        Path file = Files.write(directory.resolve("crawl.warc"), bytes.getBytes(StandardCharsets.ISO_8859_1));

        for (String leftOut : List.of("lazy-image", "unreadable")) {
            err.reset();
            List<String> arguments = List.of(file.toString(), "--fail-on", "never", "--leave-out", leftOut);
            assertThat(AuditSite.run(Map.of(), arguments, false, print(out), print(err)))
                    .isEqualTo(2);
            assertThat(text(err)).isEqualToIgnoringNewLines("audit site: no page could be read in " + file);
        }
        assertThat(text(out)).contains("crawl.warc").contains("unreadable: ");
    }

    @Test
    void one_page_that_can_be_read_is_a_site() throws IOException {
        Files.createSymbolicLink(site().resolve("link.html"), Path.of("gone.html"));

        assertThat(run("--pages", "{index,link}.html", "--fail-on", "never")).isZero();
        assertThat(run("--pages", "{index,link}.html", "--fail-on", "warning")).isEqualTo(1);
        assertThat(run("--pages", "link.html", "--fail-on", "never")).isEqualTo(2);
    }

    @Test
    void progress_is_shown_on_a_terminal() {
        AuditSite.run(Map.of(), List.of(site().toString()), true, print(out), print(err));

        assertThat(text(err)).contains("Pages 3 (100 %)");
        assertThat(text(out)).doesNotContain("Pages 3");
    }
}
