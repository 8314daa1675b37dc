package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 pages of 100 kB and one of 50 MB, 100 of 20 kB and one of 5 MB in a quick run, and other monsters, in 256 MB of memory. */
class LargeAuditTest {
    private static final boolean LONG = Boolean.getBoolean("segmentpixel.long");
    private static final int PAGES = LONG ? 10_000 : 100;
    private static final int BYTES = LONG ? 100_000 : 20_000;
    private static final int HUGE = LONG ? 50_000_000 : 5_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Test
    void a_directory_is_audited_in_little_memory_and_left_as_it_is() throws Exception {
        Sites.write(root, PAGES, BYTES);
        Files.writeString(root.resolve("cart/huge.html"), "<p>word</p>\n".repeat(HUGE / 12));
        Files.writeString(root.resolve("cart/large.html"), "<p>word</p>\n".repeat(2_000_000 / 12));
        Files.writeString(root.resolve("cart/tags.html"), "<b>".repeat(2_000_000 / 3));
        Files.writeString(root.resolve("cart/deep.html"), "<div>".repeat(100_000) + "</div>".repeat(100_000));
        Files.write(root.resolve("cart/bomb.html.gz"), Warcs.gzip(new byte[50_000_000]));
        Map<String, String> original = Sites.hashes(root);

        List<String> said = run(root);

        assertThat(said.get(said.size() - 1)).startsWith("end " + (PAGES + 5) + " {");
        assertThat(said)
                .anyMatch(line -> line.startsWith(
                        "cart/huge.html: 1:1 warning unreadable: Too large: " + (LONG ? "49,999,992" : "4,999,992")));
        assertThat(said).anyMatch(line -> line.startsWith("cart/bomb.html.gz: 1:1 warning unreadable: Too large: "));
        assertThat(said).anyMatch(line -> line.startsWith("cart/9.html: 1:1 error missing-from-funnel: "));
        assertThat(Sites.hashes(root)).isEqualTo(original);
    }

    @Test
    void a_warc_file_is_audited_in_little_memory() throws Exception {
        Path file = root.resolve("crawl.warc");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int number = 0; number < PAGES; number++) {
                byte[] page = Warcs.page(
                        "https://shop.example/cart/" + number + ".html", Sites.page(new Random(number), BYTES, "item"));
                out.write(
                        number % 2 == 0
                                ? page
                                : Warcs.response("https://shop.example/film", "Content-Type: video/mp4\r\n", page));
            }
            out.write(Warcs.page("https://shop.example/huge", "<p>word</p>\n".repeat(HUGE / 12)));
        }

        List<String> said = run(file);

        assertThat(said.get(said.size() - 1))
                .isEqualTo("end " + (PAGES / 2 + 1) + " {missing-from-funnel=" + PAGES / 2 + ", unreadable=1}");
    }

    private static List<String> run(Path what) throws IOException, InterruptedException {
        Process program = SiteProgram.start("audit", what, "-Xmx256m");
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
