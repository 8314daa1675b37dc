package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormatsTest {
    private static final Segment TEST =
            Segment.of(SegmentId.of(528336), MemberId.of(958), "test").withCode(SegmentCode.of("t"));

    private static String tag(PixelExport export) {
        return ExportFormats.htmlTag().render(export);
    }

    private static String tagNamed(String name) {
        return tag(PixelExport.of(TEST.withShortName(name)));
    }

    @Test
    void writes_the_consoles_script() {
        assertThat(tag(PixelExport.of(TEST)))
                .isEqualTo(
                        """
                        <!-- Segment Pixel - test - DO NOT MODIFY -->
                        <script src="https://secure.adnxs.com/seg?add=528336&t=1" type="text/javascript"></script>
                        <!-- End of Segment Pixel -->""");
    }

    @Test
    void writes_the_consoles_image() {
        assertThat(tag(PixelExport.of(TEST).asImage()))
                .isEqualTo(
                        """
                        <!-- Segment Pixel - test - DO NOT MODIFY -->
                        <img src="https://secure.adnxs.com/seg?add=528336&t=2" width="1" height="1" />
                        <!-- End of Segment Pixel -->""");
    }

    @Test
    void writes_the_consoles_non_secure_image() {
        assertThat(tag(PixelExport.of(TEST).asImage().nonSecure()))
                .isEqualTo(
                        """
                        <!-- Segment Pixel - test - DO NOT MODIFY -->
                        <img src="http://ib.adnxs.com/seg?add=528336&t=2" width="1" height="1" />
                        <!-- End of Segment Pixel -->""");
    }

    @Test
    void writes_codes_and_values() {
        assertThat(tag(PixelExport.of(TEST).usingCodes().withValue(5))
                        .lines()
                        .skip(1)
                        .findFirst())
                .contains(
                        "<script src=\"https://secure.adnxs.com/seg?add_code=t:5&member=958&t=1\" type=\"text/javascript\"></script>");
    }

    @Test
    void rows_and_objects_name_all_that_the_call_adds() {
        PixelExport export = PixelExport.of(TEST).addingAlso(SegmentId.of(13));

        assertThat(ExportFormats.csv().render(export)).startsWith("test,528336 13,t,javascript,");
        assertThat(ExportFormats.json().render(export))
                .startsWith("{\"name\":\"test\",\"id\":[528336, 13],\"code\":\"t\",\"type\"");
        assertThat(ExportFormats.csv().render(PixelExport.of(TEST).usingCodes()))
                .startsWith("test,528336,t,");
    }

    @Test
    void writes_several_segments_into_one_tag() {
        Segment cart = Segment.of(SegmentId.of(13), MemberId.of(958), "In cart");

        assertThat(tag(PixelExport.of(TEST, cart)))
                .startsWith(
                        "<!-- Segment Pixel - test, In cart - DO NOT MODIFY -->\n<script src=\"https://secure.adnxs.com/seg?add=528336,13&t=1\"");
    }

    @Test
    void writes_the_address_alone() {
        assertThat(ExportFormats.url().render(PixelExport.of(TEST)))
                .isEqualTo("https://secure.adnxs.com/seg?add=528336&t=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SoleStruck--Shopper",
                "Intent - New Skills - All Users",
                "a -> b",
                "->",
                ">",
                "--",
                "--!",
                "<!--",
                "&amp;",
                "\uD83D\uDE97 ü"
            })
    void leaves_names_as_they_are(String name) {
        assertThat(tagNamed(name)).startsWith("<!-- Segment Pixel - " + name + " - DO NOT MODIFY -->\n");
        assertOneElementBetweenTwoComments(tagNamed(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--><script>alert(1)</script><!--", "--!><img src=x>", "--->", "<!-->", "<!--->", "<!--!>", "--!-->",
                        "-->-->", "--!>--!>",
                "-\u0000->", "--\n>", "--\r\n!>", "--\u2028>", "\u0000", "--\uD800>", "\uFFFF", "--\uFDD0>", ""
            })
    void never_ends_the_comment_at_a_name(String name) {
        assertOneElementBetweenTwoComments(tagNamed(name));
    }

    @Test
    void writes_names_by_one_rule() {
        assertThat(tagNamed("a-->b--!>c\td\u0085e\uD800f"))
                .startsWith("<!-- Segment Pixel - a--&gt;b--!&gt;c d e f - DO NOT MODIFY -->\n");
    }

    static void assertOneElementBetweenTwoComments(String tag) {
        assertThat(tag.lines()).hasSize(3);
        assertThat(Jsoup.parseBodyFragment(tag).body().childNodes().stream()
                        .filter(node -> !node.outerHtml().isBlank())
                        .<Object>map(Node::getClass))
                .containsExactly(Comment.class, Element.class, Comment.class);
    }

    @Test
    void writes_a_line_feed_behind_each() throws IOException {
        ExportFormat ids = export -> export.call().query();
        StringBuilder text = new StringBuilder();

        ids.write(Stream.of(PixelExport.of(TEST), PixelExport.of(TEST).withValue(5)), text);

        assertThat(text).hasToString("add=528336\nadd=528336:5\n");
    }

    @Test
    void refuses_exactly_what_it_does_not_render() {
        ExportFormat secureOnly = export -> {
            if (!export.isSecure()) {
                throw new UnsupportedExportException(export, "must be secure");
            }
            return export.url();
        };
        PixelExport open = PixelExport.of(TEST.withShortName("a\nb")).nonSecure();

        assertThat(secureOnly.refusal(PixelExport.of(TEST))).isEmpty();
        assertThat(secureOnly.refusal(open)).contains("must be secure");
        assertThatExceptionOfType(UnsupportedExportException.class)
                .isThrownBy(() -> secureOnly.render(open))
                .withMessage("export \"a b\" http://ib.adnxs.com/seg?add=528336&t=1: must be secure");
        assertThat(ExportFormats.htmlTag().refusal(open)).isEmpty();
        assertThat(ExportFormats.url().refusal(open)).isEmpty();
    }
}
