package io.segmentpixel.page;

import static io.segmentpixel.page.VastPixels.COMPLETE;
import static io.segmentpixel.page.VastPixels.HALF;
import static io.segmentpixel.page.VastPixels.IMPRESSION;
import static io.segmentpixel.page.VastPixels.PIXEL;
import static io.segmentpixel.page.VastPixels.withoutPixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.VastDocuments.Vast;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What holds for each document: nothing else of it changes, and what came in goes out without a trace. */
class VastLawsTest {
    private static final int DAMAGED = Boolean.getBoolean("segmentpixel.long") ? 3_000 : 800;

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

    /** From JDK 24 on its reader takes no more than 100 elements in one another. */
    @Test
    void deep_documents_are_no_trouble() {
        String deep = "<VAST version=\"3.0\"><Ad><InLine><Impression>https://a.example/</Impression><Extensions>"
                + "<a>".repeat(90) + "</a>".repeat(90) + "</Extensions></InLine></Ad></VAST>";

        assertThat(IMPRESSION.remove(IMPRESSION.place(deep, PIXEL), PIXEL.call()))
                .isEqualTo(deep);
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
    void damaged_documents_are_refused_or_keep_the_laws() {
        int placed = 0;
        List<Vast> all = VastDocuments.all();
        for (int seed = 0; seed < DAMAGED; seed++) {
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
        assertThat(placed).isGreaterThan(DAMAGED / 6);
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
