package io.segmentpixel.page.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The report for people holds all it needs, and whatever pages say is text in it. */
class HtmlReportTest {
    private static final Set<String> ELEMENTS = Set.of(
            ("#root html head meta title style body a header h1 h2 h3 p nav ul li main section dl div dt dd figure figcaption svg rect table"
                            + " thead tbody tr th td span strong b bdi code pre article form label input select option fieldset legend"
                            + " button details summary script")
                    .split(" "));

    @Provide
    Arbitrary<List<AuditedPage>> pages() {
        return AnyPages.pages().list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyPages.texts();
    }

    private static Document read(List<AuditedPage> pages, String title) throws IOException {
        return Jsoup.parse(Shop.told(
                out -> AuditReports.html(out, title), pages, Shop.summary(pages, title.isBlank() ? "x" : title)));
    }

    @Property(tries = 300)
    void what_pages_say_becomes_no_element(@ForAll("pages") List<AuditedPage> pages, @ForAll("texts") String title)
            throws IOException {
        Document report = read(pages, title);

        assertThat(report.getAllElements()).extracting(Element::normalName).isSubsetOf(ELEMENTS);
        assertThat(report.select("script")).hasSize(1);
        assertThat(report.select("article")).hasSize((int)
                pages.stream().filter(page -> !page.findings().isEmpty()).count());
        for (Element element : report.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotIn("src", "style", "srcset", "action");
                assertThat(attribute.getKey().equals("href")
                                && !attribute.getValue().startsWith("#"))
                        .as(attribute.html())
                        .isFalse();
            }
        }
    }

    @Property(tries = 300)
    void what_pages_say_is_shown(@ForAll("pages") List<AuditedPage> pages, @ForAll("texts") String title)
            throws IOException {
        Document report = read(pages, title);
        List<Finding> findings =
                pages.stream().flatMap(page -> page.findings().stream()).toList();

        assertThat(report.expectFirst("h1").wholeText()).isEqualTo(Visible.line(title));
        assertThat(report.select("tbody tr[data-code] pre code"))
                .extracting(Element::wholeText)
                .containsExactlyElementsOf(findings.stream()
                        .map(Finding::source)
                        .filter(source -> !source.isEmpty())
                        .map(Visible::lines)
                        .toList());
        assertThat(report.select("article h3"))
                .extracting(Element::wholeText)
                .containsExactlyElementsOf(pages.stream()
                        .filter(page -> !page.findings().isEmpty())
                        .map(page -> Visible.line(page.name()))
                        .toList());
        assertThat(report.select("#pixels tbody tr"))
                .hasSize(pages.stream().mapToInt(page -> page.placed().size()).sum());
    }

    @Property(tries = 200)
    void all_of_it_is_ascii(@ForAll("pages") List<AuditedPage> pages) throws IOException {
        assertThat(Shop.told(AuditReports::html, pages).chars())
                .allMatch(
                        character -> character == '\n' || character == '\t' || (character >= ' ' && character <= '~'));
    }

    @Test
    void a_piece_of_source_is_shown_as_it_stands() throws IOException {
        String source = "<img\n\tsrc='https://secure.adnxs.com/seg?add=1&amp;t=2' alt=\"für & <b>\">";
        Finding finding = new Finding(FindingCode.DUPLICATE, "Twice.", Shop.region(3), source, true);

        Document report = read(List.of(Shop.page("a.html", List.of(), finding)), "Audit");

        assertThat(report.expectFirst("pre code").wholeText()).isEqualTo(source);
    }

    @Test
    void its_policy_allows_its_own_style_and_script_alone() throws Exception {
        Document report = read(Shop.pages(), "Audit");
        String style = report.expectFirst("style").data();
        String script = report.expectFirst("script").data();

        assertThat(report.expectFirst("meta[http-equiv=Content-Security-Policy]")
                        .attr("content"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash(style) + "'; script-src 'sha256-"
                        + hash(script) + "'; base-uri 'none'; form-action 'none'");
        assertThat(report.expectFirst("meta[name=referrer]").attr("content")).isEqualTo("no-referrer");
        assertThat(style).doesNotContain("url(", "@import", "//");
        assertThat(script).doesNotContain("//", "eval", "innerHTML", "fetch", "XMLHttpRequest", "import");
    }

    private static String hash(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void its_parts_stand_in_the_order_in_which_they_are_read() throws IOException {
        assertThat(read(Shop.pages(), "Audit").select("h1, h2"))
                .extracting(Element::text)
                .containsExactly(
                        "Audit",
                        "Totals",
                        "Findings",
                        "Pixels by segment",
                        "Segments on no page",
                        "Steps of the funnel without pages",
                        "Pixels by page");
    }

    @Test
    void the_chart_says_in_words_what_it_shows() throws IOException {
        Element chart = read(Shop.pages(), "Audit").expectFirst("figure");

        assertThat(chart.expectFirst("svg[role=img]").attr("aria-label")).isEqualTo("0 errors, 2 warnings and 1 note");
        assertThat(chart.select("tbody tr").eachText())
                .containsExactly(
                        "Same call twice warning 1",
                        "What could not be read warning 1",
                        "Segment that was changed just now note 1");
    }

    @Test
    void every_field_has_a_label() throws IOException {
        Document report = read(Shop.pages(), "Audit");

        assertThat(report.select("input, select"))
                .hasSize(5)
                .allMatch(field -> field.closest("label") != null
                        || !report.select("label[for=" + field.id() + "]").isEmpty());
    }

    @Test
    void no_findings_are_a_sentence() throws IOException {
        Document report = read(List.of(), "Audit");

        assertThat(report.select("#findings p").eachText()).containsExactly("There are none.");
        assertThat(report.select("form, figure")).isEmpty();
    }

    @Test
    void five_thousand_findings_are_shown_and_all_are_counted() throws IOException {
        Finding finding = Shop.finding(FindingCode.DUPLICATE, "Twice.", 1);
        AuditedPage page = new AuditedPage("a.html", List.of(), Collections.nCopies(HtmlReport.MOST - 1, finding));

        Document report = read(List.of(page, page, page), "Audit");

        assertThat(report.select("#findings tbody tr")).hasSize(HtmlReport.MOST);
        assertThat(report.select("#findings > p").eachText())
                .contains("Only the first 5,000 findings are shown here; the totals count all of them.");
        assertThat(report.select(".cards .warning dd").text()).isEqualTo("14,997");
    }

    @Test
    void what_cannot_be_written_ends_the_report() throws IOException {
        IOException full = new IOException("full");
        AuditReport report = AuditReports.html(new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw full;
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw full;
            }

            @Override
            public Appendable append(char character) throws IOException {
                throw full;
            }
        });
        for (AuditedPage page : Shop.pages()) {
            report.page(page);
        }

        assertThatThrownBy(() -> report.end(Shop.summary(Shop.pages()))).isSameAs(full);
    }
}
