package io.segmentpixel.page.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.Fires;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.page.SourceRegion;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.segment.PixelType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** JSON says all of a page, so that equal pages can be made of it. */
class JsonReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Provide
    Arbitrary<List<AuditedPage>> pages() {
        return AnyPages.pages().list().ofMaxSize(3);
    }

    @Property
    void pages_come_back_equal(@ForAll("pages") List<AuditedPage> pages) throws IOException {
        JsonNode report = JSON.readTree(Shop.told(AuditReports::json, pages));

        assertThat(list(report.get("pages"), JsonReportTest::page)).isEqualTo(pages);
    }

    @Property
    void all_of_it_is_ascii_without_controls(@ForAll("pages") List<AuditedPage> pages) throws IOException {
        assertThat(Shop.told(AuditReports::json, pages).chars())
                .allMatch(character -> character == '\n' || (character >= ' ' && character <= '~'));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        return StreamSupport.stream(array.spliterator(), false).map(element).toList();
    }

    private static AuditedPage page(JsonNode page) {
        return new AuditedPage(
                page.get("name").textValue(),
                list(page.get("placed"), JsonReportTest::pixel),
                list(page.get("findings"), JsonReportTest::finding));
    }

    private static PlacedPixel pixel(JsonNode pixel) {
        String address = pixel.get("address").textValue();
        ParsedCall parsed =
                PixelCall.parse(address, Set.of(pixel.get("host").textValue())).orElseThrow();
        assertThat(Scheme.valueOf(constant(pixel.get("scheme")))).isEqualTo(parsed.scheme());
        assertThat(list(pixel.get("parameters"), JsonReportTest::parameter)).isEqualTo(parsed.rawParameters());
        assertThat(list(pixel.get("remarks"), JsonNode::textValue)).isEqualTo(parsed.remarks());
        assertThat(text(pixel.get("call"))).isEqualTo(parsed.call().map(PixelCall::query));
        assertThat(
                        pixel.get("type").isNull()
                                ? Optional.empty()
                                : Optional.of(PixelType.valueOf(constant(pixel.get("type")))))
                .isEqualTo(parsed.type());
        return new PlacedPixel(
                pixel.get("element").textValue(),
                Fires.valueOf(constant(pixel.get("fires"))),
                address,
                parsed,
                text(pixel.get("name")),
                region(pixel.get("region")));
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue());
    }

    private static String constant(JsonNode value) {
        return value.textValue().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static ParsedCall.Parameter parameter(JsonNode parameter) {
        return new ParsedCall.Parameter(
                parameter.get("name").textValue(), parameter.get("value").textValue());
    }

    private static Finding finding(JsonNode json) {
        Finding finding = new Finding(
                FindingCode.of(json.get("code").textValue()).orElseThrow(),
                json.get("explanation").textValue(),
                region(json.get("region")),
                json.get("source").textValue(),
                json.get("mendable").booleanValue());
        assertThat(constant(json.get("severity"))).isEqualTo(finding.severity().name());
        assertThat(json.get("remedy").textValue()).isEqualTo(finding.remedy());
        return finding;
    }

    private static SourceRegion region(JsonNode region) {
        assertThat(region).allMatch(JsonNode::isInt);
        return new SourceRegion(
                region.get("offset").intValue(),
                region.get("length").intValue(),
                region.get("line").intValue(),
                region.get("column").intValue(),
                region.get("endLine").intValue(),
                region.get("endColumn").intValue());
    }

    @Test
    void the_totals_are_there() throws IOException {
        JsonNode summary =
                JSON.readTree(Shop.told(AuditReports::json, Shop.pages())).get("summary");

        assertThat(summary)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"complete": true, "pages": 3, "pixels": 3, "errors": 0, "warnings": 2, "notes": 1,
                                 "findings": {"duplicate": 1, "recently-changed": 1, "unreadable": 1},
                                 "segments": [{"id": 528336, "name": "Shop - home", "pages": 3, "pixels": 3}],
                                 "segmentsWithoutPages":
                                  [{"id": 528337, "member": 958, "code": "shop_bought", "name": "Shop - bought"}],
                                 "stepsWithoutPages":
                                  [{"name": "Shop - bought", "call": "add=528337", "rule": "path thanks/**"}]}
                                """));
    }

    @Test
    void an_audit_of_nothing_is_json_too() throws IOException {
        AuditSummary nothing = Shop.summary(List.of());

        JsonNode report = JSON.readTree(Shop.told(AuditReports::json, List.of(), nothing));

        assertThat(report.get("pages")).isEmpty();
        assertThat(report.get("summary").get("pages").longValue()).isZero();
        assertThat(report.get("tool").get("name").textValue()).isEqualTo("Segment Pixel");
    }

    @Test
    void each_page_is_a_line() throws IOException {
        assertThat(Shop.told(AuditReports::json, Shop.pages()).lines().filter(line -> line.startsWith("{\"name\"")))
                .hasSize(3);
    }
}
