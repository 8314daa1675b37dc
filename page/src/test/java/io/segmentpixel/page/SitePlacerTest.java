package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.UnsupportedExportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePlacerTest {
    private static final SitePlacer PLACER = SitePlacer.of(Sites.FUNNEL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    @Test
    void each_page_bears_the_tags_of_the_steps_that_hold_on_it() throws IOException {
        Sites.write(root, 30, 500);

        SiteReport report = PLACER.place(root);

        assertThat(report.isComplete()).isTrue();
        assertThat(report.pages()).hasSize(30);
        assertThat(text("index.html")).contains("add=528335").doesNotContain("add=528336", "add=528337");
        assertThat(text("cart/3.html")).contains("add=528336").doesNotContain("add=528335", "add=528337");
        assertThat(text("cart/9.html")).containsSubsequence("add=528336", "add=528337");
        assertThat(text("shop/1/1.html")).contains("add=528337").doesNotContain("add=528336");
        assertThat(text("shop/2/2.html")).doesNotContain("adnxs");
        assertThat(result(report, "cart/9.html").placed()).containsExactly(Sites.CART, Sites.BOUGHT);
        assertThat(result(report, "shop/2/2.html")).isEqualTo(PageResult.unchanged(Path.of("shop", "2", "2.html")));
    }

    private static PageResult result(SiteReport report, String path) {
        return report.pages().stream()
                .filter(page -> SitePage.slashed(page.path()).equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_second_run_changes_nothing_and_touches_no_file() throws IOException {
        Sites.write(root, 30, 500);
        PLACER.place(root);
        Map<String, String> placed = Sites.hashes(root);
        FileTime past = FileTime.from(Instant.EPOCH);
        for (String path : placed.keySet()) {
            Files.setLastModifiedTime(root.resolve(path), past);
        }

        SiteReport again = PLACER.place(root);

        assertThat(again.count(PageOutcome.UNCHANGED)).isEqualTo(30);
        assertThat(Sites.hashes(root)).isEqualTo(placed);
        for (String path : placed.keySet()) {
            assertThat(Files.getLastModifiedTime(root.resolve(path))).isEqualTo(past);
        }
    }

    @Test
    void removed_the_site_is_as_it_was() throws IOException {
        Sites.write(root, 30, 500);
        Map<String, String> original = Sites.hashes(root);
        SiteReport placed = PLACER.place(root);

        SiteReport removed = PLACER.remove(root);

        assertThat(Sites.hashes(root)).isEqualTo(original);
        assertThat(removed.count(PageOutcome.CHANGED))
                .isEqualTo(placed.count(PageOutcome.CHANGED))
                .isPositive();
        assertThat(result(removed, "cart/9.html").removed()).containsExactly(Sites.CART, Sites.BOUGHT);
        assertThat(removed.stepsWithoutPages()).isEmpty();
    }

    @Test
    void tags_of_segments_that_the_funnel_does_not_name_are_left_alone() throws IOException {
        Sites.write(root, 10, 500);
        SitePlacer others = SitePlacer.of(Funnel.named("Others").step(Sites.export(7, "Others"), PageRule.path("**")));
        others.place(root);
        Map<String, String> before = Sites.hashes(root);

        PLACER.place(root);
        assertThat(text("index.html")).contains("add=7&", "add=528335");
        PLACER.remove(root);

        assertThat(Sites.hashes(root)).isEqualTo(before);
    }

    @Test
    void a_step_more_comes_to_what_a_fresh_placing_gives() throws IOException {
        convergesTo(
                Funnel.named("Shop")
                        .step(Sites.HOME, PageRule.path("index.html"))
                        .step(Sites.CART, PageRule.path("cart/**")),
                Sites.FUNNEL);
    }

    @Test
    void another_version_of_an_export_comes_to_what_a_fresh_placing_gives() throws IOException {
        PageRule inCart = PageRule.path("cart/**");
        convergesTo(
                Funnel.named("Shop").step(Sites.CART, inCart),
                Funnel.named("Shop").step(Sites.CART.asImage().withValue(5), inCart));
    }

    @Test
    void another_rule_comes_to_what_a_fresh_placing_gives() throws IOException {
        convergesTo(
                Sites.FUNNEL,
                Funnel.named("Shop")
                        .step(Sites.HOME, PageRule.path("shop/1/**"))
                        .step(Sites.CART, PageRule.path("index.html"))
                        .step(Sites.BOUGHT, PageRule.path("shop/2/*")));
    }

    @Test
    void an_export_in_two_versions_on_different_pages_comes_to_what_a_fresh_placing_gives() throws IOException {
        convergesTo(
                Funnel.named("Shop").step(Sites.CART, PageRule.path("**")),
                Funnel.named("Shop")
                        .step(Sites.CART.withValue(1), PageRule.path("cart/**"))
                        .step(Sites.CART.withValue(2), PageRule.path("shop/**")));
    }

    private void convergesTo(Funnel first, Funnel second) throws IOException {
        Path site = Files.createDirectory(root.resolve("site"));
        Path fresh = root.resolve("fresh");
        Sites.write(site, 30, 500);
        Sites.copyInto(site, fresh);
        SitePlacer.of(second).place(fresh);

        SitePlacer.of(first).place(site);
        assertThat(Sites.hashes(site)).isNotEqualTo(Sites.hashes(fresh));
        assertThat(SitePlacer.of(second).place(site).isComplete()).isTrue();

        assertThat(Sites.hashes(site)).isEqualTo(Sites.hashes(fresh));
    }

    @Test
    void an_export_of_two_steps_stands_on_a_page_once_if_one_of_them_holds() throws IOException {
        Sites.write(root, 12, 500);
        SitePlacer twice = SitePlacer.of(Funnel.named("Shop")
                .step(Sites.CART, PageRule.path("cart/**"))
                .step(Sites.CART, PageRule.having("#thank-you")));

        SiteReport report = twice.place(root);

        assertThat(text("cart/3.html").split("add=528336", -1)).hasSize(2);
        assertThat(text("cart/9.html").split("add=528336", -1)).hasSize(2);
        assertThat(text("shop/1/1.html").split("add=528336", -1)).hasSize(2);
        assertThat(result(report, "cart/9.html").placed()).containsExactly(Sites.CART);
        assertThat(twice.place(root).count(PageOutcome.CHANGED)).isZero();
    }

    @Test
    void a_step_that_holds_on_no_page_is_reported() throws IOException {
        Sites.write(root.resolve("a.html"), "<p>a</p>");
        Funnel funnel = Sites.FUNNEL.step(Sites.export(9, "all"), PageRule.path("*.html"));

        SiteReport report = SitePlacer.of(funnel).place(root);

        assertThat(report.stepsWithoutPages()).isEqualTo(Sites.FUNNEL.steps());
        assertThat(report)
                .hasToString(
                        """
                a.html: changed, placed "all"
                step "Shop - home" on path index.html: held on no page
                step "Shop - cart" on path cart/**: held on no page
                step "Shop - bought" on having #thank-you: held on no page
                Shop: 1 page: 1 changed, 0 unchanged""");
    }

    @Test
    void a_page_that_cannot_be_changed_is_reported_and_the_others_go_on() throws IOException {
        Sites.write(root, 10, 500);
        Sites.write(root.resolve("cart/4.html"), "<html amp><body><p>a</p></body></html>");

        SiteReport report = PLACER.place(root);

        assertThat(report.pages(PageOutcome.REFUSED)).singleElement().satisfies(refused -> {
            assertThat(refused.path()).isEqualTo(Path.of("cart", "4.html"));
            assertThat(refused.reason().orElseThrow()).contains("at the end of the body");
        });
        assertThat(report.isComplete()).isFalse();
        assertThat(report.toString())
                .contains("cart/4.html: refused, at the end of the body")
                .endsWith(", 1 refused");
        assertThat(text("cart/9.html")).contains("add=528336");
    }

    @Test
    void where_and_how_tags_are_placed_can_be_said() throws IOException {
        Sites.write(root.resolve("a.html"), "<body>\n<h1>a</h1>\n<p>b</p>\n</body>\n");
        HtmlFormat bare = export -> "<script src=\"" + export.url() + "\"></script>";

        SitePlacer.of(Funnel.named("x").step(Sites.CART, PageRule.path("**")))
                .withPlacer(PagePlacer.after("h1"))
                .withFormat(bare)
                .place(root);

        assertThat(text("a.html"))
                .isEqualTo(
                        "<body>\n<h1>a</h1>\n<script src=\"" + Sites.CART.url() + "\"></script>\n<p>b</p>\n</body>\n");
    }

    @Test
    void pages_are_read_in_the_charset_that_the_placer_knows() throws IOException {
        Sites.write(root.resolve("a.html"), "<body><p>a</p></body>");

        SitePlacer.of(Funnel.named("x").step(Sites.export(5, "gr\u00f6\u00dfer"), PageRule.path("**")))
                .withPlacer(PagePlacer.atEndOfBody().on(PageContext.https().withCharset(StandardCharsets.UTF_8)))
                .place(root);

        assertThat(text("a.html")).contains(" gr\u00f6\u00dfer ");
    }

    @Test
    void pages_are_html_files_in_any_case_unless_another_pattern_is_said() throws IOException {
        List<String> names =
                List.of("a.html", "b.HTML", "c.Htm", "d.xhtml", "e.php", "f.html.bak", "html", "sub/g.HtM");
        for (String name : names) {
            Sites.write(root.resolve(name), "<p>a</p>");
        }
        SitePlacer placer = SitePlacer.of(Funnel.named("x").step(Sites.CART, PageRule.path("**")));

        assertThat(paths(placer.place(root))).containsExactly("a.html", "b.HTML", "c.Htm", "sub/g.HtM");
        assertThat(paths(placer.withPages("*.php").place(root))).containsExactly("e.php");
    }

    private static List<String> paths(SiteReport report) {
        return report.pages().stream()
                .map(page -> SitePage.slashed(page.path()))
                .toList();
    }

    @Test
    void rules_about_addresses_need_one() throws IOException {
        Sites.write(root, 10, 500);
        SitePlacer placer =
                SitePlacer.of(Funnel.named("x").step(Sites.CART, PageRule.url("https://shop.example/s/cart/")));

        assertThatThrownBy(() -> placer.place(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("servedAt");
        assertThat(placer.remove(root).count(PageOutcome.UNCHANGED)).isEqualTo(10);
        assertThat(paths(placer.servedAt("https://shop.example/s").place(root), PageOutcome.CHANGED))
                .containsExactly("cart/3.html", "cart/6.html", "cart/9.html");
    }

    private static List<String> paths(SiteReport report, PageOutcome outcome) {
        return report.pages(outcome).stream()
                .map(page -> SitePage.slashed(page.path()))
                .toList();
    }

    @Test
    void the_listener_is_told_of_each_page_in_order_on_the_callers_thread() throws IOException {
        Sites.write(root, 40, 2_000);
        List<PageResult> told = new ArrayList<>();
        Thread caller = Thread.currentThread();

        SiteReport report = PLACER.withListener((done, of, page) -> {
                    told.add(page);
                    assertThat(done).isEqualTo(told.size());
                    assertThat(of).isEqualTo(40);
                    assertThat(Thread.currentThread()).isSameAs(caller);
                })
                .place(root);

        assertThat(told).isEqualTo(report.pages());
    }

    @Test
    void what_the_format_cannot_carry_is_refused_before_any_page_is_changed() throws IOException {
        Sites.write(root, 10, 500);
        Map<String, String> before = Sites.hashes(root);
        HtmlFormat picky = export -> {
            if (export.equals(Sites.BOUGHT)) {
                throw new UnsupportedExportException(export, "not this one");
            }
            return ExportFormats.htmlTag().render(export);
        };

        assertThatThrownBy(() -> PLACER.withFormat(picky).place(root)).isInstanceOf(UnsupportedExportException.class);

        assertThat(Sites.hashes(root)).isEqualTo(before);
    }

    @Test
    void a_format_that_writes_nothing_is_refused_and_changes_nothing() throws IOException {
        Path page = Sites.write(root.resolve("a.html"), "<body><p>a</p></body>");
        FileTime past = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(page, past);
        SitePlacer silent = SitePlacer.of(Funnel.named("x").step(Sites.CART, PageRule.path("**")))
                .withFormat(export -> "");
        ByteArrayOutputStream diff = new ByteArrayOutputStream();

        SiteReport dry = silent.dryRun(root, diff);

        assertThat(dry.pages())
                .extracting(PageResult::toString)
                .containsExactly("a.html: refused, format: must write elements, and no text beside them; wrote \"\"");
        assertThat(diff.size()).isZero();
        assertThat(silent.place(root).pages()).isEqualTo(dry.pages());
        assertThat(Files.getLastModifiedTime(page)).isEqualTo(past);
    }

    /** A script that puts its address together shows no path of the platform's. */
    @Test
    void tags_that_show_no_call_are_taken_out_all_the_same() throws IOException {
        Sites.write(root, 10, 500);
        Map<String, String> original = Sites.hashes(root);
        HtmlFormat hidden = export -> export.equals(Sites.HOME)
                ? ExportFormats.htmlTag().render(export)
                : "<script>call(" + export.segments().get(0).id() + ")</script>";
        PLACER.withFormat(hidden).place(root);
        assertThat(text("cart/3.html")).contains("call(528336)");
        PageRule nowhere = PageRule.path("none");
        Funnel nothing = Funnel.named("Shop")
                .step(Sites.HOME, nowhere)
                .step(Sites.CART, nowhere)
                .step(Sites.BOUGHT, nowhere);

        SiteReport unwanted = SitePlacer.of(nothing).withFormat(hidden).place(root);

        assertThat(unwanted.count(PageOutcome.CHANGED)).isPositive();
        assertThat(Sites.hashes(root)).isEqualTo(original);
        PLACER.withFormat(hidden).place(root);
        PLACER.withFormat(hidden).remove(root);
        assertThat(Sites.hashes(root)).isEqualTo(original);
    }

    @Test
    void what_the_format_cannot_carry_is_taken_out_by_its_call() throws IOException {
        Sites.write(root, 10, 500);
        Map<String, String> original = Sites.hashes(root);
        PLACER.place(root);

        SiteReport removed = PLACER.withFormat(ExportFormats.amp()).remove(root);

        assertThat(removed.isComplete()).isTrue();
        assertThat(Sites.hashes(root)).isEqualTo(original);
    }

    @Test
    void wrong_settings_are_refused_at_the_door() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SitePlacer.of(Funnel.named("empty")))
                .withMessageContaining("funnel \"empty\": must have a step");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLACER.withThreads(0))
                .withMessage("threads 0: must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLACER.withLargestPage(0))
                .withMessage("largest page 0: must be at least 1 byte");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLACER.withPages("{a"))
                .withMessageStartingWith("glob \"{a\": must be a pattern");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLACER.servedAt("shop.example"))
                .withMessageStartingWith("url \"shop.example\": must be an absolute http or https address");
    }

    @Test
    void a_root_that_is_no_directory_is_an_error() throws IOException {
        Path file = Sites.write(root.resolve("a.html"), "");

        assertThatThrownBy(() -> PLACER.place(file)).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> PLACER.place(root.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> PLACER.dryRun(root.resolve("none"), OutputStream.nullOutputStream()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_root_may_be_a_link() throws IOException {
        Path site = root.resolve("site");
        Sites.write(site, 4, 500);
        Path link = Files.createSymbolicLink(root.resolve("link"), site);

        assertThat(PLACER.place(link).count(PageOutcome.CHANGED)).isEqualTo(3);
    }

    @Test
    void a_new_release_of_an_older_tag_is_reported_as_replaced() throws IOException {
        Sites.write(root.resolve("a.html"), "<html><body>\n<p>a</p>\n</body></html>\n");
        PageRule everywhere = PageRule.path("**");
        PixelExport changed = Sites.CART.withValue(3);
        SitePlacer.of(Funnel.named("x").step(Sites.CART, everywhere)).place(root);

        SiteReport report =
                SitePlacer.of(Funnel.named("x").step(changed, everywhere)).place(root);

        assertThat(report.pages()).singleElement().satisfies(page -> {
            assertThat(page.replaced()).containsExactly(changed);
            assertThat(page.placed()).isEmpty();
            assertThat(page.removed()).isEmpty();
        });
    }
}
