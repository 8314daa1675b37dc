package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.UnsupportedExportException;
import io.segmentpixel.page.VastDocuments.Vast;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class VastPlacerTest {
    private static final Segment SAW =
            Segment.of(SegmentId.of(528336), MemberId.of(958), "Saw the ad").withCode(SegmentCode.of("saw"));
    private static final PixelExport PIXEL = PixelExport.of(SAW).asImage();
    private static final VastPlacer IMPRESSION = VastPlacer.onImpression();
    private static final VastPlacer COMPLETE = VastPlacer.onEvent("complete");
    private static final VastPlacer HALF = VastPlacer.onProgress("50%");

    static Stream<Arguments> documents() {
        return VastDocuments.all().stream()
                .flatMap(vast -> Stream.of(IMPRESSION, COMPLETE, HALF).map(placer -> Arguments.of(vast, placer)));
    }

    @Test
    void there_are_many() {
        assertThat(VastDocuments.all()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(VastDocuments.all()).extracting(Vast::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void no_byte_changes_outside_the_element(Vast vast, VastPlacer placer) throws Exception {
        int homes = placer == IMPRESSION ? vast.ads() : vast.linears();
        if (homes == 0 && vast.ads() > 0) {
            assertThatThrownBy(() -> placer.place(vast.text(), PIXEL))
                    .isInstanceOf(PlacementException.class)
                    .hasMessageEndingWith(": no ad of the document has a linear creative");
            assertThatThrownBy(() -> placer.replace(vast.text(), PIXEL)).isInstanceOf(PlacementException.class);
            assertThat(placer.remove(vast.text(), PIXEL.call())).isSameAs(vast.text());
            return;
        }
        String placed = placer.place(vast.text(), PIXEL);

        assertThat(withoutPixels(placed)).isEqualTo(vast.text());
        assertThat(calls(placed)).isEqualTo(homes);
        assertThat(VastOrder.faults(placed)).isEqualTo(VastOrder.faults(vast.text()));
        assertThat(placer.place(placed, PIXEL)).isEqualTo(placed);
        assertThat(placer.replace(placed, PIXEL)).isEqualTo(placed);
        assertThat(placer.remove(placed, PIXEL.call())).isEqualTo(vast.text());
        PixelExport older = PIXEL.usingCodes().withValue(7);
        assertThat(placer.replace(placer.place(vast.text(), older), PIXEL)).isEqualTo(placed);
    }

    /** The document without the elements, and the line ends or blanks before them. */
    private static String withoutPixels(String vast) {
        String element =
                "<(v:)?(Impression|Tracking event=\"complete\"|Tracking event=\"progress\" offset=\"50%\")><!\\[CDATA\\["
                        + Pattern.quote(PIXEL.url()) + "]]></(v:)?(Impression|Tracking)>";
        String before = "((\r\n|\n|\r)[ \t]*| )?";
        String events = before + "<(v:)?TrackingEvents>" + element + "</(v:)?TrackingEvents>";
        return vast.replaceAll(">  (" + events + "|" + element + ")</[\\w:]+>", "/>")
                .replaceAll(events + "|" + before + element, "");
    }

    /** The elements that call the pixel, as the JDK's own parser sees the document. */
    private static int calls(String vast) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        String text = vast.startsWith("\ufeff") ? vast.substring(1) : vast;
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        NodeList all = document.getElementsByTagNameNS("*", "*");
        int calls = 0;
        for (int at = 0; at < all.getLength(); at++) {
            Element element = (Element) all.item(at);
            boolean isKind = List.of("Impression", "Tracking").contains(element.getLocalName());
            if (isKind && element.getTextContent().strip().equals(PIXEL.url())) {
                calls++;
            }
        }
        return calls;
    }

    @Test
    void the_documents_are_in_the_order_of_their_schemas() throws Exception {
        assertThat(VastOrder.faults("<VAST version=\"4.0\"><Ad><InLine><Impression/><Error/></InLine></Ad></VAST>"))
                .containsExactly("InLine: Error");
        for (Vast vast : VastDocuments.all()) {
            assertThat(VastOrder.faults(vast.text()))
                    .as(vast.name())
                    .hasSize(Map.of("extensions", 1, "not in the order of the schema, 3.0", 2)
                            .getOrDefault(vast.name(), 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"3.0, InLine", "3.0, Wrapper", "3.0, Linear", "4.2, InLine", "4.2, Wrapper", "4.2, Linear"})
    void between_any_two_parts_it_keeps_the_order(String version, String kind) throws Exception {
        boolean isLinear = kind.equals("Linear");
        List<String> parts = VastOrder.of(version, kind).stream()
                .filter(part -> !part.equals(isLinear ? "TrackingEvents" : "Impression"))
                .toList();
        String ad = isLinear
                ? "<InLine><Creatives><Creative><Linear>%s</Linear></Creative></Creatives></InLine>"
                : "<" + kind + ">%s</" + kind + ">";
        for (String first : parts) {
            for (String second : parts.subList(parts.indexOf(first), parts.size())) {
                String inside = "<" + first + "/>" + (first.equals(second) ? "" : "<" + second + "/>");
                String vast = "<VAST version=\"" + version + "\"><Ad>" + ad.formatted(inside) + "</Ad></VAST>";
                String placed = (isLinear ? COMPLETE : IMPRESSION).place(vast, PIXEL);

                assertThat(VastOrder.faults(placed)).as(placed).isEmpty();
            }
        }
    }

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
    void a_result_is_compared_part_by_part() {
        assertThat(VastXml.parts("<a x='1' xmlns:p='u'><!-- c --><?i d?>\n t  t <![CDATA[<b>]]><p:b y=\"2\"/></a>"))
                .containsExactly("<a x=1 xmlns:p=u", "<!-- c ", "<?i d", "\"t  t <b>", "<{u}b y=2", "/", "/");
    }

    /** No export has such a URL: this is what holds if one ever had. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "]]></Impression><Error>x</Error><Impression><![CDATA[",
                "]]></Impression><!-- x --><Impression><![CDATA[",
                "]]></Impression><?x y?><Impression><![CDATA[",
                "]]></Impression>x<Impression><![CDATA["
            })
    void a_result_that_says_anything_else_is_not_given_out(String more) {
        VastDocument vast = new VastDocument("<VAST version=\"3.0\"><Ad><InLine><AdSystem/></InLine></Ad></VAST>");
        VastUpdate update = new VastUpdate(new VastTarget.Impression(), vast, Set.of(), call -> true);

        assertThat(update.place(PIXEL.url()).all()).hasSize(1);
        assertThatThrownBy(() -> update.place(PIXEL.url() + more + PIXEL.url()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("on impression: something else in the document would come to mean something else");
        assertThatThrownBy(() -> update.place("a]]>b"))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("the document is not well-formed");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<TrackingEvents/>",
                "<TrackingEvents />",
                "<TrackingEvents></TrackingEvents>",
                "<TrackingEvents> </TrackingEvents>",
                "<TrackingEvents>  </TrackingEvents>",
                "<TrackingEvents>\n  </TrackingEvents>",
                "\n  <TrackingEvents/>\n",
                "\n  <TrackingEvents></TrackingEvents>\n",
                "<TrackingEvents><!-- none --></TrackingEvents>",
                "<TrackingEvents> <Tracking event=\"start\">https://a.example/</Tracking></TrackingEvents>"
            })
    void pixels_leave_no_trace_in_whatever_order_they_go(String events) {
        for (String linear : List.of("<Linear>" + events + "</Linear>", "<Linear/>")) {
            String vast = "<VAST version=\"3.0\"><Ad><InLine><Creatives><Creative>" + linear
                    + "</Creative></Creatives></InLine></Ad></VAST>";
            String both = HALF.place(COMPLETE.place(vast, PIXEL), PIXEL);

            assertThat(both)
                    .contains("event=\"complete\"><![CDATA[" + PIXEL.url(), "offset=\"50%\"><![CDATA[" + PIXEL.url());
            assertThat(COMPLETE.remove(HALF.remove(both, PIXEL.call()), PIXEL.call()))
                    .isEqualTo(vast);
            assertThat(HALF.remove(COMPLETE.remove(both, PIXEL.call()), PIXEL.call()))
                    .isEqualTo(vast);
        }
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
                "[]",
                "[<!ELEMENT VAST ANY>]",
                "[<!ATTLIST VAST version CDATA \"3.0\">]",
                "[<!-- ]> <Ad><InLine></InLine></Ad> -->]",
                "SYSTEM \"vast.dtd\""
            })
    void a_type_that_says_more_than_a_name_is_refused(String type) {
        String vast = "<!DOCTYPE VAST " + type + "><VAST version=\"3.0\"><Ad><InLine><AdSystem/></InLine></Ad></VAST>";

        assertThatThrownBy(() -> IMPRESSION.remove(vast, PIXEL.call()))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "the document's DOCTYPE says more than a name: declarations, and types that are elsewhere, are"
                                + " neither read nor loaded; take it out");
    }

    /** What takes twice as long for twice as many would end here; what takes four times as long would not. */
    @Test
    void thousands_of_ads_on_one_line_are_no_harm() {
        String ad =
                "<Ad><InLine><AdTitle>A &amp; B</AdTitle><Impression/><Creatives><Creative><Linear><TrackingEvents/></Linear></Creative></Creatives></InLine></Ad>";
        String vast = "<VAST version=\"3.0\">" + ad.repeat(2_000) + "</VAST>";
        for (VastPlacer placer : List.of(IMPRESSION, COMPLETE)) {
            String placed = placer.place(vast, PIXEL);

            assertThat(placed.split(Pattern.quote(PIXEL.url()), -1)).hasSize(2_001);
            assertThat(placer.replace(placer.place(vast, PIXEL.withValue(7)), PIXEL))
                    .isEqualTo(placed);
            assertThat(placer.remove(placed, PIXEL.call())).isEqualTo(vast);
        }
    }

    @Test
    void thousands_of_doubles_are_no_harm() {
        String copy = "<Impression><![CDATA[" + PIXEL.url() + "]]></Impression>";
        String vast = "<VAST version=\"3.0\"><Ad><InLine><AdSystem/>%s</InLine></Ad></VAST>";

        assertThat(IMPRESSION.remove(vast.formatted(copy.repeat(2_000)), PIXEL.call()))
                .isEqualTo(vast.formatted(""));
        assertThat(IMPRESSION.replace(vast.formatted(copy.repeat(2_000)), PIXEL))
                .isEqualTo(vast.formatted(copy));
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

    @Test
    void a_pixel_that_does_not_fit_its_document_s_scheme_is_refused() {
        assertThatThrownBy(() -> IMPRESSION.on(PageContext.https()).place("<VAST/>", PIXEL.nonSecure()))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("on impression: a non-secure pixel must not stand on an https page");
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

    /** Whoever asks the server waits for an answer that never comes. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void external_entities_are_refused_and_nothing_is_loaded(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "TOP SECRET");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String type : List.of(
                    "<!DOCTYPE VAST [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
                    "<!DOCTYPE VAST [<!ENTITY x SYSTEM \"" + address + "\">]>",
                    "<!DOCTYPE VAST [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>",
                    "<!DOCTYPE VAST SYSTEM \"" + address + "\">",
                    "<!DOCTYPE VAST PUBLIC \"-//A//B\" \"" + address + "\">",
                    "<!DOCTYPE VAST [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;\">]>")) {
                for (String title : List.of("&x;", "plain")) {
                    String vast = type + "<VAST version=\"3.0\"><Ad><InLine><AdTitle>" + title
                            + "</AdTitle></InLine></Ad></VAST>";
                    assertThatThrownBy(() -> IMPRESSION.place(vast, PIXEL))
                            .isInstanceOf(PlacementException.class)
                            .hasMessageStartingWith(
                                    "the document's DOCTYPE says more than a name: declarations, and types")
                            .hasMessageNotContaining("SECRET");
                }
            }
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void what_is_no_vast_is_refused_with_the_reason() {
        assertThatThrownBy(() -> IMPRESSION.place("<VAST>\n<Ad></VAST>", PIXEL))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("the document is not well-formed, in line 2, column ");
        assertThatThrownBy(() -> IMPRESSION.place("<html/>", PIXEL))
                .isInstanceOf(PlacementException.class)
                .hasMessage("the document's root is <html>, which is neither VAST nor VMAP");
        assertThatThrownBy(() -> IMPRESSION.place("", PIXEL)).isInstanceOf(PlacementException.class);
        assertThatThrownBy(() -> IMPRESSION.place("<VAST>&unknown;</VAST>", PIXEL))
                .isInstanceOf(PlacementException.class);
    }

    @Test
    void a_script_is_refused_and_so_are_events_that_vast_has_not() {
        assertThatThrownBy(() -> IMPRESSION.place("<VAST/>", PixelExport.of(SAW)))
                .isInstanceOf(UnsupportedExportException.class)
                .hasMessageContaining("VAST calls images only: say asImage()");
        assertThatThrownBy(() -> VastPlacer.onEvent("finished"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("event \"finished\": must be one of VAST's, acceptInvitation, ");
        assertThatThrownBy(() -> VastPlacer.onProgress("10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offset \"10\": must be a time HH:MM:SS or HH:MM:SS.mmm, or a share as in 50%");
    }

    /** From JDK 24 on its reader takes no more than 100 elements in one another. */
    @Test
    void deep_documents_are_no_trouble() {
        String deep = "<VAST version=\"3.0\"><Ad><InLine><Impression>https://a.example/</Impression><Extensions>"
                + "<a>".repeat(90) + "</a>".repeat(90) + "</Extensions></InLine></Ad></VAST>";

        assertThat(IMPRESSION.remove(IMPRESSION.place(deep, PIXEL), PIXEL.call()))
                .isEqualTo(deep);
    }

    @Test
    void damaged_documents_are_refused_or_keep_the_laws() {
        int placed = 0;
        List<Vast> all = VastDocuments.all();
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String vast = damaged(all.get(random.nextInt(all.size())).text(), random);
            VastPlacer placer = new ArrayList<>(List.of(IMPRESSION, COMPLETE, HALF)).get(random.nextInt(3));
            try {
                String with = placer.place(vast, PIXEL);
                assertThat(placer.place(with, PIXEL)).as("seed %d", seed).isEqualTo(with);
                if (!vast.contains("528336")) {
                    assertThat(placer.remove(with, PIXEL.call()))
                            .as("seed %d", seed)
                            .isEqualTo(vast);
                }
                placed++;
            } catch (PlacementException refused) {
                assertThat(refused.getMessage()).as("seed %d", seed).matches("(?s)(the document|on ).*");
            }
        }
        assertThat(placed).isGreaterThan(500);
    }

    private static String damaged(String vast, Random random) {
        int from = random.nextInt(vast.length());
        int to = Math.min(vast.length(), from + random.nextInt(30));
        String piece = vast.substring(from, to);
        List<String> pieces = List.of(
                "<Ad>",
                "</Ad>",
                "<InLine>",
                "<!-- ",
                " -->",
                "<![CDATA[",
                "]]>",
                "\n",
                "\r\n",
                " ",
                "<x/>",
                "<Impression/>",
                "&amp;");
        String in = random.nextBoolean() ? pieces.get(random.nextInt(pieces.size())) : piece + piece;
        return vast.substring(0, from)
                + (random.nextInt(3) == 0 ? "" : in + (random.nextBoolean() ? piece : ""))
                + vast.substring(to);
    }
}
