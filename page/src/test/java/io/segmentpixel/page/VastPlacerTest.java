package io.segmentpixel.page;

import static io.segmentpixel.page.VastPixels.COMPLETE;
import static io.segmentpixel.page.VastPixels.HALF;
import static io.segmentpixel.page.VastPixels.IMPRESSION;
import static io.segmentpixel.page.VastPixels.PIXEL;
import static io.segmentpixel.page.VastPixels.withoutPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.SegmentId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which element calls the pixel, what counts as one that calls it already, and what it looks like. */
class VastPlacerTest {
    @Test
    void it_looks_like_what_stands_there() {
        String vast =
                """
                <VAST version="3.0">
                  <Ad>
                    <InLine>
                      <Impression>https://a.example/</Impression> <!-- b -->
                    </InLine>
                  </Ad>
                </VAST>
                """;

        assertThat(IMPRESSION.place(vast, PIXEL))
                .isEqualTo(
                        """
                        <VAST version="3.0">
                          <Ad>
                            <InLine>
                              <Impression>https://a.example/</Impression>
                              <Impression><![CDATA[https://secure.adnxs.com/seg?add=528336&t=2]]></Impression> <!-- b -->
                            </InLine>
                          </Ad>
                        </VAST>
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void line_ends_and_prefixes_are_those_of_what_stands_there(String lineEnd) {
        String vast =
                """
                <v:VAST version="3.0" xmlns:v="urn:v"><v:Ad><v:InLine><v:Creatives><v:Creative><v:Linear>
                \t<v:Duration>00:00:10</v:Duration>
                </v:Linear></v:Creative></v:Creatives></v:InLine></v:Ad></v:VAST>"""
                        .replace("\n", lineEnd);

        assertThat(COMPLETE.place(vast, PIXEL))
                .isEqualTo(vast.replace(
                        "</v:Duration>",
                        "</v:Duration>" + lineEnd + "\t<v:TrackingEvents><v:Tracking event=\"complete\"><![CDATA["
                                + PIXEL.url() + "]]></v:Tracking></v:TrackingEvents>"));
    }

    @Test
    void what_is_one_tag_is_opened() {
        String vast =
                "<VAST version=\"3.0\"><Ad><InLine><Creatives><Creative><Linear><TrackingEvents a=\"b\" /></Linear></Creative></Creatives></InLine></Ad></VAST>";

        assertThat(COMPLETE.place(vast, PIXEL))
                .isEqualTo(vast.replace(
                        "/></Linear>",
                        ">  <Tracking event=\"complete\"><![CDATA[" + PIXEL.url()
                                + "]]></Tracking></TrackingEvents></Linear>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://secure.adnxs.com/seg?t=2&amp;add=528336",
                "\n <![CDATA[//ib.adnxs.com/seg?add=528336]]>\n",
                "<![CDATA[http://ib.adnxs.com/seg?add=528336&t=1]]>"
            })
    void what_calls_it_already_is_left_as_it_is(String url) {
        String vast = "<VAST version=\"3.0\"><Ad><InLine><Impression>" + url + "</Impression></InLine></Ad></VAST>";

        assertThat(IMPRESSION.place(vast, PIXEL)).isEqualTo(vast);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- the pixel --><![CDATA[https://secure.adnxs.com/seg?add=528336&t=2]]>",
                "https://secure.adnxs.com/seg?add=528336<!-- t is said by default --> ",
                "http<![CDATA[s://ib.adnxs.com/seg?add=528336]]><?a b?>"
            })
    void a_comment_beside_the_url_is_no_harm(String content) {
        String vast = "<VAST version=\"3.0\"><Ad><InLine>%s</InLine></Ad></VAST>";
        String with = vast.formatted("<Impression>" + content + "</Impression>");

        assertThat(IMPRESSION.place(with, PIXEL)).isSameAs(with);
        assertThat(IMPRESSION.remove(with, PIXEL.call())).isEqualTo(vast.formatted(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- <Impression>%s</Impression> -->",
                "<Impression><![CDATA[<Impression>%s</Impression>]]></Impression>",
                "<Impression><URL>%s</URL></Impression>",
                "<?x <Impression>%s</Impression>?>",
                "<Extensions><Impression>%s</Impression></Extensions>",
                "<o:Impression xmlns:o=\"urn:o\">%s</o:Impression>",
                "<Impression xmlns=\"urn:o\">%s</Impression>",
                "<Error>%s</Error>"
            })
    void what_is_no_impression_of_the_ad_does_not_count(String other) {
        String vast = "<VAST version=\"3.0\"><Ad><InLine><AdSystem/>"
                + other.formatted("https://secure.adnxs.com/seg?add=528336&amp;t=2") + "</InLine></Ad></VAST>";

        String placed = IMPRESSION.place(vast, PIXEL);

        assertThat(withoutPixels(placed)).isEqualTo(vast).isNotEqualTo(placed);
        assertThat(IMPRESSION.remove(placed, PIXEL.call())).isEqualTo(vast);
        assertThat(IMPRESSION.remove(vast, PIXEL.call())).isSameAs(vast);
    }

    @Test
    void an_archived_copy_of_the_call_is_another_one() {
        String vast = "<VAST version=\"3.0\"><Ad><InLine><Impression><![CDATA[https://archive.example/" + PIXEL.url()
                + "]]></Impression></InLine></Ad></VAST>";

        assertThat(IMPRESSION.place(vast, PIXEL)).contains("><![CDATA[" + PIXEL.url());
        assertThat(IMPRESSION.remove(vast, PIXEL.call())).isSameAs(vast);
    }

    @Test
    void the_order_of_segments_makes_no_other_call() {
        PixelExport one = PixelExport.of("Both", SegmentCall.adding(SegmentId.of(1), SegmentId.of(2)))
                .asImage();
        PixelExport turned = PixelExport.of("Both", SegmentCall.adding(SegmentId.of(2), SegmentId.of(1)))
                .asImage();
        String vast = VastDocuments.all().get(0).text();
        String placed = IMPRESSION.place(vast, one);

        assertThat(IMPRESSION.place(placed, turned)).isSameAs(placed);
        assertThat(IMPRESSION.remove(placed, turned.call())).isEqualTo(vast);
    }

    @Test
    void a_macro_with_a_blank_is_no_harm() {
        PixelExport worth = PIXEL.withValue(SegmentValue.macro("{{Cart Total}}"));
        String vast = VastDocuments.all().get(0).text();
        String placed = IMPRESSION.place(vast, worth);

        assertThat(placed).contains("{{Cart Total}}");
        assertThat(IMPRESSION.place(placed, worth)).isSameAs(placed);
        assertThat(IMPRESSION.replace(placed, PIXEL)).isEqualTo(IMPRESSION.place(vast, PIXEL));
        assertThat(IMPRESSION.remove(placed, worth.call())).isEqualTo(vast);
    }

    @Test
    void an_event_does_not_count_for_another() {
        String vast = VastDocuments.all().get(0).text();
        String both = VastPlacer.onEvent("start").place(COMPLETE.place(vast, PIXEL), PIXEL);

        assertThat(both)
                .contains("event=\"start\"><![CDATA[" + PIXEL.url())
                .contains("event=\"complete\"><![CDATA[" + PIXEL.url());
        assertThat(VastPlacer.onEvent("start").remove(both, PIXEL.call())).isEqualTo(COMPLETE.place(vast, PIXEL));
    }

    @Test
    void an_offset_does_not_count_for_another() {
        String half = HALF.place(VastDocuments.all().get(0).text(), PIXEL);
        VastPlacer quarter = VastPlacer.onProgress("00:00:07.500");

        assertThat(quarter.place(half, PIXEL))
                .contains("offset=\"50%\"><![CDATA[" + PIXEL.url(), "offset=\"00:00:07.500\"><![CDATA[" + PIXEL.url());
        assertThat(quarter.remove(quarter.place(half, PIXEL), PIXEL.call())).isEqualTo(half);
    }

    @Test
    void a_host_of_a_reseller_is_known_from_the_export_or_the_context() {
        String vast = VastDocuments.all().get(0).text();
        PixelExport reseller = PIXEL.withHost(PixelHost.of("pixel.reseller.example"));
        String placed = IMPRESSION.place(vast, reseller);

        assertThat(IMPRESSION.place(placed, reseller)).isEqualTo(placed);
        assertThat(IMPRESSION.replace(placed, reseller.withValue(3))).containsOnlyOnce("reseller.example");
        assertThat(IMPRESSION.remove(placed, PIXEL.call())).isEqualTo(placed);
        assertThat(IMPRESSION
                        .on(PageContext.https().servedAlsoFrom("pixel.reseller.example"))
                        .remove(placed, PIXEL.call()))
                .isEqualTo(vast);
    }

    @ParameterizedTest
    @MethodSource
    void an_older_version_keeps_all_but_its_url(String before, String after) {
        String start = "<VAST version=\"3.0\"><Ad><InLine>\n  <Impression id='px' >";
        String end = "</Impression ><Impression>https://a.example/</Impression></InLine></Ad></VAST>";

        String replaced = IMPRESSION.replace(start + before + end, PIXEL);

        assertThat(replaced).isEqualTo(start + after + end);
        assertThat(IMPRESSION.place(replaced, PIXEL)).isSameAs(replaced);
        assertThat(IMPRESSION.remove(replaced, PIXEL.call()))
                .isEqualTo(
                        "<VAST version=\"3.0\"><Ad><InLine><Impression>https://a.example/</Impression></InLine></Ad></VAST>");
    }

    static Stream<Arguments> an_older_version_keeps_all_but_its_url() {
        String url = PIXEL.url();
        String escaped = url.replace("&", "&amp;");
        return Stream.of(
                Arguments.of("http://ib.adnxs.com/seg?add=528336:5&amp;t=2", escaped),
                Arguments.of("\n  http://ib.adnxs.com/seg?t=2&#38;add=528336:5 ", "\n  " + escaped + " "),
                Arguments.of("<![CDATA[ //ib.adnxs.com/seg?add=528336:5&t=2\n]]>", "<![CDATA[ " + url + "\n]]>"),
                Arguments.of(
                        "<!-- seg --><![CDATA[https://ib.adnxs.com/seg?add=528336:5]]><?seg a?>",
                        "<!-- seg --><![CDATA[" + url + "]]><?seg a?>"),
                Arguments.of(
                        "https://ib.adnxs.com/<!-- <![CDATA[ --><![CDATA[seg?add=528336:5]]>",
                        escaped + "<!-- <![CDATA[ --><![CDATA[]]>"));
    }

    @Test
    void of_several_versions_the_first_or_the_newest_is_left() {
        String old = "<Impression id=\"o\">https://ib.adnxs.com/seg?add=528336:5</Impression>";
        String other = "<Impression>https://secure.adnxs.com/seg?add=7</Impression>";
        String now = "<Impression><![CDATA[" + PIXEL.url() + "]]></Impression>";
        String vast = "<VAST version=\"3.0\"><Ad><InLine>%s</InLine></Ad></VAST>";

        assertThat(IMPRESSION.replace(vast.formatted(old + other + old), PIXEL))
                .isEqualTo(vast.formatted(old.replace(
                                "https://ib.adnxs.com/seg?add=528336:5",
                                PIXEL.url().replace("&", "&amp;"))
                        + other));
        assertThat(IMPRESSION.replace(vast.formatted(old + now + other + now), PIXEL))
                .isEqualTo(vast.formatted(now + other));
    }
}
