package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AwkwardPages.AwkwardPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every page, at every place: the tag is placed by the laws, or refused where it must be. */
class AwkwardPagesTest {
    static List<AwkwardPage> pages() {
        return AwkwardPages.all();
    }

    private static Map<String, PagePlacer> placers(AwkwardPage page) {
        Map<String, PagePlacer> placers = new LinkedHashMap<>();
        placers.put("start", PagePlacer.atStartOfBody());
        placers.put("end", PagePlacer.atEndOfBody());
        if (page.hasX()) {
            placers.put("before", PagePlacer.before("#x"));
            placers.put("after", PagePlacer.after("#x"));
        }
        return placers;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_script_is_placed_or_refused(AwkwardPage page) {
        Map<String, PagePlacer> placers = placers(page);
        placers.put("head", PagePlacer.inHead());

        Map<String, String> refused = refused(page, placers, PlacementLaws.SCRIPT);

        assertThat(refused.keySet()).as(refused.toString()).containsExactlyInAnyOrderElementsOf(page.refused());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void an_image_is_placed_or_refused(AwkwardPage page) {
        Map<String, String> refused = refused(page, placers(page), PlacementLaws.IMAGE);

        assertThat(refused.keySet()).as(refused.toString()).containsExactlyInAnyOrderElementsOf(page.refusedToImages());
    }

    private static Map<String, String> refused(AwkwardPage page, Map<String, PagePlacer> placers, PixelExport export) {
        Map<String, String> refused = new LinkedHashMap<>();
        placers.forEach((place, placer) -> {
            Optional<String> reason = PlacementLaws.refusal(placer, page.html(), export);
            reason.ifPresent(text -> refused.put(place, text));
        });
        return refused;
    }

    @Test
    void there_are_many() {
        assertThat(pages()).hasSizeGreaterThan(50);
        assertThat(pages()).extracting(AwkwardPage::name).doesNotHaveDuplicates();
    }
}
