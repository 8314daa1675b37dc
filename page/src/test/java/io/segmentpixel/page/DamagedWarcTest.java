package io.segmentpixel.page;

import static io.segmentpixel.page.Warcs.A;
import static io.segmentpixel.page.Warcs.B;
import static io.segmentpixel.page.Warcs.C;
import static io.segmentpixel.page.Warcs.HTML;
import static io.segmentpixel.page.Warcs.bytes;
import static io.segmentpixel.page.Warcs.gzip;
import static io.segmentpixel.page.Warcs.header;
import static io.segmentpixel.page.Warcs.http;
import static io.segmentpixel.page.Warcs.info;
import static io.segmentpixel.page.Warcs.joined;
import static io.segmentpixel.page.Warcs.page;
import static io.segmentpixel.page.Warcs.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is damaged, cut off or made up in an archive costs no other record, and is said. */
class DamagedWarcTest {
    private static final boolean LONG = Boolean.getBoolean("segmentpixel.long");
    private static final int DAMAGED = LONG ? 200 : 50;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Recorded audit(byte[]... records) throws IOException {
        return Warcs.audit(directory, SiteAudit.on(PageContext.anyScheme()), records);
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
        return LONG || at < 16 || at > member.length - 16;
    }

    /** Of the header of a member, the time, the flags of the compressor and the system mean nothing. */
    private static boolean isCovered(int at) {
        return at < 4 || at > 9;
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

    /** Random damage, and the file says the same as whole records around it, and ends. */
    @Test
    void damage_anywhere_ends_nothing() throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (int number = 1; number <= 30; number++) {
            records.add(page("https://shop.example/" + number, "<p>text</p>".repeat(number * 10)));
        }
        byte[] plain = joined(records);
        byte[] compressed = joined(records.stream().map(Warcs::gzip).toList());
        for (int seed = 0; seed < DAMAGED; seed++) {
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
}
