package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.Fires;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PageRule;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.page.Severity;
import io.segmentpixel.page.SiteAudit;
import io.segmentpixel.page.WebPage;
import io.segmentpixel.page.report.AuditReports;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.testkit.InMemorySegments;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on pages, what is wrong with it, and how that is reported. */
class AuditHowToTest {
    private final InMemorySegments segments = new InMemorySegments();

    @TempDir
    Path root;

    @Test
    void what_stands_on_a_page() {
        String id = segments.create(NewSegment.named("Shop - in cart")).id().toString();
        String page = "<body>\n<img src=\"http://ib.adnxs.com/seg?add=" + id + "&consent=1&t=2\">\n</body>\n";

        PageContext context = PageContext.https().knowing(segments).requiringConsent();
        PageAudit audit = PageAudit.of(page, context);
        audit.placed(); // [12:1 img on load add=528336 "Shop - in cart", …]
        audit.findings(); // [14:1 error non-secure: The call is by http, and the page by https: …]
        String mended = audit.mended().html();

        assertThat(audit.placed()).hasToString("[2:1 img on load add=" + id + "&consent=1]");
        assertThat(audit.findings().toString())
                .startsWith("[2:1 error non-secure: The call is by http, and the page by https: ");
        assertThat(mended).isEqualTo(page.replace("http:", "https:"));
    }

    @Test
    void what_fires_and_what_does_not() {
        String page = "<!-- <img src=\"https://secure.adnxs.com/seg?add=528336&t=2\"> -->\n";

        PageAudit audit = PageAudit.of(page, PageContext.https().leavingOut(FindingCode.COMMENTED_OUT));
        List<PlacedPixel> dead = audit.placed().stream()
                .filter(pixel -> pixel.fires() == Fires.NEVER)
                .toList();
        List<Finding> errors = audit.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();

        assertThat(dead).hasSize(1);
        assertThat(errors).isEmpty();
    }

    private Segment cartOnSite() throws IOException {
        Segment cart = segments.create(NewSegment.named("Shop - in cart"));
        Files.writeString(
                root.resolve("cart.html"), "<img src=\"http://ib.adnxs.com/seg?add=" + cart.id() + "&t=2\">\n");
        Files.writeString(root.resolve("index.html"), "<p>Shoes</p>\n");
        return cart;
    }

    @Test
    void a_site() throws IOException {
        Segment cart = cartOnSite();
        Funnel shop = Funnel.named("Shop").step(PixelExport.of(cart), PageRule.path("{cart,index}.html"));

        PageContext context = PageContext.https().knowing(segments).leavingOut(FindingCode.RECENTLY_CHANGED);
        SiteAudit audit = SiteAudit.on(context).withFunnel(shop);
        AuditSummary summary = audit.directory(root, AuditReports.text(System.out));
        summary.findings(); // {non-secure=1, missing-from-funnel=1}
        summary.segmentsWithoutPages(); // those of the account that stand on no page
        audit.mend(root); // the same, and mends in the files what needs no guess

        assertThat(summary.findings()).hasToString("{non-secure=1, missing-from-funnel=1}");
        assertThat(summary.segmentsWithoutPages()).isEmpty();
        assertThat(Files.readString(root.resolve("cart.html")))
                .contains("https:")
                .doesNotContain("http:");
    }

    @Test
    void pages_from_anywhere() throws IOException {
        byte[] body = "<p>Shoes</p>".getBytes(StandardCharsets.UTF_8);
        String policy = "default-src 'self'";

        Stream<WebPage> crawled = Stream.of(WebPage.of("https://shop.example/cart/", body) // https, as the address says
                .withCharset(StandardCharsets.UTF_8)
                .withContentSecurityPolicy(policy));
        AuditSummary summary = SiteAudit.on(PageContext.anyScheme()).pages(crawled);

        assertThat(summary.pages()).isEqualTo(1);
    }

    @Test
    void reports() throws IOException {
        cartOnSite();
        Path folder = Files.createDirectory(root.resolve("reports"));

        try (Writer html = Files.newBufferedWriter(folder.resolve("audit.html"));
                Writer sarif = Files.newBufferedWriter(folder.resolve("audit.sarif"))) {
            SiteAudit.on(PageContext.https())
                    .withPages("*.html")
                    .directory(root, AuditReports.html(html), AuditReports.sarif(sarif)); // both in one run
        }

        assertThat(Files.readString(folder.resolve("audit.html"))).contains("non-secure");
        assertThat(Files.readString(folder.resolve("audit.sarif"))).contains("2.1.0", "non-secure");
    }

    @Test
    void a_report_of_a_single_page() throws IOException {
        PageContext context = PageContext.https();
        String page = "<img src=\"http://ib.adnxs.com/seg?add=528336&t=2\">\n";
        StringBuilder out = new StringBuilder();

        AuditedPage audited = AuditedPage.of("cart/index.html", PageAudit.of(page, context));
        AuditReport report = AuditReports.text(out, Severity.WARNING); // notes get no line
        report.page(audited);
        report.end(AuditSummary.of(List.of(audited), context));

        assertThat(out.toString())
                .isEqualTo(
                        """
                cart/index.html:1:1: error non-secure: The call is by http, and the page by https: browsers may not make it.

                1 page, 1 pixel: 1 error, 0 warnings, 0 notes

                Findings
                        1  error    non-secure: Non-secure pixel on an https page
                           remedy   Call https, as in https://secure.adnxs.com/seg?…: browsers block a script by http here, and may block an image.

                Segments (pages, pixels)
                        1        1  528336
                """);
    }

    @Test
    void a_report_of_your_own() throws IOException {
        cartOnSite();
        List<String> worst = new ArrayList<>();

        AuditReport own = new AuditReport() {
            @Override
            public void page(AuditedPage page) { // one by one, in the order of the pages
                page.findings().stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .forEach(finding ->
                                worst.add(page.name() + ": " + finding.code().title()));
            }

            @Override
            public void end(AuditSummary summary) {
                worst.add(summary.pages() + " pages");
            }
        };
        SiteAudit.on(PageContext.https()).directory(root, own);

        assertThat(worst).hasSize(2).last().isEqualTo("2 pages");
    }
}
