package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed in the middle leaves whole pages only, and the next one completes. */
class KilledRunTest {
    private static final int PAGES = 300;

    /** How many pages are done when a run is killed. */
    private static final int[] KILLS =
            Boolean.getBoolean("segmentpixel.long") ? new int[] {1, 40, 90} : new int[] {1, 90};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Map<String, String> original = Map.of();
    private Map<String, String> placed = Map.of();

    @BeforeEach
    void a_site() throws IOException {
        Path model = directory.resolve("model");
        Sites.write(model, PAGES, 4_000);
        original = Sites.hashes(model);
        Sites.copyInto(model, directory.resolve("site"));
        SitePlacer.of(Sites.FUNNEL).place(model);
        placed = Sites.hashes(model);
    }

    @Test
    void killed_again_and_again_while_placing() throws Exception {
        isKilledAndCompletes("place", placed);
    }

    @Test
    void killed_again_and_again_while_removing() throws Exception {
        SitePlacer.of(Sites.FUNNEL).place(directory.resolve("site"));
        isKilledAndCompletes("remove", original);
    }

    private void isKilledAndCompletes(String what, Map<String, String> end) throws Exception {
        Path root = directory.resolve("site");
        int ends = 0;
        for (int lines : KILLS) {
            ends += killedAfter(lines, SiteProgram.start(what, root)) ? 0 : 1;
            assertThat(pages(root)).hasSameSizeAs(original).allSatisfy((path, hash) -> assertThat(hash)
                    .isIn(original.get(path), placed.get(path)));
        }
        assertThat(ends).as("runs that ended before they were killed").isLessThan(KILLS.length);

        Process last = SiteProgram.start(what, root);
        last.getInputStream().readAllBytes();

        assertThat(last.waitFor()).isZero();
        assertThat(Sites.hashes(root)).isEqualTo(end);
    }

    private static boolean killedAfter(int lines, Process program) throws Exception {
        try (BufferedReader out = program.inputReader()) {
            for (int line = 0; line < lines; line++) {
                assertThat(out.readLine()).as("line " + line).isNotNull();
            }
            program.destroyForcibly();
        }
        return program.waitFor() != 0;
    }

    /** The files, but for what the killed run was about to write. */
    private static Map<String, String> pages(Path root) throws IOException {
        Map<String, String> pages = new HashMap<>(Sites.hashes(root));
        pages.keySet().removeIf(path -> SiteFile.isLeftover(Path.of(path)));
        return pages;
    }

    @Test
    void what_lies_half_written_beside_a_page_is_gone_after_the_next_run() throws IOException {
        Path root = directory.resolve("site");
        Files.writeString(root.resolve("cart/.segmentpixel-01234567-89ab-cdef-0123-456789abcdef.tmp"), "<htm");

        SitePlacer.of(Sites.FUNNEL).place(root);

        assertThat(Sites.hashes(root)).isEqualTo(placed);
    }
}
