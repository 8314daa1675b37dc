package io.segmentpixel.page.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.Severity;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The report for a terminal has a line for each finding, and shows what a terminal would act on. */
class TextReportTest {
    @Provide
    Arbitrary<List<AuditedPage>> pages() {
        return AnyPages.pages().list().ofMaxSize(3);
    }

    @Test
    void a_shop_reads_well() throws IOException {
        assertThat(Shop.told(AuditReports::text, Shop.pages()))
                .isEqualTo(
                        """
                        cart/index.html:57:5: warning duplicate: The call add=528336 is made on line 12 already.
                        cart/index.html:57:5: note recently-changed: Segment 528336 was changed 3 minutes ago.
                        broken.html:1:5: warning unreadable: It is a directory.

                        3 pages, 3 pixels: 0 errors, 2 warnings, 1 note

                        Findings
                                1  warning  duplicate: Same call twice
                                   remedy   Delete all but one of the tags.
                                1  note     recently-changed: Segment that was changed just now
                                   remedy   Wait: it takes about 20 minutes until all pixel servers know of a change.
                                1  warning  unreadable: What could not be read
                                   remedy   See to what the sentence says, and run the audit again.

                        Segments (pages, pixels)
                                3        3  528336 "Shop - home"

                        Segments on no page
                          528337 "Shop - bought", code shop_bought

                        Steps without pages
                          "Shop - bought" on path thanks/**
                        """);
    }

    @Test
    void what_matters_less_gets_no_line_and_is_counted() throws IOException {
        String text = Shop.told(out -> AuditReports.text(out, Severity.WARNING), Shop.pages());

        assertThat(text)
                .doesNotContain("note recently-changed:")
                .contains("warning duplicate:")
                .contains("1 note\n");
    }

    @Property
    void a_terminal_sees_nothing_but_lines(@ForAll("pages") List<AuditedPage> pages) throws IOException {
        String hostile = String.join("", AnyPages.HOSTILE);
        String text = Shop.told(AuditReports::text, pages, Shop.summary(pages, hostile));

        assertThat(text.replace("\n", "").codePoints())
                .noneMatch(character -> Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.SURROGATE
                        || Character.getType(character) == Character.LINE_SEPARATOR
                        || Character.getType(character) == Character.PARAGRAPH_SEPARATOR);
    }

    @Property
    void each_finding_is_a_line(@ForAll("pages") List<AuditedPage> pages) throws IOException {
        String text = Shop.told(AuditReports::text, pages);
        long findings = pages.stream().mapToLong(page -> page.findings().size()).sum();

        assertThat(text.lines().takeWhile(line -> !line.isEmpty() && findings > 0))
                .hasSize((int) findings);
    }

    @Test
    void an_audit_of_a_clean_page_ends_with_its_counts() throws IOException {
        AuditedPage clean = Shop.page("a.html", List.of());

        assertThat(Shop.told(AuditReports::text, List.of(clean)))
                .startsWith("1 page, 0 pixels: 0 errors, 0 warnings, 0 notes\n");
    }

    @Test
    void all_codes_can_be_told() throws IOException {
        List<AuditedPage> pages = List.of(FindingCode.values()).stream()
                .map(code -> Shop.page(code + ".html", List.of(), Shop.finding(code, "So it is.", 1)))
                .toList();

        assertThat(Shop.told(AuditReports::text, pages).lines().filter(line -> line.endsWith(": So it is.")))
                .hasSize(FindingCode.values().length);
    }
}
