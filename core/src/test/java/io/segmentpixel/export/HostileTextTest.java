package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.PrivacySignal;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.StringLiteral;

/** Whatever stands in a name, a code, a redirect, {@code other} or a consent string: a parser sees what was meant. */
class HostileTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Provide
    Arbitrary<PixelExport> exports() {
        return Hostile.exports();
    }

    @Provide
    Arbitrary<PixelExport> images() {
        return Hostile.exports().map(PixelExport::asImage);
    }

    private static List<Node> nodes(String html) {
        return Jsoup.parseBodyFragment(html).body().childNodes().stream()
                .filter(node -> !(node instanceof TextNode text && text.isBlank()))
                .toList();
    }

    private static Element only(String html) {
        List<Node> nodes = nodes(html);
        assertThat(nodes).hasSize(1);
        assertThat(nodes.get(0).childNodes().stream().filter(child -> child instanceof Element))
                .isEmpty();
        return (Element) nodes.get(0);
    }

    @Property(seed = "5", tries = 2000)
    void in_the_html_tag_there_is_one_element_between_two_comments(@ForAll("exports") PixelExport export) {
        String tag = ExportFormats.htmlTag().render(export);

        List<Node> nodes = nodes(tag);
        assertThat(nodes).hasSize(3);
        Element element = (Element) nodes.get(1);
        boolean isImage = export.type() == PixelType.IMAGE;
        String kind = export.call() instanceof ConversionCall ? "Conversion" : "Segment";
        assertThat(((Comment) nodes.get(0)).getData())
                .startsWith(" " + kind + " Pixel - ")
                .endsWith(" - DO NOT MODIFY ");
        assertThat(((Comment) nodes.get(0)).getData())
                .isEqualTo(" " + kind + " Pixel - " + shown(export.name()) + " - DO NOT MODIFY ");
        assertThat(((Comment) nodes.get(2)).getData()).isEqualTo(" End of " + kind + " Pixel ");
        assertThat(element.normalName()).isEqualTo(isImage ? "img" : "script");
        assertThat(element.attr("src")).isEqualTo(export.url());
        assertThat(element.attributesSize()).isEqualTo(isImage ? 3 : 2);
        assertThat(element.data()).isEmpty();
        assertThat(tag.lines()).hasSize(3);
    }

    /** The documented rule for names, in other words. */
    private static String shown(String name) {
        return name.replace("<?", "&lt;?")
                .replace("<%", "&lt;%")
                .codePoints()
                .mapToObj(character -> Character.isISOControl(character)
                                || Character.getType(character) == Character.SURROGATE
                                || (character & 0xFFFE) == 0xFFFE
                        ? " "
                        : Character.toString(character))
                .collect(Collectors.joining())
                .replaceAll("--(!?)>", "--$1&gt;");
    }

    @Property(seed = "5", tries = 2000)
    void in_a_noscript_there_is_one_image(@ForAll("images") PixelExport export) {
        Element noscript =
                (Element) Jsoup.parseBodyFragment(ExportFormats.noscript().render(export))
                        .body()
                        .childNode(0);

        assertThat(noscript.normalName()).isEqualTo("noscript");
        assertThat(noscript.children()).hasSize(1);
        assertThat(noscript.child(0).attr("src")).isEqualTo(export.url());
        assertThat(noscript.child(0).attributesSize()).isEqualTo(5);
    }

    @Property(seed = "5", tries = 2000)
    void in_amp_and_jsx_there_is_one_element_for_an_xml_parser_too(@ForAll("images") PixelExport export)
            throws Exception {
        assertThat(xmlSource(ExportFormats.jsx().render(export).replace("{1}", "\"1\"")))
                .isEqualTo(export.url());
        if (ExportFormats.amp().refusal(export).isEmpty()) {
            String amp = ExportFormats.amp().render(export);
            assertThat(only(amp).attr("src")).isEqualTo(export.url());
            assertThat(only(amp).normalName()).isEqualTo("amp-pixel");
            assertThat(xmlSource(amp)).isEqualTo(export.url());
        }
    }

    private static String xmlSource(String xml) throws Exception {
        org.w3c.dom.Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getChildNodes().getLength()).isZero();
        return root.getAttribute("src");
    }

    @Property(seed = "5", tries = 2000)
    void in_a_script_there_is_one_text_and_the_script_ends_where_it_was_meant(@ForAll("images") PixelExport export) {
        Element script = only(ExportFormats.beacon().render(export));
        assertThat(script.normalName()).isEqualTo("script");
        assertThat(literals(script.data())).containsExactly(export.url());

        assertThat(literals(ExportFormats.beaconFunction("fire").render(export)))
                .containsExactly(export.url(), "&cb=");
    }

    private static List<String> literals(String script) {
        CompilerEnvirons environs = new CompilerEnvirons();
        AstNode root = new Parser(environs).parse(script, "test", 1);
        List<String> literals = new ArrayList<>();
        root.visit(node -> {
            if (node instanceof StringLiteral literal) {
                literals.add(literal.getValue());
            }
            return true;
        });
        return literals;
    }

    @Property(seed = "5", tries = 2000)
    void in_the_consent_gated_script_the_address_stands_once(@ForAll("exports") PixelExport hostile) {
        PixelExport export = hostile.withPrivacy(
                hostile.call().privacy().without(PrivacySignal.GDPR).without(PrivacySignal.GDPR_CONSENT));

        Element script = only(ExportFormats.consentGated(WhenNoConsentPlatform.FIRE)
                .withNonce("bm9uY2U=")
                .render(export));

        assertThat(script.normalName()).isEqualTo("script");
        assertThat(script.attr("nonce")).isEqualTo("bm9uY2U=");
        assertThat(String.join("", literals(script.data()))).containsOnlyOnce(export.url());
    }

    @Property(seed = "5", tries = 2000)
    void in_json_there_are_the_fields(@ForAll("exports") PixelExport export) throws IOException {
        JsonNode json = JSON.readTree(ExportFormats.json().render(export));

        assertThat(json.fieldNames()).toIterable().containsExactly("name", "id", "code", "type", "url", "tag");
        assertThat(json.path("name").asText()).isEqualTo(export.name());
        assertThat(texts(json.path("id"))).isEqualTo(ids(export));
        assertThat(texts(json.path("code"))).isEqualTo(names(export, SegmentCode.class));
        assertThat(json.path("type").asText()).isEqualTo(type(export));
        assertThat(json.path("url").asText()).isEqualTo(export.url());
        assertThat(json.path("tag").asText()).isEqualTo(ExportFormats.htmlTag().render(export));
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asText()));
        } else if (!value.isNull()) {
            texts.add(value.asText());
        }
        return texts;
    }

    private static List<String> ids(PixelExport export) {
        List<String> ids = new ArrayList<>(names(export, SegmentId.class));
        if (export.call() instanceof ConversionCall conversion) {
            ids.add(0, conversion.id().toString());
        }
        return ids;
    }

    private static List<String> names(PixelExport export, Class<?> kind) {
        return export.call().added().stream()
                .filter(kind::isInstance)
                .map(Object::toString)
                .toList();
    }

    private static String type(PixelExport export) {
        return export.type() == PixelType.IMAGE ? "image" : "javascript";
    }

    @Property(seed = "5", tries = 2000)
    void what_is_written_can_be_stored(@ForAll("images") PixelExport export) throws IOException {
        List<ExportFormat> formats = List.of(
                ExportFormats.htmlTag(),
                ExportFormats.url(),
                ExportFormats.noscript(),
                ExportFormats.jsx(),
                ExportFormats.beacon(),
                ExportFormats.csv(),
                ExportFormats.json(),
                GoogleTagManagerContainer.named("c" + export.name()));
        for (ExportFormat format : formats) {
            StringBuilder text = new StringBuilder();
            format.write(Stream.of(export), text);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text))
                    .as(format.toString())
                    .isTrue();
        }
    }

    @Property(seed = "5", tries = 2000)
    void in_csv_there_are_the_fields_after_the_apostrophe_rule(@ForAll("exports") PixelExport export)
            throws IOException {
        StringWriter text = new StringWriter();
        ExportFormats.csv().write(Stream.of(export, export), text);

        List<CSVRecord> rows =
                CSVFormat.RFC4180.parse(new StringReader(text.toString())).getRecords();

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsExactly("name", "id", "code", "type", "url", "tag");
        assertThat(rows.get(1)).hasSize(6).containsExactlyElementsOf(rows.get(2).toList());
        assertThat(withoutApostrophe(rows.get(1).get(0)))
                .isEqualTo(new String(export.name().getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16));
        assertThat(rows.get(1).get(1)).isEqualTo(String.join(" ", ids(export)));
        assertThat(withoutApostrophe(rows.get(1).get(2))).isEqualTo(String.join(" ", names(export, SegmentCode.class)));
        assertThat(rows.get(1).get(3)).isEqualTo(type(export));
        assertThat(rows.get(1).get(4)).isEqualTo(export.url());
        assertThat(rows.get(1).get(5)).isEqualTo(ExportFormats.htmlTag().render(export));
        assertThat(rows.get(1).stream()).noneMatch(cell -> cell.matches("(?s)[=+@\\t\\r\\n-].*"));
    }

    /** The documented rule, the other way round. */
    private static String withoutApostrophe(String cell) {
        return cell.matches("(?s)'+[=+@\\t\\r\\n-].*") ? cell.substring(1) : cell;
    }

    @Property(seed = "5", tries = 2000)
    void in_a_tag_manager_container_free_text_names_no_variable(@ForAll("exports") PixelExport export)
            throws IOException {
        JsonNode tag = JSON.readTree(
                        GoogleTagManagerContainer.named("c" + export.name()).render(export))
                .at("/containerVersion/tag/0");

        assertThat(tag.path("name").asText()).isNotBlank().doesNotContain("{{");
        String value = tag.at("/parameter/0/value").asText();
        assertThat(value).contains(export.url());
        assertThat(value.replace("{{Cart Value}}", "")).doesNotContain("{{");
        if (export.type() == PixelType.JAVASCRIPT) {
            assertThat(only(value).attr("src")).isEqualTo(export.url());
        }
    }
}
