package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AwkwardPages.AwkwardPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The laws hold on pages that chance has damaged, too. */
class MutatedPagesTest {
    static final List<String> MARKUP = List.of(
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<table>",
            "</table>",
            "<td>",
            "<b>",
            "</b>",
            "<a href=x>",
            "</a>",
            "<body>",
            "</body>",
            "<head>",
            "</head>",
            "</html>",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<textarea>",
            "</textarea>",
            "<title>",
            "</title>",
            "<template>",
            "</template>",
            "<noscript>",
            "</noscript>",
            "<svg>",
            "</svg>",
            "<select>",
            "<option>",
            "<form>",
            "<button>",
            "<![CDATA[",
            "]]>",
            "\"",
            "'",
            "<",
            ">",
            "&amp;",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ");

    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<String> pages = Arbitraries.of(
                AwkwardPages.all().stream().map(AwkwardPage::html).toList());
        return Combinators.combine(
                        pages, Arbitraries.longs(), Arbitraries.integers().between(1, 4))
                .as(MutatedPagesTest::damaged);
    }

    static String damaged(String page, long seed, int times) {
        Random random = new Random(seed);
        String damaged = page;
        for (int i = 0; i < times; i++) {
            damaged = damaged(damaged, random);
        }
        return damaged;
    }

    private static String damaged(String page, Random random) {
        int[] at = new int[3];
        Arrays.setAll(at, i -> random.nextInt(page.length() + 1));
        Arrays.sort(at);
        String start = page.substring(0, at[0]);
        String one = page.substring(at[0], at[1]);
        String two = page.substring(at[1], at[2]);
        String end = page.substring(at[2]);
        return switch (random.nextInt(6)) {
            case 0 -> start + two + end;
            case 1 -> start + one + one + two + end;
            case 2 -> start + two + one + end;
            case 3 -> start + one.toUpperCase(Locale.ROOT) + two + end;
            default -> start + MARKUP.get(random.nextInt(MARKUP.size())) + one + two + end;
        };
    }

    @Provide
    Arbitrary<PagePlacer> placers() {
        List<PagePlacer> placers = new ArrayList<>(List.of(
                PagePlacer.atEndOfBody(),
                PagePlacer.atStartOfBody(),
                PagePlacer.before("#x"),
                PagePlacer.after("#x"),
                PagePlacer.before("p"),
                PagePlacer.after("body > *")));
        return Arbitraries.of(placers);
    }

    @Property(seed = "17", shrinking = ShrinkingMode.OFF)
    void a_tag_is_placed_by_the_laws_or_refused(
            @ForAll("damaged") String page, @ForAll("placers") PagePlacer placer, @ForAll boolean image) {
        holds(page, placer, image ? PlacementLaws.IMAGE : PlacementLaws.SCRIPT);
    }

    @Property(seed = "17", shrinking = ShrinkingMode.OFF)
    void a_script_goes_into_the_head_by_the_laws_or_is_refused(@ForAll("damaged") String page) {
        holds(page, PagePlacer.inHead(), PlacementLaws.SCRIPT);
    }

    /** A page that has no such element left says nothing of how tags are placed; of the others, most must take the tag. */
    private static void holds(String page, PagePlacer placer, PixelExport export) {
        Optional<String> refusal = PlacementLaws.refusal(placer, page, export);
        if (refusal.filter(reason -> reason.contains("no such element")).isEmpty()) {
            Statistics.label("outcome")
                    .collect(refusal.isEmpty() ? "placed" : "refused")
                    .coverage(outcomes -> outcomes.check("placed").percentage(share -> share > 50));
        }
    }
}
