package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bulk export streams: a million exports, 50,000 in a quick run, take no more than 64 MB of memory. */
class ManyExportsTest {
    private static final int MANY = Boolean.getBoolean("segmentpixel.long") ? 1_000_000 : 50_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest
    @CsvSource({"htmlTag, 3, 0", "url, 1, 0", "csv, 3, 1", "json, 1, 2"})
    void are_written_in_little_memory(String format, int linesOfEach, int linesAround) throws Exception {
        Path file = directory.resolve(format);
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyExports.class.getName(),
                        format,
                        Integer.toString(MANY),
                        file.toString())
                .inheritIO()
                .start();

        assertThat(program.waitFor()).isZero();
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.count()).isEqualTo((long) MANY * linesOfEach + linesAround);
        }
    }
}
