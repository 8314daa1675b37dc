package io.segmentpixel.page.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.SourceRegion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SARIF is as the standard's schema has it, and leads to the place that a finding is about. */
class SarifReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (InputStream file =
                Objects.requireNonNull(SarifReportTest.class.getResourceAsStream("/sarif/sarif-schema-2.1.0.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<String> errors(String sarif) {
        return SCHEMA
                .validate(
                        sarif,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Provide
    Arbitrary<List<AuditedPage>> pages() {
        return AnyPages.pages().list().ofMaxSize(3);
    }

    @Property(tries = 300)
    void it_is_valid_whatever_pages_hold(@ForAll("pages") List<AuditedPage> pages) throws IOException {
        assertThat(errors(Shop.told(AuditReports::sarif, pages))).isEmpty();
    }

    @Test
    void the_schema_finds_what_is_wrong() throws IOException {
        String sarif = Shop.told(AuditReports::sarif, Shop.pages());

        assertThat(errors(sarif)).isEmpty();
        assertThat(errors(sarif.replace("\"level\":\"warning\"", "\"level\":\"grave\"")))
                .isNotEmpty();
        assertThat(errors(sarif.replace("\"startLine\":57", "\"startLine\":0"))).isNotEmpty();
        assertThat(errors(sarif.replace("\"uri\":\"cart/", "\"uri\":\"cart^/"))).isNotEmpty();
        assertThat(errors(sarif.replace("\"columnKind\"", "\"columns\""))).isNotEmpty();
    }

    private static JsonNode run(List<AuditedPage> pages) throws IOException {
        return JSON.readTree(Shop.told(AuditReports::sarif, pages)).get("runs").get(0);
    }

    private static JsonNode region(JsonNode result) {
        return result.at("/locations/0/physicalLocation/region");
    }

    @Property(tries = 100)
    void each_finding_is_a_result_of_its_rule(@ForAll("pages") List<AuditedPage> pages) throws IOException {
        JsonNode run = run(pages);
        List<Finding> findings =
                pages.stream().flatMap(page -> page.findings().stream()).toList();

        assertThat(run.get("results")).hasSameSizeAs(findings);
        for (int i = 0; i < findings.size(); i++) {
            JsonNode result = run.get("results").get(i);
            Finding finding = findings.get(i);
            assertThat(result.get("ruleId").textValue())
                    .isEqualTo(finding.code().code());
            assertThat(run.at("/tool/driver/rules")
                            .get(result.get("ruleIndex").intValue())
                            .get("id"))
                    .isEqualTo(result.get("ruleId"));
            assertThat(region(result).get("startLine").intValue())
                    .isEqualTo(finding.region().line());
            assertThat(region(result).get("charOffset").intValue())
                    .isEqualTo(finding.region().offset());
        }
    }

    @Test
    void each_code_is_a_rule_that_says_what_to_do() throws IOException {
        JsonNode rules = run(List.of()).at("/tool/driver/rules");

        assertThat(rules).hasSize(FindingCode.values().length);
        Iterator<JsonNode> next = rules.iterator();
        for (FindingCode code : FindingCode.values()) {
            JsonNode rule = next.next();
            assertThat(rule.get("id").textValue()).isEqualTo(code.code());
            assertThat(rule.at("/help/text").textValue())
                    .isEqualTo(code.remedy() + " More in docs/findings.md#" + code + ".");
            assertThat(rule.at("/defaultConfiguration/level").textValue())
                    .isEqualToIgnoringCase(code.severity().name());
        }
        assertThat(rules.findValuesAsText("name")).contains("GluedCachebuster").doesNotHaveDuplicates();
    }

    private static String fingerprint(AuditedPage page, int result) throws IOException {
        return run(List.of(page))
                .get("results")
                .get(result)
                .at("/partialFingerprints/findingOnPage~1v1")
                .textValue();
    }

    private static Finding duplicate(String explanation, int line) {
        return Shop.finding(FindingCode.DUPLICATE, explanation, line);
    }

    @Test
    void a_fingerprint_stays_when_lines_move_and_differs_between_two_that_are_alike() throws IOException {
        AuditedPage before =
                Shop.page("a.html", List.of(), duplicate("As on line 1.", 5), duplicate("As on line 1.", 9));
        AuditedPage after =
                Shop.page("a.html", List.of(), duplicate("As on line 3.", 7), duplicate("As on line 3.", 12));
        AuditedPage elsewhere = Shop.page("b.html", List.of(), duplicate("As on line 1.", 5));

        assertThat(fingerprint(after, 0)).isEqualTo(fingerprint(before, 0)).isNotEqualTo(fingerprint(elsewhere, 0));
        assertThat(fingerprint(after, 1)).isEqualTo(fingerprint(before, 1)).isNotEqualTo(fingerprint(before, 0));
    }

    @Test
    void a_snippet_is_all_of_its_region_and_a_cut_piece_is_none() throws IOException {
        Finding whole = duplicate("Twice.", 5);
        Finding cut = new Finding(whole.code(), "Twice.", new SourceRegion(0, 900, 1, 1, 9, 1), Shop.IMAGE, true);

        JsonNode results =
                run(List.of(Shop.page("a.html", List.of(), whole, cut))).get("results");

        assertThat(region(results.get(0)).at("/snippet/text").textValue()).isEqualTo(Shop.IMAGE);
        assertThat(region(results.get(1)).has("snippet")).isFalse();
        assertThat(results.get(1).at("/properties/source").textValue()).isEqualTo(Shop.IMAGE);
    }

    /** As editors and SARIF count: it is no character of the text. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<p>a</p>", "<p>a</p>\n", "\r<p>\r"})
    void a_byte_order_mark_moves_no_place(String before) throws IOException {
        String page = before + "<img src=\"http://ib.adnxs.com/seg?add=1&t=2\">";
        PageAudit without = PageAudit.of(page, PageContext.https());
        PageAudit with = PageAudit.of("\ufeff" + page, PageContext.https());

        assertThat(with.findings().get(0).region().offset())
                .isEqualTo(without.findings().get(0).region().offset() + 1);
        assertThat(run(List.of(AuditedPage.of("a.html", with))).get("results"))
                .isEqualTo(run(List.of(AuditedPage.of("a.html", without))).get("results"))
                .isNotEmpty();
    }

    @Test
    void a_place_that_begins_with_a_byte_order_mark_begins_the_text() throws IOException {
        Finding whole = new Finding(FindingCode.DUPLICATE, "Twice.", new SourceRegion(0, 5, 1, 1, 1, 5), "", false);

        JsonNode results = run(List.of(new AuditedPage("a.html", List.of(), List.of(whole), true)))
                .get("results");

        assertThat(region(results.get(0)).get("charOffset").intValue()).isZero();
        assertThat(region(results.get(0)).get("charLength").intValue()).isEqualTo(4);
    }

    @Test
    void it_says_how_lines_end() throws IOException {
        assertThat(run(List.of()).get("newlineSequences").toString()).isEqualTo("[\"\\r\\n\",\"\\n\",\"\\r\"]");
    }

    @Test
    void a_sentence_has_no_links_and_no_placeholders() throws IOException {
        AuditedPage page = Shop.page("a.html", List.of(), duplicate("[click](https://evil.example) {0}", 1));

        assertThat(run(List.of(page)).at("/results/0/message/text").textValue())
                .isEqualTo("[click] (https://evil.example) {{0}}");
    }

    @Test
    void it_says_what_stands_nowhere() throws IOException {
        ObjectNode properties = (ObjectNode) run(Shop.pages()).get("properties");

        assertThat(properties.get("segmentsWithoutPages").get(0).textValue())
                .isEqualTo("528337 \"Shop - bought\", code shop_bought");
        assertThat(properties.get("stepsWithoutPages").get(0).textValue())
                .isEqualTo("\"Shop - bought\" on path thanks/**");
        assertThat(properties.get("pixels").longValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "cart/index.html, cart/index.html",
        "a b/ü.html, a%20b/%C3%BC.html",
        "c:/x, c%3A/x",
        "100%.html, 100%25.html",
        "a?b#c, a%3Fb%23c",
        "//evil.example/x, .///evil.example/x",
        "'', ./",
        "https://shop.example/a%20b?c=d#e, https://shop.example/a%20b?c=d#e",
        "https://shop.example/a b|c?[x]=100%#e#f, https://shop.example/a%20b%7Cc?%5Bx%5D=100%25#e%23f",
        "http://[::1]:8080/x, http://[::1]:8080/x",
        "http://[x/y, http%3A//%5Bx/y",
    })
    void a_page_is_a_reference(String page, String uri) {
        assertThat(PageUri.of(page)).isEqualTo(uri);
    }

    @Property
    void a_path_is_relative_and_comes_back(@ForAll("paths") String path) {
        URI uri = URI.create(PageUri.of(path));

        assertThat(uri.isAbsolute()).isFalse();
        assertThat(uri.getRawAuthority()).isNull();
        assertThat(URLDecoder.decode(uri.getRawPath().replace("+", "%2B"), StandardCharsets.UTF_8))
                .endsWith(new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> paths() {
        return AnyPages.texts();
    }

    @Test
    void results_come_in_the_order_of_the_pages() throws IOException {
        assertThat(StreamSupport.stream(run(Shop.pages()).get("results").spliterator(), false)
                        .map(result -> result.at("/locations/0/physicalLocation/artifactLocation/uri")
                                .textValue()))
                .containsExactly("cart/index.html", "cart/index.html", "broken.html");
    }
}
