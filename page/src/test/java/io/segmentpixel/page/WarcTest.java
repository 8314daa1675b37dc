package io.segmentpixel.page;

import static io.segmentpixel.page.Warcs.A;
import static io.segmentpixel.page.Warcs.B;
import static io.segmentpixel.page.Warcs.C;
import static io.segmentpixel.page.Warcs.HTML;
import static io.segmentpixel.page.Warcs.bytes;
import static io.segmentpixel.page.Warcs.chunked;
import static io.segmentpixel.page.Warcs.gzip;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records of an archive are pages, and how they are read. */
class WarcTest {
    /** On each page that has it. */
    private static final PageRule GREEN = PageRule.having("#grün");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Recorded audit(byte[]... records) throws IOException {
        return Warcs.audit(directory, SiteAudit.on(PageContext.anyScheme()), records);
    }

    /** Whether the only page of a file is read as it was meant: it holds an element whose id is no ASCII. */
    private boolean isReadRight(byte[] record) throws IOException {
        Recorded recorded = Warcs.audit(
                directory,
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

    /** A slip of those who write servers' settings, which ends no audit. */
    @Test
    void a_policy_that_begins_with_the_name_of_its_header_is_read_as_browsers_read_it() throws IOException {
        String twice = HTML + "Content-Security-Policy: Content-Security-Policy: script-src 'none'; img-src 'none'\r\n";

        Recorded recorded = audit(response(A, twice, bytes("<img src='https://secure.adnxs.com/seg?add=1&t=2'>")));

        assertThat(recorded.page(A).findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.BLOCKED_BY_POLICY);
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
    void what_is_too_large_is_a_finding_and_pictures_are_not() throws IOException {
        byte[] large = bytes("<p>text</p>".repeat(30_000));
        SiteAudit audit = SiteAudit.on(PageContext.https()).withLargestPage(100_000);

        Recorded recorded = Warcs.audit(
                directory,
                audit,
                response(A, HTML, large),
                response(B, HTML + "Content-Encoding: gzip\r\n", gzip(large)),
                response("https://shop.example/film.mp4", "Content-Type: video/mp4\r\n", large),
                page(C, "<p>c</p>"));

        assertThat(recorded.names()).containsExactly(A, B, C);
        assertThat(recorded.unreadable()).hasSize(2).allMatch(line -> line.contains("Too large: "));
    }

    @Test
    void progress_is_the_share_of_the_bytes() throws IOException {
        List<Double> shares = new ArrayList<>();
        SiteAudit audit = SiteAudit.on(PageContext.https())
                .withListener((progress, page) -> shares.add(progress.share().orElseThrow()));

        Warcs.audit(
                directory,
                audit,
                IntStream.range(0, 100)
                        .mapToObj(number -> page(A, "<p>" + number + "</p>".repeat(100)))
                        .toArray(byte[][]::new));

        assertThat(shares).hasSize(100).isSorted().allMatch(share -> share > 0 && share <= 1);
        assertThat(shares.get(99)).isGreaterThan(0.99);
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> SiteAudit.on(PageContext.https()).warc(directory.resolve("none.warc")))
                .isInstanceOf(NoSuchFileException.class);
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
