package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages as bytes: outside the tag each stays as it was, in whatever charset, and also where they are no text at all. */
class PageBytesTest {
    private static final Segment SEGMENT =
            Segment.of(SegmentId.of(528336), MemberId.of(958), "Café \u65e5\u672c \ud83d\ude00");
    private static final PixelExport EXPORT = PixelExport.of(SEGMENT);
    private static final PagePlacer PLACER = PagePlacer.atEndOfBody();
    private static final String NAME = SEGMENT.shortName();
    private static final String ENTITIES = "Caf&#233; &#26085;&#26412; &#128512;";

    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Charset JAPANESE = Charset.forName("windows-31j");
    private static final String FRENCH = "Caf\u00e9";

    /** One of them has a backslash for its second byte. */
    private static final String KANJI = "\u65e5\u672c\u8a9e \u8868\u793a";

    /** A page in bytes, and how the name is to stand in it, read in what charset. */
    private record Encoded(String name, String hex, Charset charset, String segmentName) {
        Encoded(String name, byte[] bytes, Charset charset, String segmentName) {
            this(name, HexFormat.of().formatHex(bytes), charset, segmentName);
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static String page(String head, String text) {
        return "<!DOCTYPE html>\n<html>\n<head>\n" + head + "</head>\n<body>\n  <p>" + text
                + "</p>\n</body>\n</html>\n";
    }

    private static String meta(String charset) {
        return "<meta charset=\"" + charset + "\">\n";
    }

    private static byte[] with(byte[] start, byte[] rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(start);
        all.writeBytes(rest);
        return all.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** A page whose text is these bytes. */
    private static byte[] around(String head, byte[] text) {
        String page = page(head, "@");
        int at = page.indexOf('@');
        return with(
                with(page.substring(0, at).getBytes(StandardCharsets.US_ASCII), text),
                page.substring(at + 1).getBytes(StandardCharsets.US_ASCII));
    }

    static Stream<Encoded> pages() {
        return Stream.of(unicode(), others(), guessed(), wrong()).flatMap(pages -> pages);
    }

    /** Pages in UTF-8 and UTF-16. */
    private static Stream<Encoded> unicode() {
        return Stream.of(
                new Encoded("UTF-8", page(meta("utf-8"), KANJI).getBytes(UTF_8), UTF_8, NAME),
                new Encoded(
                        "UTF-8, CRLF",
                        page(meta("utf-8"), KANJI).replace("\n", "\r\n").getBytes(UTF_8),
                        UTF_8,
                        NAME),
                new Encoded(
                        "UTF-8, CR",
                        page(meta("utf-8"), KANJI).replace("\n", "\r").getBytes(UTF_8),
                        UTF_8,
                        NAME),
                new Encoded("UTF-8 with BOM", ("\ufeff" + page("", KANJI)).getBytes(UTF_8), UTF_8, NAME),
                new Encoded(
                        "UTF-8 with BOM that says otherwise",
                        ("\ufeff" + page(meta("iso-8859-1"), KANJI)).getBytes(UTF_8),
                        UTF_8,
                        NAME),
                new Encoded(
                        "UTF-16LE with BOM",
                        with(hex("fffe"), page("", KANJI).getBytes(StandardCharsets.UTF_16LE)),
                        StandardCharsets.UTF_16LE,
                        NAME),
                new Encoded(
                        "UTF-16BE with BOM",
                        with(hex("feff"), page(meta("utf-16"), KANJI).getBytes(StandardCharsets.UTF_16BE)),
                        StandardCharsets.UTF_16BE,
                        NAME));
    }

    /** Pages in other charsets, of which browsers know them by what they say. */
    private static Stream<Encoded> others() {
        return Stream.of(
                new Encoded(
                        "windows-1252",
                        page(meta("windows-1252"), FRENCH).getBytes(WINDOWS),
                        WINDOWS,
                        FRENCH + " &#26085;&#26412; &#128512;"),
                new Encoded(
                        "ISO-8859-1, which browsers read as windows-1252",
                        page("<meta http-equiv=content-type content='text/html; charset=ISO-8859-1'>\n", "\u20ac")
                                .getBytes(WINDOWS),
                        WINDOWS,
                        FRENCH + " &#26085;&#26412; &#128512;"),
                new Encoded(
                        "Shift_JIS",
                        page(meta("Shift_JIS"), KANJI).getBytes(JAPANESE),
                        JAPANESE,
                        "Caf&#233; \u65e5\u672c &#128512;"),
                new Encoded(
                        "GBK",
                        page(meta("gb2312"), KANJI).getBytes(Charset.forName("GBK")),
                        Charset.forName("GBK"),
                        "Caf\u00e9 \u65e5\u672c &#128512;"),
                new Encoded(
                        "EUC-JP",
                        page(meta("euc-jp"), KANJI).getBytes(Charset.forName("EUC-JP")),
                        Charset.forName("EUC-JP"),
                        "Caf\u00e9 \u65e5\u672c &#128512;"));
    }

    /** Pages that say no charset that counts. */
    private static Stream<Encoded> guessed() {
        return Stream.of(
                new Encoded("UTF-8 that says nothing", page("", FRENCH).getBytes(UTF_8), UTF_8, NAME),
                new Encoded("ASCII that says nothing", page("", "a").getBytes(UTF_8), UTF_8, ENTITIES),
                new Encoded("windows-1252 that says nothing", page("", FRENCH).getBytes(WINDOWS), WINDOWS, ENTITIES),
                new Encoded(
                        "a charset that nobody knows",
                        page(meta("klingon"), "a").getBytes(UTF_8),
                        UTF_8,
                        ENTITIES),
                new Encoded(
                        "a charset in a comment",
                        page("<!-- " + meta("utf-8") + " -->", "a").getBytes(UTF_8),
                        UTF_8,
                        ENTITIES));
    }

    /** Pages that are not what they say. */
    private static Stream<Encoded> wrong() {
        return Stream.of(
                new Encoded(
                        "wrongly declared UTF-8", page(meta("utf-8"), FRENCH).getBytes(WINDOWS), UTF_8, NAME),
                new Encoded(
                        "wrongly declared windows-1252",
                        page(meta("windows-1252"), KANJI).getBytes(UTF_8),
                        WINDOWS,
                        FRENCH + " &#26085;&#26412; &#128512;"),
                new Encoded(
                        "half characters of UTF-8",
                        around(meta("utf-8"), hex("e4b8c3f09f9880f09fc080ff80")),
                        UTF_8,
                        NAME),
                new Encoded(
                        "half characters of Shift_JIS",
                        around(meta("shift_jis"), hex("81fd93fa96818080a0ff")),
                        JAPANESE,
                        "Caf&#233; \u65e5\u672c &#128512;"),
                new Encoded(
                        "bytes that windows-1252 has no characters for",
                        around(meta("windows-1252"), hex("818d8f909d")),
                        WINDOWS,
                        FRENCH + " &#26085;&#26412; &#128512;"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_byte_outside_the_tag_is_as_before_and_the_name_is_readable(Encoded page) {
        byte[] placed = PLACER.place(page.bytes(), EXPORT, ExportFormats.htmlTag());

        bytesOutsideTheTagAreEqual(page.bytes(), placed);
        assertThat(new String(placed, page.charset()))
                .contains("<!-- Segment Pixel - " + page.segmentName() + " - DO NOT MODIFY -->");
        assertThat(PLACER.place(placed, EXPORT, ExportFormats.htmlTag())).isEqualTo(placed);
        assertThat(PLACER.replace(placed, List.of(EXPORT), ExportFormats.htmlTag()))
                .isEqualTo(placed);
        assertThat(PLACER.remove(placed, EXPORT.call())).isEqualTo(page.bytes());
        assertThat(PLACER.removeAll(placed)).isEqualTo(page.bytes());
    }

    private static void bytesOutsideTheTagAreEqual(byte[] page, byte[] placed) {
        assertThat(placed.length).isGreaterThan(page.length);
        int same = Arrays.mismatch(page, placed);
        int rest = page.length - same;
        assertThat(Arrays.copyOfRange(placed, placed.length - rest, placed.length))
                .isEqualTo(Arrays.copyOfRange(page, same, page.length));
    }

    @Test
    void pages_of_bytes_by_chance_keep_them() {
        IntStream.range(0, 2_000).forEach(seed -> {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            List<String> charsets =
                    List.of("utf-8", "windows-1252", "shift_jis", "gbk", "euc-jp", "big5", "koi8-r", "");
            String charset = charsets.get(random.nextInt(charsets.size()));
            byte[] page = around(charset.isEmpty() ? "" : meta(charset), noise);
            try {
                byte[] placed = PLACER.place(page, EXPORT, ExportFormats.htmlTag());
                assertThat(PLACER.remove(placed, EXPORT.call()))
                        .as("seed %d", seed)
                        .isEqualTo(page);
                bytesOutsideTheTagAreEqual(page, placed);
            } catch (PlacementException refused) {
                assertThat(new String(noise, StandardCharsets.ISO_8859_1))
                        .as("%d: %s", seed, refused)
                        .contains("<");
            }
        });
    }

    @Test
    void the_http_header_counts_more_than_the_page_and_less_than_a_byte_order_mark() {
        Charset windows = Charset.forName("windows-1252");
        byte[] page = page(meta("utf-8"), "Caf\u00e9").getBytes(windows);
        PagePlacer placer = PLACER.on(PageContext.https().withCharset(windows));

        assertThat(new String(placer.place(page, EXPORT, ExportFormats.htmlTag()), windows))
                .contains("Pixel - Caf\u00e9 &#26085;");
        byte[] marked = with(hex("efbbbf"), page("", "a").getBytes(StandardCharsets.UTF_8));
        assertThat(new String(placer.place(marked, EXPORT, ExportFormats.htmlTag()), StandardCharsets.UTF_8))
                .contains("Pixel - " + SEGMENT.shortName());
    }

    @Test
    void a_charset_that_shifts_is_shifted_back_before_the_tag() {
        Charset shifting = Charset.forName("ISO-2022-JP");
        byte[] page =
                "<html><head><meta charset=iso-2022-jp></head><body>\u65e5\u672c</body></html>".getBytes(shifting);

        byte[] placed = PLACER.place(page, EXPORT, ExportFormats.htmlTag());

        bytesOutsideTheTagAreEqual(page, placed);
        assertThat(new String(placed, shifting))
                .contains("<body>\u65e5\u672c<!-- Segment Pixel - Caf&#233; \u65e5\u672c");
        assertThat(PLACER.remove(placed, EXPORT.call())).isEqualTo(page);
    }

    @Test
    void a_tag_stays_where_the_bytes_around_it_would_become_another_character() {
        String tag = "<img src=\"" + EXPORT.asImage().url() + "\">";
        byte[] text = with(with(hex("81"), tag.getBytes(StandardCharsets.US_ASCII)), hex("41"));

        assertThatThrownBy(() -> PLACER.removeAll(around(meta("shift_jis"), text)))
                .isInstanceOf(PlacementException.class)
                .hasMessage("bytes: in windows-31j they would be read as something else beside the tag; save the page"
                        + " in UTF-8");
    }

    @Test
    void what_is_not_changed_is_the_same_array() {
        byte[] page = page(meta("utf-8"), "a").getBytes(StandardCharsets.UTF_8);
        byte[] placed = PLACER.place(page, EXPORT, ExportFormats.htmlTag());

        assertThat(PLACER.place(placed, List.of(EXPORT), ExportFormats.htmlTag()))
                .isSameAs(placed);
        assertThat(PLACER.removeAll(page)).isSameAs(page);
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_by_name() {
        byte[] none = null;

        assertThatThrownBy(() -> PLACER.removeAll(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("html");
    }

    @Test
    void utf_16_that_does_not_say_so_is_refused() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] page = "<html><body>\u20ac</body></html>".getBytes(charset);

            assertThatThrownBy(() -> PagePlacer.atEndOfBody().place(page, PlacementLaws.IMAGE, ExportFormats.htmlTag()))
                    .isInstanceOf(PlacementException.class)
                    .hasMessageContaining("UTF-16 without a byte order mark");
            byte[] placed = PagePlacer.atEndOfBody()
                    .on(PageContext.https().withCharset(charset))
                    .place(page, PlacementLaws.IMAGE, ExportFormats.htmlTag());
            assertThat(new String(placed, charset)).contains("\u20ac").contains("add=528336");
        }
    }

    @Test
    void utf_16_alone_is_read_as_browsers_read_it() {
        byte[] page = "<html><body>\u20ac</body></html>".getBytes(StandardCharsets.UTF_16LE);

        byte[] placed = PagePlacer.atEndOfBody()
                .on(PageContext.https().withCharset(StandardCharsets.UTF_16))
                .place(page, PlacementLaws.IMAGE, ExportFormats.htmlTag());

        assertThat(new String(placed, StandardCharsets.UTF_16LE)).startsWith("<html><body>\u20ac<!-- Segment");
    }
}
