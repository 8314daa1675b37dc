package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.page.AwkwardPages.AwkwardPage;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the format: no other byte changes, twice is once, and what was placed can be taken out. */
class FormatLawsTest {
    private static final boolean LONG = Boolean.getBoolean("segmentpixel.long");
    private static final int DAMAGED = LONG ? 2_000 : 60;

    /** In a quick run a format meets every fourth page, from the next one on than the format before it: each page meets three. */
    private static final int STEP = LONG ? 1 : 4;

    private record Written(String name, PixelExport export, HtmlFormat format) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Written> formats() {
        PixelExport script = PlacementLaws.SCRIPT;
        PixelExport image = PlacementLaws.IMAGE;
        HtmlFormat gated = ExportFormats.consentGated(WhenNoConsentPlatform.FIRE);
        return Stream.of(
                new Written("html, script", script, ExportFormats.htmlTag()),
                new Written("html, image", image, ExportFormats.htmlTag()),
                new Written(
                        "html, async", script, ExportFormats.htmlTag().async().withNonce("abc")),
                new Written("noscript", image, ExportFormats.noscript()),
                new Written("AMP", image, ExportFormats.amp()),
                new Written("beacon", image, ExportFormats.beacon()),
                new Written("gated, script", script, gated),
                new Written("gated, image", image, ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT)),
                new Written(
                        "within an element",
                        image,
                        export -> "<div hidden>" + ExportFormats.htmlTag().render(export) + "</div>"),
                new Written(
                        "between others",
                        image,
                        export -> "<!-- ours -->\r\n<script>count();</script>\r\n\r\n"
                                + ExportFormats.htmlTag().render(export) + "\r\n<b></b><!-- till here -->\r\n"),
                new Written(
                        "frame",
                        image,
                        export -> "<iframe title='" + export.name() + "' src='" + export.url() + "'></iframe>"),
                new Written(
                        "in a way of its own",
                        image,
                        export -> "<script>track(528336);</script>\n<!-- " + export.name()
                                + " --><script src=t.js></script>"),
                new Written(
                        "script and noscript",
                        script,
                        export -> ExportFormats.htmlTag().render(export) + "\n"
                                + ExportFormats.noscript().render(export.asImage())));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void on_any_page_at_any_place(Written written) {
        AtomicInteger placed = new AtomicInteger();
        List<String> pages = pages(written);
        for (String plain : pages) {
            String page = written.name().equals("AMP") ? plain.replaceFirst("(?i)<html", "<html amp") : plain;
            Where.ALL.forEach(where -> placed.addAndGet(holds(page, where, written) ? 1 : 0));
        }
        assertThat(placed.get()).isGreaterThan(pages.size());
    }

    private static List<String> pages(Written written) {
        List<String> all = Stream.concat(
                        AwkwardPages.all().stream().map(AwkwardPage::html),
                        IntStream.range(0, DAMAGED).mapToObj(FormatLawsTest::damaged))
                .toList();
        int number = formats().map(Written::name).toList().indexOf(written.name());
        return IntStream.iterate(number % STEP, at -> at < all.size(), at -> at + STEP)
                .mapToObj(all::get)
                .toList();
    }

    private static String damaged(int seed) {
        Damage damage = new Damage(seed);
        return damage.damaged(damage.one(AwkwardPages.all()).html());
    }

    private static boolean holds(String page, Where where, Written written) {
        String after;
        try {
            after = where.placer().place(page, written.export(), written.format());
        } catch (PlacementException refused) {
            return false;
        }
        if (after.equals(page)) {
            return false;
        }
        boolean heldTheCall = page.contains("add=528336");
        PlacementLaws.bytesOutsideTheTagAreEqual(page, after);
        assertThat(where.placer().place(after, written.export(), written.format()))
                .as("twice %s in %s", where, page)
                .isEqualTo(after);
        if (!heldTheCall) {
            assertThat(where.placer().remove(after, written.export(), written.format()))
                    .as("removed %s from %s", where, after)
                    .isEqualTo(page);
        }
        if (!heldTheCall) {
            assertThat(where.placer().replace(after, written.export(), written.format()))
                    .as("replaced %s in %s", where, page)
                    .isEqualTo(after);
            PixelExport newer = written.export().withOther("newer");
            String replaced = where.placer().replace(after, newer, written.format());
            assertThat(where.placer().remove(replaced, newer, written.format()))
                    .as("replaced by another version, and removed %s from %s", where, replaced)
                    .isEqualTo(page);
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void several_at_once(Written written) {
        PixelExport second = PixelExport.of("Second", SegmentCall.adding(SegmentId.of(7)));
        PixelExport other = written.export().type() == PixelType.IMAGE ? second.asImage() : second;
        List<PixelExport> both = List.of(written.export(), other);
        AtomicInteger placed = new AtomicInteger();
        pages(written).stream()
                .filter(page -> !page.contains("/seg?"))
                .forEach(page -> Where.ALL.forEach(where -> {
                    try {
                        String after = where.placer().place(page, both, written.format());
                        placed.incrementAndGet();
                        assertThat(where.placer().place(after, both, written.format()))
                                .isEqualTo(after);
                        String one = where.placer().remove(after, other, written.format());
                        assertThat(where.placer().remove(one, written.export(), written.format()))
                                .as("both placed %s and removed one by one from %s", where, after)
                                .isEqualTo(page);
                    } catch (PlacementException refused) {
                        assertThat(refused).hasMessageContaining(": ").hasMessageNotContaining("remove:");
                    }
                }));
        assertThat(placed.get()).isPositive();
    }
}
