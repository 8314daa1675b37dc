package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AwkwardPages.AwkwardPage;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What holds for any site and any funnel, and for any funnel after it. */
class SiteLawsTest {
    private static final int[] IDS = {528335, 528336, 528337};

    private static final List<PageRule> RULES = List.of(
            PageRule.path("**"),
            PageRule.path("0.html"),
            PageRule.path("{1,2,3}.html"),
            PageRule.path("[2-5].html").not(),
            PageRule.having("#x"),
            PageRule.having("p").and(PageRule.path("?.html")),
            PageRule.having("table, svg").or(PageRule.path("4.html")));

    @Property(tries = 40, seed = "23")
    void a_site_comes_to_be_as_each_funnel_wants_it_and_as_it_was(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path root = Files.createTempDirectory("site");
        try {
            holdsOn(root, random);
        } finally {
            Sites.delete(root);
        }
    }

    private static void holdsOn(Path root, Random random) throws IOException {
        List<AwkwardPage> pages = AwkwardPages.all();
        for (int number = 0; number < 6; number++) {
            String html = pages.get(random.nextInt(pages.size())).html();
            Files.writeString(root.resolve(number + ".html"), html.isEmpty() ? "\n" : html);
        }
        Map<String, String> original = Sites.hashes(root);
        for (int round = 0; round < 3; round++) {
            Funnel funnel = funnel(random);
            SitePlacer placer = SitePlacer.of(funnel).withThreads(1 + random.nextInt(3));
            SiteReport dry = placer.dryRun(root, new ByteArrayOutputStream());

            SiteReport report = placer.place(root);

            assertThat(report.pages()).as("the dry run's").isEqualTo(dry.pages());
            assertThat(placer.place(root).count(PageOutcome.CHANGED))
                    .as("changed twice")
                    .isZero();
            for (PageResult page : report.pages()) {
                if (page.outcome() == PageOutcome.CHANGED || page.outcome() == PageOutcome.UNCHANGED) {
                    bearsWhatTheFunnelWants(root, page.path(), funnel);
                }
            }
        }
        Funnel all = Funnel.named("all");
        for (int id : IDS) {
            all = all.step(Sites.export(id, "name " + id), PageRule.path("**"));
        }
        SiteReport removed = SitePlacer.of(all).remove(root);
        assertThat(removed.count(PageOutcome.FAILED)).isZero();
        Map<String, String> now = Sites.hashes(root);
        removed.pages(PageOutcome.REFUSED)
                .forEach(page -> now.put(
                        page.path().toString(),
                        original.getOrDefault(page.path().toString(), "")));
        assertThat(now).isEqualTo(original);
    }

    private static Funnel funnel(Random random) {
        Funnel funnel = Funnel.named("funnel");
        for (int id : IDS) {
            PixelExport export = Sites.export(id, "name " + random.nextInt(3));
            PixelExport changed = random.nextBoolean() ? export.asImage() : export.withValue(random.nextInt(3));
            funnel = funnel.step(changed, RULES.get(random.nextInt(RULES.size())));
        }
        return funnel;
    }

    private static void bearsWhatTheFunnelWants(Path root, Path path, Funnel funnel) throws IOException {
        String text = Files.readString(root.resolve(path));
        SitePage page = Sites.page(path, Optional.empty(), text);
        Set<SegmentRef> wanted = funnel.steps().stream()
                .filter(step -> step.rule().holds(page))
                .flatMap(step -> step.export().call().added().stream())
                .collect(Collectors.toSet());
        List<SegmentRef> there = Jsoup.parse(text).select("img[src], script[src]").stream()
                .filter(element -> element.closest("template, noscript, svg, math") == null)
                .flatMap(SiteLawsTest::added)
                .filter(ref -> !ref.equals(SegmentId.of(5)))
                .toList();
        assertThat(there).as(text).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static Stream<SegmentRef> added(Element element) {
        return PixelCall.parse(element.attr("src")).flatMap(ParsedCall::call).stream()
                .flatMap(call -> call.added().stream());
    }
}
