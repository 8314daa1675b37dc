package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.AwkwardPages.AwkwardPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for any pages and any funnel. */
class SiteAuditLawsTest {
    private static final String ROOT = "https://shop.example/";
    private static final List<String> FOLDERS = List.of("", "cart/", "shop/deep/", "a b/");

    private static final Funnel FUNNEL = Funnel.named("Shop")
            .step(Sites.HOME, PageRule.path("*.html"))
            .step(Sites.CART, PageRule.url(ROOT + "cart/"))
            .step(Sites.BOUGHT, PageRule.having("p"))
            .step(Sites.BOUGHT, PageRule.having("#no-such-id"));

    private static final SiteAudit AUDIT =
            SiteAudit.on(PageContext.https()).withFunnel(FUNNEL).servedAt(ROOT);

    /** Pages by their paths, in the order of these. */
    private static Map<String, byte[]> pages(Random random) {
        List<AwkwardPage> all = AwkwardPages.all();
        Map<String, byte[]> pages = new TreeMap<>();
        for (int number = random.nextInt(12); number >= 0; number--) {
            String tag = random.nextBoolean()
                    ? ""
                    : "<img src=\"https://secure.adnxs.com/seg?add=52833" + (4 + random.nextInt(4)) + "&t=2\">";
            String name = random.nextInt(5) == 0 ? "index" : "page" + number;
            String html = all.get(random.nextInt(all.size())).html() + tag + "\n";
            pages.put(
                    FOLDERS.get(random.nextInt(FOLDERS.size())) + name + ".html",
                    html.getBytes(StandardCharsets.UTF_8));
        }
        return pages;
    }

    private static Path written(Map<String, byte[]> pages) throws IOException {
        Path root = Files.createTempDirectory("site");
        for (Map.Entry<String, byte[]> page : pages.entrySet()) {
            Path file = root.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, page.getValue());
        }
        return root;
    }

    private static Recorded directory(SiteAudit audit, Map<String, byte[]> pages) throws IOException {
        Path root = written(pages);
        try {
            Recorded recorded = new Recorded();
            audit.directory(root, recorded);
            return recorded;
        } finally {
            Sites.delete(root);
        }
    }

    private static Recorded stream(SiteAudit audit, Map<String, byte[]> pages) throws IOException {
        Recorded recorded = new Recorded();
        audit.pages(pages.entrySet().stream().map(page -> WebPage.of(url(page.getKey()), page.getValue())), recorded);
        return recorded;
    }

    private static String url(String path) {
        return ROOT + path.replace(" ", "%20");
    }

    private static Recorded warc(SiteAudit audit, Map<String, byte[]> pages, Random random) throws IOException {
        List<byte[]> records = new ArrayList<>();
        boolean isCompressed = random.nextBoolean();
        pages.forEach((path, html) -> {
            byte[] http =
                    switch (random.nextInt(3)) {
                        case 0 -> Warcs.response(url(path), "Content-Type: text/html\r\n", html);
                        case 1 ->
                            Warcs.response(
                                    url(path),
                                    "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
                                    Warcs.chunked(html));
                        default ->
                            Warcs.response(
                                    url(path),
                                    "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
                                    Warcs.gzip(html));
                    };
            records.add(isCompressed ? Warcs.gzip(http) : http);
        });
        Path file = Files.createTempFile("crawl", ".warc");
        try {
            Files.write(file, Warcs.joined(records));
            Recorded recorded = new Recorded();
            audit.warc(file, recorded);
            return recorded;
        } finally {
            Files.delete(file);
        }
    }

    private static List<AuditedPage> named(Recorded recorded) {
        return recorded.pages.stream()
                .map(page -> new AuditedPage(
                        page.name().replace(ROOT, "").replace("%20", " "),
                        page.placed(),
                        page.findings(),
                        page.hasByteOrderMark()))
                .toList();
    }

    private static void areSame(AuditSummary one, AuditSummary other) {
        assertThat(one).usingRecursiveComparison().isEqualTo(other);
    }

    @Property(tries = 60, seed = "23")
    void directory_stream_and_warc_say_the_same_whatever_the_number_of_threads(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, byte[]> pages = pages(random);
        SiteAudit threads = AUDIT.withThreads(1 + random.nextInt(4));

        Recorded directory = directory(AUDIT.withThreads(1), pages);

        for (Recorded other :
                List.of(directory(threads, pages), stream(threads, pages), warc(threads, pages, random))) {
            assertThat(named(other)).isEqualTo(directory.pages);
            areSame(other.ends.get(0), directory.ends.get(0));
        }
    }

    @Property(tries = 60, seed = "23")
    void pages_come_in_order_and_the_totals_are_their_sum(@ForAll long seed) throws IOException {
        Map<String, byte[]> pages = pages(new Random(seed));

        Recorded recorded = directory(AUDIT, pages);

        AuditSummary summary = recorded.ends.get(0);
        assertThat(recorded.names()).isSorted().isSubsetOf(pages.keySet());
        assertThat(summary.pages()).isEqualTo(recorded.pages.size());
        assertThat(summary.pixels())
                .isEqualTo(recorded.pages.stream()
                        .mapToLong(page -> page.placed().size())
                        .sum());
        assertThat(summary.findings())
                .isEqualTo(recorded.pages.stream()
                        .flatMap(page -> page.findings().stream())
                        .collect(Collectors.groupingBy(Finding::code, Collectors.counting())));
        areSame(stream(SiteAudit.on(PageContext.https()), pages).ends.get(0), alone(pages));
    }

    /** Each page audited for itself. */
    private static AuditSummary alone(Map<String, byte[]> pages) throws IOException {
        List<AuditedPage> audited = new ArrayList<>();
        for (Map.Entry<String, byte[]> page : pages.entrySet()) {
            audited.addAll(stream(SiteAudit.on(PageContext.https()), Map.of(page.getKey(), page.getValue())).pages);
        }
        return AuditSummary.of(audited, PageContext.https());
    }

    @Property(tries = 40, seed = "23")
    void a_broken_page_changes_nothing_for_the_others(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, byte[]> pages = pages(random);
        Recorded without = directory(AUDIT, pages);
        byte[] compressed = Warcs.gzip(Warcs.bytes("<p>x</p>".repeat(100)));
        Map<String, byte[]> broken = new TreeMap<>(pages);
        IntStream.range(0, 3)
                .mapToObj(number -> FOLDERS.get(random.nextInt(FOLDERS.size())) + random.nextInt(9) + "broken.html.gz")
                .forEach(path -> broken.put(path, Arrays.copyOf(compressed, 25)));

        Recorded with = directory(AUDIT, broken);

        assertThat(with.pages.stream().filter(page -> !page.name().contains("broken")))
                .isEqualTo(without.pages);
        assertThat(with.unreadable().stream().filter(line -> line.contains("broken")))
                .hasSize(broken.size() - pages.size());
        assertThat(Stream.of(with, without).map(recorded -> recorded.ends.get(0).segments()))
                .containsOnly(without.ends.get(0).segments());
    }
}
