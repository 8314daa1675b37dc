package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTextTest {
    private static final int FILES = Boolean.getBoolean("segmentpixel.long") ? 20_000 : 1_500;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private String diff(String name, String before, String after) {
        return new DiffText(
                        DiffName.of(root, Path.of(name)),
                        before.getBytes(StandardCharsets.ISO_8859_1),
                        after.getBytes(StandardCharsets.ISO_8859_1))
                .text();
    }

    @Test
    void is_what_git_would_write() {
        assertThat(diff("a/b.html", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nnew\n5\n6\n"))
                .isEqualTo(
                        """
                        --- a/a/b.html
                        +++ b/a/b.html
                        @@ -2,5 +2,6 @@
                         2
                         3
                         4
                        +new
                         5
                         6
                        """);
    }

    @Test
    void a_last_line_without_a_line_feed_is_marked() {
        assertThat(diff("a", "1", "1\n2"))
                .isEqualTo(
                        """
                        --- a/a
                        +++ b/a
                        @@ -1,1 +1,2 @@
                        -1
                        \\ No newline at end of file
                        +1
                        +2
                        \\ No newline at end of file
                        """);
    }

    @Test
    void a_file_may_come_to_hold_nothing() {
        assertThat(diff("a", "1\n2\n", "")).isEqualTo("--- a/a\n+++ b/a\n@@ -1,2 +0,0 @@\n-1\n-2\n");
    }

    @Test
    void odd_names_are_written_as_git_writes_them() throws IOException {
        assertThat(DiffName.of(root, Path.of("a", "b-c.html")).in("a")).isEqualTo("a/a/b-c.html");
        assertThat(DiffName.of(root, Path.of("a b.html")).in("b")).isEqualTo("b/a b.html\t");
        assertThat(DiffName.of(root, Path.of("a\"b\\c.html")).in("a")).isEqualTo("\"a/a\\\"b\\\\c.html\"");
        assertThat(DiffName.of(root, Path.of("a\tb\u0001%20.html")).in("a")).isEqualTo("\"a/a\\tb\\001%20.html\"");
    }

    /** Files of few different lines, in which many changes meet, and ends of lines of all kinds. */
    @Test
    void patch_makes_the_new_files_of_the_old_ones() throws Exception {
        Patching.assumeInstalled();
        Random random = new Random(4711);
        Map<String, byte[]> expected = new TreeMap<>();
        ByteArrayOutputStream diffs = new ByteArrayOutputStream();
        for (int number = 0; number < FILES; number++) {
            byte[] before = bytes(random);
            byte[] after = number % 50 == 0 && before.length > 0 ? new byte[0] : changed(before, random);
            Path name = Path.of("f" + number);
            Files.write(root.resolve(name), before);
            expected.put(name.toString(), after);
            if (!Arrays.equals(before, after)) {
                diffs.writeBytes(new DiffText(DiffName.of(root, name), before, after)
                        .text()
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        Patching.patch(root, diffs.toByteArray());

        for (Map.Entry<String, byte[]> file : expected.entrySet()) {
            assertThat(Files.readAllBytes(root.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    private static byte[] bytes(Random random) {
        int lines = 1 + random.nextInt(40);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int line = 0; line < lines; line++) {
            bytes.writeBytes(line(random));
        }
        if (random.nextInt(4) == 0) {
            bytes.writeBytes("no line end".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] line(Random random) {
        String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        byte[] odd = {(byte) 0xff, (byte) 0xe9, 0x0d, 0x0c, 0x1a, 0};
        return random.nextInt(9) == 0
                ? (new String(odd, 0, 1 + random.nextInt(5), StandardCharsets.ISO_8859_1) + end)
                        .getBytes(StandardCharsets.ISO_8859_1)
                : (random.nextInt(6) + "--- a/b@@".substring(random.nextInt(9)) + end)
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] changed(byte[] before, Random random) {
        String text = new String(before, StandardCharsets.ISO_8859_1);
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int start = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), start + random.nextInt(12));
            String added = random.nextBoolean() ? "" : new String(line(random), StandardCharsets.ISO_8859_1);
            text = text.substring(0, start) + added + text.substring(end);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
