package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.AwkwardPages.AwkwardPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The laws hold on pages that chance has damaged, too; few are refused, and for none of these is there a place after all. */
class MutatedPagesTest {
    private static final int PAGES = Boolean.getBoolean("segmentpixel.long") ? 100_000 : 1_000;
    private static final List<String> SEEDS =
            AwkwardPages.all().stream().map(AwkwardPage::html).toList();

    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();

    @Test
    void tags_are_placed_by_the_laws_or_refused_where_there_is_no_place() throws IOException {
        LongStream.range(0, PAGES).parallel().forEach(this::holds);

        Map<String, AtomicInteger> table = new TreeMap<>(outcomes);
        Files.writeString(Path.of("target", "mutated-pages.txt"), table + "\n");
        int refused = table.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("refused"))
                .mapToInt(entry -> entry.getValue().get())
                .sum();
        assertThat(refused).as("refused of %d: %s", PAGES, table).isLessThanOrEqualTo(PAGES / 20);
    }

    private void holds(long seed) {
        Damage damage = new Damage(seed);
        String page = damage.damaged(damage.one(SEEDS));
        Where wanted = damage.one(Where.USUAL);
        Where where = wanted.isOn(page) ? wanted : Where.END;
        PixelExport export = where.equals(Where.HEAD)
                ? PlacementLaws.SCRIPT
                : damage.one(List.of(PlacementLaws.SCRIPT, PlacementLaws.IMAGE));
        try {
            Optional<String> refusal = PlacementLaws.refusal(where.placer(), page, export);
            refusal.ifPresent(reason -> assertThat(new Feasible(page, export).where(where.holds()))
                    .as("a place, though it was refused: %s", reason)
                    .isEmpty());
            String outcome = where + (refusal.isPresent() ? " refused" : " placed");
            outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("seed " + seed + ", " + where + ", " + export.type() + ": " + page, broken);
        }
    }
}
