package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 pages of 100 kB and one of 50 MB, 100 of 20 kB and one of 5 MB in a quick run, and other monsters, in 256 MB of memory. */
class LargeSiteTest {
    private static final boolean LONG = Boolean.getBoolean("segmentpixel.long");
    private static final int PAGES = LONG ? 10_000 : 100;
    private static final int BYTES = LONG ? 100_000 : 20_000;
    private static final int HUGE = LONG ? 50_000_000 : 5_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Test
    void is_placed_left_alone_and_removed_in_little_memory() throws Exception {
        Sites.write(root, PAGES, BYTES);
        Files.writeString(root.resolve("cart/huge.html"), "<p>word</p>\n".repeat(HUGE / 12));
        Files.writeString(root.resolve("cart/large.html"), "<p>word</p>\n".repeat(2_000_000 / 12));
        Files.writeString(root.resolve("cart/tags.html"), "<b>".repeat(2_000_000 / 3));
        Files.writeString(root.resolve("cart/deep.html"), "<div>".repeat(100_000) + "</div>".repeat(100_000));
        Map<String, String> original = Sites.hashes(root);

        List<String> placed = run("place");
        Map<String, String> changed = Sites.hashes(root);
        List<String> again = run("place");

        assertThat(changed).hasSameSizeAs(original).isNotEqualTo(original);
        assertThat(placed)
                .filteredOn(line -> line.startsWith("cart/9.html"))
                .singleElement()
                .asString()
                .contains("changed, placed");
        assertThat(placed)
                .filteredOn(line -> line.startsWith("cart/huge.html"))
                .singleElement()
                .asString()
                .contains("failed, too large: " + (LONG ? "49,999,992" : "4,999,992") + " bytes")
                .contains(LONG ? "(-Xmx4769m)" : "(-Xmx477m)");
        assertThat(Sites.hashes(root)).isEqualTo(changed);
        assertThat(again.get(again.size() - 1)).startsWith("end 0 ");
        assertThat(run("remove")).anyMatch(line -> line.startsWith("cart/9.html: changed, removed"));
        assertThat(Sites.hashes(root)).isEqualTo(original);
    }

    private List<String> run(String what) throws IOException, InterruptedException {
        Process program = SiteProgram.start(what, root, "-Xmx256m");
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
