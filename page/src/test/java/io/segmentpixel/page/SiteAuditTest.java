package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAuditTest {
    private static final SiteAudit AUDIT = SiteAudit.on(PageContext.anyScheme());
    private static final String TWICE =
            "<body><img src=\"https://secure.adnxs.com/seg?add=528336&t=2\" width=\"1\" height=\"1\">\n".repeat(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private final Recorded recorded = new Recorded();

    private void write(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void pages_are_told_in_order_by_the_thread_that_called_and_then_the_end_once() throws IOException {
        write("b/2.html", "<p>2</p>");
        write("b/10.HTM", "<p>10</p>");
        write("a.html", "<p>a</p>");
        write("c.html.gz", Warcs.gzip(Warcs.bytes("<p>c</p>")));
        write("style.css", "p {}");
        write(".git/x.html", "<p>x</p>");
        Recorded second = new Recorded();

        AuditSummary summary = AUDIT.directory(root, recorded, second);

        assertThat(recorded.names()).containsExactly("a.html", "b/10.HTM", "b/2.html", "c.html.gz");
        assertThat(second.pages).isEqualTo(recorded.pages);
        assertThat(recorded.thread).isEqualTo(Thread.currentThread());
        assertThat(recorded.ends).containsExactly(summary);
        assertThat(summary.pages()).isEqualTo(4);
        assertThat(summary.findings()).isEmpty();
        assertThat(summary.isComplete()).isTrue();
    }

    @Test
    void what_is_no_page_is_no_finding() throws IOException {
        write("data.html", "{\"a\": 1}");
        write("binary.html", new byte[] {0, 1, 2, 3});
        write("empty.html", "");
        write("empty.html.gz", "");
        write("drawing.html", "<svg></svg>");

        assertThat(AUDIT.directory(root, recorded).pages()).isZero();
        assertThat(recorded.pages).isEmpty();
    }

    @Test
    void what_is_mended_is_counted_and_what_is_not_is_not() throws IOException {
        write("a.html", TWICE);
        write("b.html", TWICE + TWICE.replace("https:", "http:"));
        write("c.html.gz", Warcs.gzip(Warcs.bytes(TWICE)));
        write("d.html", "<p>d</p>");

        SiteAudit audit = SiteAudit.on(PageContext.https());
        AuditSummary before = audit.directory(root);
        AuditSummary summary = audit.mend(root);
        AuditSummary again = audit.mend(root);

        assertThat(before.mended()).isEmpty();
        assertThat(summary.mendedPages()).isEqualTo(2);
        assertThat(summary.mended()).containsOnlyKeys(FindingCode.DUPLICATE, FindingCode.NON_SECURE);
        assertThat(summary.findings()).containsExactly(Map.entry(FindingCode.DUPLICATE, 1L));
        assertThat(again.mendedPages()).isZero();
        assertThat(again.mended()).isEmpty();
    }

    /** As in browsers, which drop them or show a sign in their place. */
    @ParameterizedTest
    @ValueSource(strings = {"\0", "\b", "\u001f"})
    void a_control_character_makes_no_page_binary(String control) throws IOException {
        String page = "\ufeff\n<!doctype html><p>" + control + "</p>" + TWICE;
        write("a.html", page);
        write("b.html.gz", Warcs.gzip(Warcs.bytes(page)));

        Recorded served = new Recorded();

        AUDIT.directory(root, recorded);
        AUDIT.pages(
                Stream.of(WebPage.of("c", Warcs.bytes(page)), WebPage.of("d", Warcs.bytes("x" + control + page))),
                served);

        assertThat(recorded.names()).containsExactly("a.html", "b.html.gz");
        assertThat(served.names()).containsExactly("c", "d");
        assertThat(Stream.concat(recorded.pages.stream(), served.pages.stream()))
                .allSatisfy(audited -> assertThat(audited.placed()).hasSize(2));
    }

    @Test
    void what_is_plainly_no_page_is_none_whoever_calls_it_one() throws IOException {
        List<byte[]> others = List.of(
                Warcs.bytes("%PDF-1.7\n\0\1\2"),
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13},
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16},
                Warcs.gzip(Warcs.bytes(TWICE)),
                Warcs.bytes("PK\3\4\0"),
                new byte[0],
                Warcs.bytes("{\"html\": 1}"));

        AuditSummary summary = AUDIT.pages(others.stream().map(bytes -> WebPage.of("x", bytes)));

        assertThat(summary.pages()).isZero();
    }

    @Test
    void pages_that_could_not_be_read_are_counted_also_where_nobody_wants_to_see_them() throws IOException {
        write("a.html", TWICE);
        Files.createSymbolicLink(root.resolve("broken.html"), Path.of("gone.html"));
        SiteAudit blind = SiteAudit.on(PageContext.anyScheme().leavingOut(FindingCode.UNREADABLE));

        AuditSummary summary = AUDIT.directory(root, recorded);

        assertThat(summary.pages()).isEqualTo(2);
        assertThat(summary.unreadPages()).isEqualTo(1);
        assertThat(blind.directory(root).unreadPages()).isEqualTo(1);
        assertThat(AuditSummary.of(recorded.pages, PageContext.anyScheme()).unreadPages())
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_read_is_a_finding_and_no_end() throws IOException {
        byte[] compressed = Warcs.gzip(Warcs.bytes("<p>text</p>".repeat(100)));
        write("a.html", "<p>a</p>");
        write("cut.html.gz", Arrays.copyOf(compressed, compressed.length / 2));
        write("deep.html", "<div>".repeat(100_000));
        write("large.html", "<p>text</p>".repeat(20_000));
        write("large.html.gz", Warcs.gzip(Warcs.bytes("<p>text</p>".repeat(20_000))));
        write("none.html.gz", "<p>not compressed</p>");
        write("z.html", "<p>z</p>");
        Files.createSymbolicLink(root.resolve("broken.html"), Path.of("gone.html"));
        Files.createSymbolicLink(root.resolve("link.html"), Path.of("a.html"));
        Funnel deep =
                Funnel.named("x").step(Sites.HOME, PageRule.path("deep.html").and(PageRule.having("#none")));

        AuditSummary summary = AUDIT.withFunnel(deep).withLargestPage(100_000).directory(root, recorded);

        assertThat(recorded.names())
                .containsExactly(
                        "a.html",
                        "broken.html",
                        "cut.html.gz",
                        "deep.html",
                        "large.html",
                        "large.html.gz",
                        "none.html.gz",
                        "z.html");
        assertThat(recorded.unreadable())
                .contains(
                        "broken.html: A symbolic link that leads nowhere, or in a circle.",
                        "none.html.gz: Not in GZIP format.")
                .anyMatch(line -> line.startsWith("cut.html.gz: "))
                .anyMatch(line -> line.startsWith("large.html: Too large: 220,000 bytes"))
                .anyMatch(line -> line.startsWith("large.html.gz: Too large: at least 100,001 bytes"))
                .noneMatch(line -> line.startsWith("a.html") || line.startsWith("z.html"));
        assertThat(summary.findings()).containsExactly(Map.entry(FindingCode.UNREADABLE, (long)
                recorded.unreadable().size()));
    }

    @Test
    void a_file_or_directory_without_permission_is_a_finding() throws IOException {
        write("closed/a.html", "<p>a</p>");
        write("secret.html", "<p>b</p>");
        write("z.html", "<p>z</p>");
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(root.resolve("secret.html"), PosixFilePermissions.fromString("---------"));
        try {
            boolean isRoot = Files.isReadable(root.resolve("secret.html"));

            AUDIT.directory(root, recorded);

            assertThat(recorded.names())
                    .as("root reads everything")
                    .containsExactly(isRoot ? "closed/a.html" : "closed", "secret.html", "z.html");
            assertThat(recorded.unreadable()).hasSize(isRoot ? 0 : 2).allMatch(line -> line.contains("denies access"));
        } finally {
            Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void findings_that_nobody_wants_are_left_out_everywhere() throws IOException {
        write("none.html.gz", "<p>not compressed</p>");
        write("index.html", "<p>home</p>");
        SiteAudit audit = SiteAudit.on(
                        PageContext.https().leavingOut(FindingCode.UNREADABLE, FindingCode.MISSING_FROM_FUNNEL))
                .withFunnel(Funnel.named("x").step(Sites.HOME, PageRule.path("**")));

        AuditSummary summary = audit.directory(root, recorded);

        assertThat(summary.pages()).isEqualTo(2);
        assertThat(summary.findings()).isEmpty();
        assertThat(recorded.pages).allMatch(page -> page.findings().isEmpty());
    }

    @Test
    void a_page_of_a_funnel_without_its_pixel_is_a_finding() throws IOException {
        write("index.html", "<p>home</p>");
        write("cart/index.html.gz", Warcs.gzip(Warcs.bytes("<p>cart</p>")));
        write("about.html", "<p>about</p>");
        Funnel funnel = Funnel.named("Shop")
                .step(Sites.HOME, PageRule.url("https://shop.example/index.html"))
                .step(Sites.CART, PageRule.path("cart/*.html"))
                .step(Sites.CART, PageRule.having("p").and(PageRule.url("https://shop.example/cart/")))
                .step(Sites.BOUGHT, PageRule.having("#thank-you"));

        AuditSummary summary =
                AUDIT.withFunnel(funnel).servedAt("https://shop.example").directory(root, recorded);

        assertThat(recorded.page("about.html").findings()).isEmpty();
        assertThat(recorded.page("index.html").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.MISSING_FROM_FUNNEL);
            assertThat(finding.explanation()).contains("\"Shop - home\" on url", "add=528335");
        });
        assertThat(recorded.page("cart/index.html.gz").findings()).hasSize(1);
        assertThat(summary.findings()).containsExactly(Map.entry(FindingCode.MISSING_FROM_FUNNEL, 2L));
        assertThat(summary.stepsWithoutPages()).containsExactly(funnel.steps().get(3));
        assertThatThrownBy(() -> AUDIT.withFunnel(funnel).directory(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("servedAt");
    }

    @Test
    void segments_of_the_account_that_stand_on_no_page_are_named() throws IOException {
        write("index.html", "<p>home</p>");
        Segment segment = Segment.of(SegmentId.of(7), MemberId.of(958), "lonely");

        AuditSummary summary =
                SiteAudit.on(PageContext.https().knowing(List.of(segment))).directory(root);

        assertThat(summary.segmentsWithoutPages()).containsExactly(segment);
    }

    @Test
    void the_address_says_how_files_are_served_where_the_context_does_not() {
        AuditOptions options = new AuditOptions(
                PageContext.anyScheme(),
                Optional.empty(),
                Optional.of("https://shop.example/"),
                "**",
                1,
                OptionalLong.empty(),
                (progress, page) -> {});

        assertThat(options.contextOfFiles().isSecure()).contains(true);
        assertThat(options.servedAt("http://shop.example/").contextOfFiles().isSecure())
                .contains(false);
        assertThat(new AuditOptions(
                                PageContext.http(),
                                options.funnel(),
                                options.servedAt(),
                                "**",
                                1,
                                options.largest(),
                                options.listener())
                        .contextOfFiles()
                        .isSecure())
                .contains(false);
    }

    @Test
    void only_a_directory_is_audited_as_one() throws IOException {
        write("index.html", "<p>home</p>");

        assertThatThrownBy(() -> AUDIT.directory(root.resolve("index.html"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> AUDIT.directory(root.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> AUDIT.withThreads(0)).hasMessageContaining("threads 0");
        assertThatThrownBy(() -> AUDIT.withLargestPage(0)).hasMessageContaining("largest page 0");
        assertThatThrownBy(() -> AUDIT.withPages("/a")).hasMessageContaining("glob");
        assertThatThrownBy(() -> AUDIT.servedAt("shop")).hasMessageContaining("url");
        assertThatThrownBy(() -> WebPage.of(" ", new byte[0])).hasMessageContaining("url");
    }

    @Test
    void a_stream_is_closed_and_its_length_is_unknown() throws IOException {
        List<AuditProgress> told = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        Stream<WebPage> pages = Stream.of("https://a.example/", "not an address", "https://b.example/x y?q#f")
                .map(url -> WebPage.of(url, Warcs.bytes("<p>text</p>")))
                .onClose(() -> closed.add("closed"));

        AuditSummary summary =
                AUDIT.withListener((progress, page) -> told.add(progress)).pages(pages, recorded);

        assertThat(summary.pages()).isEqualTo(3);
        assertThat(closed).hasSize(1);
        assertThat(told).extracting(AuditProgress::pages).containsExactly(1L, 2L, 3L);
        assertThat(told).allMatch(progress -> progress.share().isEmpty());
    }

    @Test
    void addresses_have_paths_as_files_have() {
        assertThat(PageWhere.ofUrl("https://Shop.example:443/cart/?x=1#y", Optional.empty()))
                .isEqualTo(new PageWhere(Path.of("cart/index.html"), Optional.of("https://shop.example/")));
        assertThat(PageWhere.ofUrl("https://shop.example/de/a.html", Optional.of("https://shop.example/de/")))
                .isEqualTo(new PageWhere(Path.of("a.html"), Optional.of("https://shop.example/de/")));
        assertThat(PageWhere.ofUrl("urn:x", Optional.empty()).root()).isEmpty();
    }

    @Test
    void progress_ends_with_all() throws IOException {
        List<Double> shares = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            write(number + ".html", "<p>text</p>");
        }

        AUDIT.withListener((progress, page) -> shares.add(progress.share().orElseThrow()))
                .directory(root);

        assertThat(shares).hasSize(10).isSorted().endsWith(1.0);
    }

    @Test
    void an_interrupt_ends_it_early_and_the_summary_says_so() throws IOException {
        List<WebPage> pages = IntStream.range(0, 1_000)
                .mapToObj(number -> WebPage.of("https://shop.example/" + number, Warcs.bytes("<p>" + number + "</p>")))
                .toList();

        AuditSummary summary = AUDIT.withThreads(2)
                .withListener((progress, page) -> {
                    if (progress.pages() == 5) {
                        Thread.currentThread().interrupt();
                    }
                })
                .pages(pages.stream(), recorded);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(summary.isComplete()).isFalse();
        assertThat(summary.pages()).isBetween(5L, 100L).isEqualTo(recorded.pages.size());
        assertThat(recorded.ends).containsExactly(summary);
        assertThat(recorded.names())
                .isEqualTo(pages.stream()
                        .limit(recorded.pages.size())
                        .map(WebPage::url)
                        .toList());
    }

    @Test
    void a_report_that_cannot_be_written_ends_it() throws IOException {
        write("a.html", "<p>a</p>");
        AuditReport full = new AuditReport() {
            @Override
            public void page(AuditedPage page) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void end(AuditSummary summary) {
                throw new AssertionError("the end of what?");
            }
        };

        assertThatThrownBy(() -> AUDIT.directory(root, full)).hasMessage("disk full");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("segment-pixel-page"));
    }

    @Test
    void mending_changes_no_page_without_a_fault() throws IOException {
        write("a.html", "<p>a</p>");
        write("b.html.gz", Warcs.gzip(Warcs.bytes(TWICE)));
        Map<String, String> before = Sites.hashes(root);

        assertThat(AUDIT.mend(root, recorded).pages()).isEqualTo(2);
        assertThat(Sites.hashes(root)).isEqualTo(before);
    }

    @Test
    void mending_writes_the_mended_page_and_reports_it_as_it_is_then() throws IOException {
        String mended = PageAudit.of(TWICE).mended().html();
        assertThat(mended).isNotEqualTo(TWICE);
        write("a.html", TWICE);
        write("read-only.html", TWICE);
        Files.setPosixFilePermissions(root.resolve("read-only.html"), PosixFilePermissions.fromString("r--r--r--"));

        AUDIT.mend(root, recorded);

        assertThat(root.resolve("a.html")).content().isEqualTo(mended);
        assertThat(recorded.page("a.html").findings()).isEmpty();
        assertThat(root.resolve("read-only.html")).content().isEqualTo(TWICE);
        assertThat(recorded.page("read-only.html").findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(FindingCode.UNREADABLE, FindingCode.DUPLICATE);
        assertThat(recorded.unreadable()).singleElement().asString().contains("It could not be mended: read-only");
    }
}
