package io.segmentpixel.page;

import static io.segmentpixel.page.Warcs.HTML;
import static io.segmentpixel.page.Warcs.bytes;
import static io.segmentpixel.page.Warcs.chunked;
import static io.segmentpixel.page.Warcs.gzip;
import static io.segmentpixel.page.Warcs.header;
import static io.segmentpixel.page.Warcs.http;
import static io.segmentpixel.page.Warcs.info;
import static io.segmentpixel.page.Warcs.joined;
import static io.segmentpixel.page.Warcs.page;
import static io.segmentpixel.page.Warcs.record;
import static io.segmentpixel.page.Warcs.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarcTest {
    private static final String A = "https://shop.example/a.html";
    private static final String B = "https://shop.example/b.html";
    private static final String C = "http://shop.example/c.html";

    /** On each page that has it. */
    private static final PageRule GREEN = PageRule.having("#grün");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Recorded audit(byte[]... records) throws IOException {
        return audit(SiteAudit.on(PageContext.anyScheme()), records);
    }

    private Recorded audit(SiteAudit audit, byte[]... records) throws IOException {
        Path file = Files.write(directory.resolve("crawl.warc"), joined(records));
        Recorded recorded = new Recorded();
        AuditSummary summary = audit.withThreads(2).warc(file, recorded);
        assertThat(recorded.ends).containsExactly(summary);
        assertThat(summary.pages()).isEqualTo(recorded.pages.size());
        return recorded;
    }

    /** Whether the only page of a file is read as it was meant: it holds an element whose id is no ASCII. */
    private boolean isReadRight(byte[] record) throws IOException {
        Recorded recorded = audit(
                SiteAudit.on(PageContext.anyScheme())
                        .withFunnel(Funnel.named("x").step(Sites.HOME, GREEN)),
                record);
        assertThat(recorded.unreadable()).isEmpty();
        assertThat(recorded.pages).hasSize(1);
        return recorded.ends.get(0).stepsWithoutPages().isEmpty();
    }

    @Test
    void pages_are_html_that_came_with_status_200() throws IOException {
        Recorded recorded = audit(
                info(),
                record("request", A, "application/http; msgtype=request", bytes("GET / HTTP/1.1\r\n\r\n")),
                page(A, "<p>a</p>"),
                response("https://shop.example/logo.png", "Content-Type: image/png\r\n", new byte[5_000]),
                response(A, http("404 Not Found", HTML, bytes("<p>no</p>"))),
                response(A, http("301 Moved", HTML + "Location: /b\r\n", new byte[0])),
                response(B, "Content-Type: application/xhtml+xml\r\n", bytes("<html></html>")),
                record("resource", C, "text/html", bytes("<p>c</p>")),
                record("resource", C, "text/css", bytes("p {}")),
                record("response", "dns:shop.example", "text/dns", bytes("20261124 shop.example. 60 IN A 127.0.0.1")),
                record(
                        "revisit",
                        A,
                        "application/http; msgtype=response",
                        bytes("HTTP/1.1 200 OK\r\n" + HTML + "\r\n")),
                record("metadata", A, "application/warc-fields", bytes("x: y\r\n")),
                page(A, "<p>again</p>"));

        assertThat(recorded.names()).containsExactly(A, B, C, A);
        assertThat(recorded.unreadable()).isEmpty();
    }

    @Test
    void the_charset_of_the_header_counts() throws IOException {
        byte[] body = "<p id=grün></p>".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(isReadRight(response(A, "Content-Type: text/html; charset=\"ISO-8859-1\"\r\n", body)))
                .isTrue();
        assertThat(isReadRight(response(A, "content-type:text/html;charset=utf-8\r\n", body)))
                .isFalse();
        assertThat(isReadRight(record("resource", A, "text/html; charset=iso-8859-1", body)))
                .isTrue();
    }

    @Test
    void encodings_of_the_transfer_are_taken_off() throws IOException {
        byte[] body = bytes("<p id=grün>" + "some text ".repeat(50) + "</p>");

        assertThat(isReadRight(response(A, HTML + "Transfer-Encoding: chunked\r\n", chunked(body))))
                .isTrue();
        assertThat(isReadRight(response(A, HTML + "Content-Encoding: gzip\r\n", gzip(body))))
                .isTrue();
        assertThat(isReadRight(response(
                        A, HTML + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(gzip(body)))))
                .isTrue();
        assertThat(isReadRight(response(A, HTML + "Content-Encoding: deflate\r\n", deflated(body, false))))
                .isTrue();
        assertThat(isReadRight(response(A, HTML + "Content-Encoding: deflate\r\n", deflated(body, true))))
                .isTrue();
        assertThat(isReadRight(response(A, HTML + "Content-Encoding: identity\r\n", body)))
                .isTrue();
    }

    private static byte[] deflated(byte[] body, boolean isBare) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, new Deflater(9, isBare))) {
            out.write(body);
        }
        return compressed.toByteArray();
    }

    /** As archives write them that keep the header and decode the page. */
    @Test
    void a_page_that_is_decoded_already_is_read_in_spite_of_its_header() throws IOException {
        byte[] body = bytes("<p id=grün></p>");

        assertThat(isReadRight(response(A, HTML + "Content-Encoding: gzip\r\n", body)))
                .isTrue();
        assertThat(isReadRight(response(A, HTML + "Transfer-Encoding: chunked\r\n", body)))
                .isTrue();
    }

    @Test
    void a_body_that_is_damaged_or_in_an_unknown_encoding_is_a_finding_on_its_page() throws IOException {
        byte[] compressed = gzip(bytes("<p>text</p>".repeat(100)));
        compressed[compressed.length - 5] ^= 1;

        Recorded recorded = audit(
                response(A, HTML + "Content-Encoding: gzip\r\n", compressed),
                response(A, HTML + "Content-Encoding: gzip\r\n", Arrays.copyOf(compressed, 30)),
                response(A, HTML + "Content-Encoding: rot13\r\n", bytes("x")),
                response(A, HTML + "Transfer-Encoding: chunked\r\n", bytes("20\r\nshort")),
                response(A, bytes("")),
                response(A, bytes("no header at all")),
                page(B, "<p>b</p>"));

        assertThat(recorded.unreadable()).hasSize(6).allMatch(line -> line.startsWith(A + ": "));
    }

    @Test
    void the_address_and_the_headers_say_what_is_known_of_a_page() {
        PageContext all = PageContext.anyScheme().withContentSecurityPolicy("img-src a.example");
        WebPage page = WebPage.of(A, bytes("<p>"))
                .withContentSecurityPolicy("img-src b.example, script-src c.example")
                .withContentSecurityPolicy("img-src d.example");

        assertThat(page.in(all).isSecure()).contains(true);
        assertThat(WebPage.of(C, bytes("<p>")).in(PageContext.https()).isSecure())
                .contains(false);
        assertThat(WebPage.of("ftp://x/", bytes("<p>")).in(all).isSecure()).isEmpty();
        assertThat(page.in(all).audit().policies().stream().map(String::strip))
                .containsExactly("img-src a.example", "img-src b.example", "script-src c.example", "img-src d.example");
        assertThat(page.withCharset(StandardCharsets.ISO_8859_1).in(all).charset())
                .contains(StandardCharsets.ISO_8859_1);
    }

    @Test
    void the_headers_of_a_response_are_its_pages() throws IOException {
        String type = "Content-Type: text/html; charset=windows-1251\r\n";
        String policies = "Content-Security-Policy: img-src a.example\r\n";
        byte[] http = http(
                "200 OK", type + policies + policies.toLowerCase(Locale.ROOT).replace("a.", "b."), bytes("<p>"));
        WarcItem item = WarcItem.page(A, 0, true, "application/http", http);

        PageContext context = WarcPage.of(item, Sites.LIMITS).in(PageContext.anyScheme());

        assertThat(context.audit().policies()).containsExactly("img-src a.example", "img-src b.example");
        assertThat(context.charset())
                .hasValueSatisfying(charset -> assertThat(charset.name()).isEqualTo("windows-1251"));
        assertThat(context.isSecure()).contains(true);
    }

    @Test
    void an_empty_file_and_one_that_is_no_warc_are_findings() throws IOException {
        assertThat(audit().unreadable()).containsExactly("crawl.warc: The file is empty.");
        assertThat(audit(bytes("<html>no archive</html>")).unreadable())
                .singleElement()
                .asString()
                .startsWith("crawl.warc, byte 0: A damaged record: ");
        assertThat(audit(gzip(bytes("<html>no archive</html>"))).unreadable())
                .singleElement()
                .asString()
                .startsWith("crawl.warc, byte 0: A damaged record: ");
    }

    @Test
    void a_file_that_holds_no_record_is_a_finding() throws IOException {
        String sentence = "crawl.warc: The file holds no record.";

        assertThat(audit(bytes("\r\n\r\n")).unreadable()).containsExactly(sentence);
        assertThat(audit(bytes("\n".repeat(30_000))).unreadable()).containsExactly(sentence);
        assertThat(audit(gzip(new byte[0])).unreadable()).containsExactly(sentence);
        assertThat(audit(gzip(bytes("\r\n"))).unreadable()).containsExactly(sentence);
        assertThat(audit(info()).pages).isEmpty();
        assertThat(audit(gzip(info()), gzip(new byte[0])).pages).isEmpty();
    }

    @Test
    void a_header_that_is_cut_off_is_said_in_words() throws IOException {
        byte[] header = Arrays.copyOf(page(A, "<p>a</p>"), 100);

        assertThat(audit(header).unreadable())
                .containsExactly("crawl.warc, byte 0: A damaged record: it is cut off: its header does not end.");
        assertThat(audit(gzip(header)).unreadable())
                .containsExactly("crawl.warc, byte 0: A damaged record: it is cut off: its header does not end.");
    }

    /** As browsers do it: MIME Sniffing. */
    @Test
    void a_response_without_a_type_is_a_page_if_it_begins_like_one() throws IOException {
        String none = "Server: x\r\n";
        for (String begin :
                List.of("<!DOCTYPE html>", "\n <html >", "\ufeff<head>", "<body >", "<!-- a", "<script >", "<p>")) {
            byte[] body = bytes(begin + "<p>".repeat(1_000));
            assertThat(audit(response(A, none, body)).names()).as(begin).containsExactly(A);
            assertThat(audit(response(A, none + "Content-Encoding: gzip\r\n", gzip(body)))
                            .names())
                    .as(begin)
                    .containsExactly(A);
            assertThat(audit(response(A, none + "Transfer-Encoding: chunked\r\n", chunked(body)))
                            .names())
                    .as(begin)
                    .containsExactly(A);
            assertThat(audit(response(A, "Content-Type: text/plain\r\n", body)).pages)
                    .isEmpty();
            assertThat(audit(response(A, http("404 Not Found", none, body))).pages)
                    .isEmpty();
        }
        for (String begin :
                List.of("", "a <p>", "<rss>", "<htmlx>", "{\"a\": \"<p>\"}", "<?xml version=\"1.0\"?><html>")) {
            assertThat(audit(response(A, none, bytes(begin))).pages).as(begin).isEmpty();
        }
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> SiteAudit.on(PageContext.https()).warc(directory.resolve("none.warc")))
                .isInstanceOf(NoSuchFileException.class);
    }

    /** What is wrong, by what is done to the middle one of three records. */
    @ParameterizedTest
    @ValueSource(
            strings = {"version", "header", "length", "too long", "too short", "endless", "negative", "cut off", "twice"
            })
    void behind_a_damaged_record_reading_goes_on(String damage) throws IOException {
        byte[] first = page(A, "<p>a</p>");
        byte[] middle = page(B, "<p>b</p>".repeat(50));
        String text = new String(middle, StandardCharsets.UTF_8);
        String length = "Content-Length: " + http("200 OK", HTML, bytes("<p>b</p>".repeat(50))).length;
        byte[] damaged = bytes(
                switch (damage) {
                    case "version" -> text.replace("WARC/1.1\r\nWARC-Type", "WARC/x.1\r\nWARC-Type");
                    case "header" -> text.replace("WARC-Date: ", "WARC Date ");
                    case "length" -> text.replace(length, "Content-Length: many");
                    case "too long" -> text.replace(length, length + "0");
                    case "too short" -> text.replace(length, "Content-Length: 100");
                    case "endless" -> text.replace(length, "Content-Length: 99999999999");
                    case "negative" -> text.replace(length, "Content-Length: -5");
                    case "cut off" -> text.substring(0, text.length() - 100);
                    default -> text.replace(length, length + "\r\n" + length);
                });
        assertThat(damaged).isNotEqualTo(middle);
        String name = "crawl.warc, byte " + first.length;

        Recorded recorded = audit(first, damaged, page(C, "<p>c</p>"), page(A, "<p>again</p>"));

        assertThat(recorded.names()).containsExactly(A, name, C, A);
        assertThat(recorded.unreadable()).singleElement().asString().startsWith(name + ": A damaged record: ");
        Recorded compressed =
                audit(gzip(first), gzip(damaged), gzip(page(C, "<p>c</p>")), gzip(page(A, "<p>again</p>")));
        assertThat(compressed.names()).containsExactly(A, "crawl.warc, byte " + gzip(first).length, C, A);
        assertThat(compressed.unreadable()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 200, 250, 300, 420, 500})
    void a_file_that_is_cut_off_has_one_damaged_record_at_its_end(int left) throws IOException {
        byte[] first = page(A, "<p>a</p>");
        byte[] second = page(B, "<p>b</p>".repeat(50));
        byte[] packed = gzip(second);

        Recorded plain = audit(first, Arrays.copyOf(second, left));
        Recorded compressed = audit(gzip(first), Arrays.copyOf(packed, Math.min(left, packed.length - 1)));

        assertThat(plain.names()).containsExactly(A, "crawl.warc, byte " + first.length);
        assertThat(compressed.names()).containsExactly(A, "crawl.warc, byte " + gzip(first).length);
        assertThat(plain.unreadable()).hasSize(1);
        assertThat(compressed.unreadable()).hasSize(1);
    }

    /** Whatever byte it is, the other two records are read, and this one is not taken for what it is not. */
    @Test
    void a_damaged_member_of_gzip_costs_no_other_record() throws IOException {
        byte[] first = gzip(page(A, "<p>a</p>"));
        byte[] middle = gzip(page(B, "<p>b</p>".repeat(50)));
        byte[] last = gzip(page(C, "<p>c</p>"));
        for (int at = 0; at < middle.length; at += isEach(at, middle) ? 1 : 7) {
            byte[] damaged = middle.clone();
            damaged[at] ^= 0x55;

            Recorded recorded = audit(first, damaged, last);

            assertThat(recorded.names()).as("byte " + at).startsWith(A).endsWith(C);
            if (isCovered(at)) {
                assertThat(recorded.names()).as("byte " + at).containsExactly(A, "crawl.warc, byte " + first.length, C);
                assertThat(recorded.unreadable()).hasSize(1);
            }
        }
    }

    private static boolean isEach(int at, byte[] member) {
        return Boolean.getBoolean("segmentpixel.long") || at < 16 || at > member.length - 16;
    }

    /** Of the header of a member, the time, the flags of the compressor and the system mean nothing. */
    private static boolean isCovered(int at) {
        return at < 4 || at > 9;
    }

    @Test
    void members_of_gzip_may_hold_many_records_or_parts_of_one() throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            records.add(page("https://shop.example/" + number, "<p>text</p>".repeat(number * 200)));
        }
        byte[] all = joined(records);
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < all.length; at += 10_007) {
            parts.add(gzip(Arrays.copyOfRange(all, at, Math.min(all.length, at + 10_007))));
        }

        List<String> names = audit(all).names();

        assertThat(names).hasSize(20);
        assertThat(audit(gzip(all)).names()).isEqualTo(names);
        assertThat(audit(joined(parts)).names()).isEqualTo(names);
    }

    @Test
    void between_records_there_may_be_more_or_fewer_line_ends() throws IOException {
        byte[] first = page(A, "<p>a</p>");

        Recorded recorded = audit(
                first,
                bytes("\r\n\r\n\n\n"),
                Arrays.copyOf(page(B, "<p>b</p>"), page(B, "<p>b</p>").length - 3),
                Arrays.copyOf(first, first.length - 4));

        assertThat(recorded.names()).containsExactly(A, B, A);
        assertThat(recorded.unreadable()).isEmpty();
        assertThat(audit(first, bytes("\n".repeat(30_000))).names()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void what_is_too_large_is_a_finding_and_pictures_are_not() throws IOException {
        byte[] large = bytes("<p>text</p>".repeat(30_000));
        SiteAudit audit = SiteAudit.on(PageContext.https()).withLargestPage(100_000);

        Recorded recorded = audit(
                audit,
                response(A, HTML, large),
                response(B, HTML + "Content-Encoding: gzip\r\n", gzip(large)),
                response("https://shop.example/film.mp4", "Content-Type: video/mp4\r\n", large),
                page(C, "<p>c</p>"));

        assertThat(recorded.names()).containsExactly(A, B, C);
        assertThat(recorded.unreadable()).hasSize(2).allMatch(line -> line.contains("Too large: "));
    }

    @Test
    void a_header_that_never_ends_is_not_read_to_its_end() throws IOException {
        byte[] endless = joined(bytes("WARC/1.1\r\nX: "), bytes("x".repeat(1_000_000)));

        Recorded recorded = audit(endless, bytes("\r\n\r\n"), page(A, "<p>a</p>"));

        assertThat(recorded.names()).containsExactly("crawl.warc, byte 0", A);
    }

    @Test
    void a_record_that_claims_what_is_not_there_hides_nothing() throws IOException {
        byte[] inner = page(B, "<p>b</p>");

        Recorded recorded = audit(header("response", A, "application/http", 1_000_000), inner);

        assertThat(recorded.names()).containsExactly("crawl.warc, byte 0", B);
    }

    @Test
    void progress_is_the_share_of_the_bytes() throws IOException {
        List<Double> shares = new ArrayList<>();
        SiteAudit audit = SiteAudit.on(PageContext.https())
                .withListener((progress, page) -> shares.add(progress.share().orElseThrow()));

        audit(
                audit,
                IntStream.range(0, 100)
                        .mapToObj(number -> page(A, "<p>" + number + "</p>".repeat(100)))
                        .toArray(byte[][]::new));

        assertThat(shares).hasSize(100).isSorted().allMatch(share -> share > 0 && share <= 1);
        assertThat(shares.get(99)).isGreaterThan(0.99);
    }

    /** Random damage, and the file says the same as whole records around it, and ends. */
    @Test
    void damage_anywhere_ends_nothing() throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (int number = 1; number <= 30; number++) {
            records.add(page("https://shop.example/" + number, "<p>text</p>".repeat(number * 10)));
        }
        byte[] plain = joined(records);
        byte[] compressed = joined(records.stream().map(Warcs::gzip).toList());
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] damaged = (seed % 2 == 0 ? plain : compressed).clone();
            for (int times = random.nextInt(4); times >= 0; times--) {
                int at = 2 + random.nextInt(damaged.length - 200);
                for (int length = random.nextInt(100); length >= 0; length--) {
                    damaged[at + length] = (byte) random.nextInt();
                }
            }

            Recorded recorded = audit(damaged);

            assertThat(recorded.pages).as("seed " + seed).hasSizeBetween(15, 40);
        }
    }

    @Test
    void without_the_library_it_says_which_one_is_missing() throws Exception {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jwarc"))
                .map(WarcTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> context = loader.loadClass(PageContext.class.getName());
            Class<?> audit = loader.loadClass(SiteAudit.class.getName());
            Class<?> report = loader.loadClass(AuditReport.class.getName());
            Object made = audit.getMethod("on", context)
                    .invoke(null, context.getMethod("https").invoke(null));

            assertThatThrownBy(() -> audit.getMethod("warc", Path.class, report.arrayType())
                            .invoke(made, directory.resolve("a.warc"), Array.newInstance(report, 0)))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("org.netpreserve:jwarc");
            assertThat(audit.getMethod("directory", Path.class, report.arrayType())
                            .invoke(made, directory, Array.newInstance(report, 0)))
                    .asString()
                    .contains("0 pages");
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
