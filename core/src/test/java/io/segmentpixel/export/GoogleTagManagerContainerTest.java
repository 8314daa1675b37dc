package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentpixel.export.GoogleTagManagerContainer.PathRule;
import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GoogleTagManagerContainerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL_PAGES = "2147479553";
    private static final PixelExport VISITED = export(12, "Visited");
    private static final PixelExport CART = export(13, "In cart").asImage();
    private static final GoogleTagManagerContainer SHOP =
            GoogleTagManagerContainer.named("Shop").exportedAt(Instant.parse("2026-03-01T12:00:00.7Z"));

    private static PixelExport export(int id, String name) {
        return PixelExport.of(Segment.of(SegmentId.of(id), MemberId.of(958), name));
    }

    private static JsonNode written(GoogleTagManagerContainer container, PixelExport... exports) throws IOException {
        StringBuilder text = new StringBuilder();
        container.write(Stream.of(exports), text);
        assertThat(text).endsWith("\n");
        return JSON.readTree(text.toString());
    }

    private static String minified(String json) throws IOException {
        return JSON.readTree(json).toString();
    }

    @Test
    void has_the_form_of_a_container_file() throws IOException {
        JsonNode root = written(SHOP);

        assertThat(root.toString())
                .isEqualTo(
                        minified(
                                """
                                {"exportFormatVersion": 2, "exportTime": "2026-03-01 12:00:00", "containerVersion": {
                                 "path": "accounts/0/containers/0/versions/0", "accountId": "0", "containerId": "0",
                                 "containerVersionId": "0", "container": {"path": "accounts/0/containers/0", "accountId": "0",
                                 "containerId": "0", "name": "Shop", "publicId": "GTM-0", "usageContext": ["WEB"]},
                                 "tag": [], "trigger": [], "builtInVariable": []}}"""));
    }

    @Test
    void an_image_is_an_image_tag_on_all_pages() throws IOException {
        assertThat(written(SHOP, CART).at("/containerVersion/tag/0").toString())
                .isEqualTo(
                        minified(
                                """
                                {"accountId": "0", "containerId": "0", "tagId": "1", "name": "In cart", "type": "img", "parameter": [
                                 {"type": "TEMPLATE", "key": "url", "value": "https://secure.adnxs.com/seg?add=13&t=2"},
                                 {"type": "BOOLEAN", "key": "useCacheBuster", "value": "true"},
                                 {"type": "TEMPLATE", "key": "cacheBusterQueryParam", "value": "gtmcb"}],
                                 "firingTriggerId": ["2147479553"], "tagFiringOption": "ONCE_PER_EVENT",
                                 "consentSettings": {"consentStatus": "NOT_SET"}}"""));
    }

    @Test
    void a_script_is_a_tag_of_html() throws IOException {
        JsonNode tag = written(SHOP, VISITED).at("/containerVersion/tag/0");

        assertThat(tag.path("type").asText()).isEqualTo("html");
        assertThat(tag.path("parameter").toString())
                .isEqualTo(
                        minified(
                                """
                                [{"type": "TEMPLATE", "key": "html", "value":
                                  "<script src=\\"https://secure.adnxs.com/seg?add=12&t=1\\" type=\\"text/javascript\\"></script>"},
                                 {"type": "BOOLEAN", "key": "supportDocumentWrite", "value": "true"}]"""));
    }

    @Test
    void a_path_has_a_trigger_that_tags_share() throws IOException {
        JsonNode version = written(
                        SHOP.onPath("/cart").onAllPages(VISITED).onPath(export(14, "c"), PathRule.matching("^/c.*")),
                        CART,
                        VISITED,
                        export(14, "c"),
                        export(15, "d"))
                .path("containerVersion");

        assertThat(version.path("trigger").get(0).toString())
                .isEqualTo(
                        minified(
                                """
                                {"accountId": "0", "containerId": "0", "triggerId": "1", "name": "Page Path equals /cart",
                                 "type": "PAGEVIEW", "filter": [{"type": "EQUALS", "parameter": [
                                 {"type": "TEMPLATE", "key": "arg0", "value": "{{Page Path}}"},
                                 {"type": "TEMPLATE", "key": "arg1", "value": "/cart"}]}]}"""));
        assertThat(version.path("trigger")).hasSize(2);
        assertThat(version.at("/trigger/1/filter/0/type").asText()).isEqualTo("MATCH_REGEX");
        assertThat(version.path("builtInVariable").toString())
                .isEqualTo(minified(
                        "[{\"accountId\":\"0\",\"containerId\":\"0\",\"type\":\"PAGE_PATH\",\"name\":\"Page Path\"}]"));
        assertThat(version.path("tag"))
                .extracting(tag -> tag.at("/firingTriggerId/0").asText())
                .containsExactly("1", ALL_PAGES, "2", "1");
    }

    @Test
    void has_four_kinds_of_path_rules() throws IOException {
        Map<String, GoogleTagManagerContainer.PathRule> rules = Map.of(
                "EQUALS", GoogleTagManagerContainer.PathRule.equalTo("/c"),
                "STARTS_WITH", GoogleTagManagerContainer.PathRule.startingWith("/c"),
                "CONTAINS", GoogleTagManagerContainer.PathRule.containing("/c"),
                "MATCH_REGEX", GoogleTagManagerContainer.PathRule.matching("/c"));
        for (Map.Entry<String, GoogleTagManagerContainer.PathRule> rule : rules.entrySet()) {
            JsonNode version = written(SHOP.onPath(rule.getValue()), CART).path("containerVersion");

            assertThat(version.at("/trigger/0/filter/0/type").asText()).isEqualTo(rule.getKey());
            assertThat(version.at("/trigger/0/filter/0/parameter/1/value").asText())
                    .isEqualTo("/c");
            assertThat(version.at("/tag/0/firingTriggerId/0").asText()).isEqualTo("1");
        }
        assertThat(Set.copyOf(rules.values())).hasSize(4);
        assertThat(GoogleTagManagerContainer.PathRule.equalTo("/c"))
                .isEqualTo(rules.get("EQUALS"))
                .hasSameHashCodeAs(rules.get("EQUALS"))
                .isNotEqualTo(GoogleTagManagerContainer.PathRule.equalTo("/d"));
    }

    @Test
    void fires_on_all_pages_again() throws IOException {
        JsonNode version = written(SHOP.onPath("/cart").onAllPages(), CART).path("containerVersion");

        assertThat(version.at("/tag/0/firingTriggerId/0").asText()).isEqualTo(ALL_PAGES);
        assertThat(version.path("trigger")).isEmpty();
        assertThat(SHOP).hasToString("GoogleTagManagerContainer[name=Shop]");
    }

    @Test
    void waits_for_consent_where_it_is_required() throws IOException {
        JsonNode tags = written(
                        SHOP.requiringConsent("ad_storage", "ad_user_data").requiringConsent(CART), VISITED, CART)
                .at("/containerVersion/tag");

        assertThat(tags.get(0).path("consentSettings").toString())
                .isEqualTo(
                        minified(
                                """
                                {"consentStatus": "NEEDED", "consentType": {"type": "LIST", "list": [
                                 {"type": "TEMPLATE", "value": "ad_storage"}, {"type": "TEMPLATE", "value": "ad_user_data"}]}}"""));
        assertThat(tags.get(1).path("consentSettings").toString()).isEqualTo("{\"consentStatus\":\"NOT_NEEDED\"}");
    }

    @Test
    void keeps_its_own_macros_and_refuses_those_that_nobody_would_fill_in() throws IOException {
        PixelExport valued = CART.withValue(SegmentValue.macro("{{Cart Value}}"));

        assertThat(written(SHOP, valued)
                        .at("/containerVersion/tag/0/parameter/0/value")
                        .asText())
                .isEqualTo("https://secure.adnxs.com/seg?add=13:{{Cart Value}}&t=2");
        assertThat(SHOP.refusal(valued)).isEmpty();
        for (PixelExport odd : List.of(
                CART.withValue(SegmentValue.macro("${X}")),
                CART.withValue(SegmentValue.macro("[X]")),
                CART.withValue(SegmentValue.macro("%%X%%")),
                CART.withPrivacy(Privacy.macros(MacroDialect.IAB)))) {
            assertThat(SHOP.refusal(odd).orElseThrow()).endsWith("Tag Manager fills in {{…}} only");
            assertThatExceptionOfType(UnsupportedExportException.class).isThrownBy(() -> SHOP.render(odd));
        }
    }

    @Test
    void says_which_item_it_refuses() {
        assertThatExceptionOfType(UnsupportedExportException.class)
                .isThrownBy(() -> written(SHOP, VISITED, CART.withValue(SegmentValue.macro("${X}"))))
                .withMessageStartingWith("item 2, export \"In cart\"")
                .satisfies(refused -> assertThat(refused.item()).hasValue(2));
    }

    @Test
    void names_a_tag_of_which_nothing_would_show() throws IOException {
        for (String name : List.of("", " ", "\u200b\u00a0", "\u202e", "\u0000")) {
            assertThat(JSON.readTree(SHOP.render(export(1, name)))
                            .at("/containerVersion/tag/0/name")
                            .asText())
                    .isEqualTo("Pixel");
        }
    }

    @Test
    void refuses_rules_that_are_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> GoogleTagManagerContainer.named(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathRule.equalTo("/{{Page Path}}"))
                .withMessage(
                        "path \"/{{Page Path}}\": must have at least 1 character, no control characters and no {{");
        assertThatIllegalArgumentException().isThrownBy(() -> PathRule.startingWith(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.requiringConsent("Ad Storage"))
                .withMessage("consent type \"Ad Storage\": must be a-z and _, as in ad_storage");
    }

    @Provide
    Arbitrary<List<PixelExport>> exports() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(
                        "a", "A", "a (2)", "a (3)", "", " ", "{{Page Path}}", "{{{{", "{ {", "\u0000", "\u200b\u00a0"),
                Hostile.texts());
        return Combinators.combine(names, Arbitraries.integers().between(1, 9), Arbitraries.of(true, false))
                .as((name, id, isImage) -> isImage ? export(id, name).asImage() : export(id, name))
                .list()
                .ofMaxSize(12);
    }

    @Property(seed = "6")
    void references_resolve_and_ids_and_names_are_unique(@ForAll("exports") List<PixelExport> exports)
            throws IOException {
        GoogleTagManagerContainer container = SHOP;
        for (int at = 0; at < exports.size(); at += 3) {
            container = container.onPath(exports.get(at), PathRule.startingWith("/" + at % 2));
        }
        StringBuilder text = new StringBuilder();
        container.write(exports.stream(), text);
        JsonNode version = JSON.readTree(text.toString()).path("containerVersion");

        assertThat(version.path("tag")).hasSameSizeAs(exports);
        assertUnique(version.path("tag"), "tagId");
        assertUnique(version.path("tag"), "name");
        assertUnique(version.path("trigger"), "triggerId");
        assertUnique(version.path("trigger"), "name");
        Set<String> triggers = new HashSet<>(Set.of(ALL_PAGES));
        version.path("trigger")
                .forEach(trigger -> triggers.add(trigger.path("triggerId").asText()));
        version.path("tag").forEach(tag -> assertThat(triggers)
                .contains(tag.at("/firingTriggerId/0").asText()));
        Set<String> variables = new HashSet<>();
        version.path("builtInVariable")
                .forEach(variable -> variables.add(variable.path("name").asText()));
        Matcher references = Pattern.compile("\\{\\{(.*?)}}").matcher(text);
        while (references.find()) {
            assertThat(variables).contains(references.group(1));
        }
    }

    private static void assertUnique(JsonNode array, String field) {
        List<String> values = new ArrayList<>();
        array.forEach(node -> values.add(node.path(field).asText()));
        assertThat(values).doesNotHaveDuplicates().allSatisfy(value -> assertThat(value)
                .isNotBlank());
    }
}
