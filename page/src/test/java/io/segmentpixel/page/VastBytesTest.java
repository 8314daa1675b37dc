package io.segmentpixel.page;

import static io.segmentpixel.page.VastPixels.IMPRESSION;
import static io.segmentpixel.page.VastPixels.PIXEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents as bytes, which stay in their encoding. */
class VastBytesTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252", "Shift_JIS", "ISO-8859-1"})
    void bytes_stay_in_their_encoding(String name) {
        Charset charset = Charset.forName(name);
        String title = name.equals("Shift_JIS") ? "\u65e5\u672c" : "Gr\u00f6\u00dfe";
        String text = VastDocuments.all().get(0).text().replace("UTF-8", name).replace("Title", title);
        byte[] vast = text.getBytes(charset);

        byte[] placed = IMPRESSION.place(vast, PIXEL);

        assertThat(new String(placed, charset)).isEqualTo(IMPRESSION.place(text, PIXEL));
        assertThat(IMPRESSION.place(placed, PIXEL)).isSameAs(placed);
        assertThat(IMPRESSION.replace(placed, PIXEL)).isSameAs(placed);
        assertThat(IMPRESSION.remove(placed, PIXEL.call())).isEqualTo(vast);
    }

    @Test
    void an_encoding_is_read_in_either_quotes() {
        byte[] vast =
                "<?xml version='1.0' encoding = 'ISO-2022-JP'?><VAST version='3.0'><Ad><InLine><AdTitle>\u30fc</AdTitle></InLine></Ad></VAST>"
                        .getBytes(Charset.forName("ISO-2022-JP"));

        assertThat(new String(IMPRESSION.place(vast, PIXEL), Charset.forName("ISO-2022-JP")))
                .contains("\u30fc</AdTitle><Impression>");
        assertThat(IMPRESSION.remove(IMPRESSION.place(vast, PIXEL), PIXEL.call()))
                .isEqualTo(vast);
    }

    @Test
    void bytes_of_a_document_that_says_nothing_are_in_the_charset_of_the_header() {
        byte[] vast = "<VAST version=\"3.0\"><Ad><InLine><AdTitle>\u65e5\u672c</AdTitle></InLine></Ad></VAST>"
                .getBytes(StandardCharsets.UTF_16LE);
        VastPlacer known = IMPRESSION.on(PageContext.https().withCharset(StandardCharsets.UTF_16LE));

        assertThat(new String(known.place(vast, PIXEL), StandardCharsets.UTF_16LE))
                .contains("\u65e5\u672c", PIXEL.url());
    }

    @Test
    void bytes_that_are_no_text_are_kept_where_they_stand_in_a_comment() {
        byte[] start = "<VAST version=\"3.0\"><!-- ".getBytes(StandardCharsets.US_ASCII);
        byte[] end = " --><Ad><InLine><Impression>https://a.example/</Impression></InLine></Ad></VAST>"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] vast = new byte[start.length + 3 + end.length];
        System.arraycopy(start, 0, vast, 0, start.length);
        vast[start.length] = (byte) 0xE4;
        vast[start.length + 1] = (byte) 0x80;
        vast[start.length + 2] = (byte) 0xFF;
        System.arraycopy(end, 0, vast, start.length + 3, end.length);

        byte[] placed = IMPRESSION.place(vast, PIXEL);

        assertThat(new String(placed, StandardCharsets.ISO_8859_1))
                .contains("\u00e4\u0080\u00ff")
                .contains(PIXEL.url());
        assertThat(IMPRESSION.remove(placed, PIXEL.call())).isEqualTo(vast);
    }
}
