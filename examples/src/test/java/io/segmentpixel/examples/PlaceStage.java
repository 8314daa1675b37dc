package io.segmentpixel.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the sample site that tags are placed on, and what the program prints while it does. */
abstract class PlaceStage {
    static final Path RESOURCES = Path.of("src/main/resources");
    static final Path SAMPLE = RESOURCES.resolve("funnel.csv");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void a_site_of_our_own() throws IOException {
        for (Map.Entry<String, String> page : pages(RESOURCES.resolve("site")).entrySet()) {
            Path file = site().resolve(page.getKey());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, page.getValue(), StandardCharsets.ISO_8859_1);
        }
    }

    Path site() {
        return directory.resolve("site");
    }

    /** The files by their paths, each byte a character. */
    static Map<String, String> pages(Path root) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pages.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return pages;
    }

    Path csv(String... rows) throws IOException {
        return Files.writeString(
                directory.resolve("funnel.csv"), "step,segment,value,pages\n" + String.join("\n", rows) + "\n");
    }

    int run(Path funnel, String... more) {
        return run(Map.of(), funnel, more);
    }

    int run(Map<String, String> environment, Path funnel, String... more) {
        List<String> arguments = new ArrayList<>(List.of(funnel.toString(), site().toString()));
        arguments.addAll(Arrays.asList(more));
        return run(environment, arguments, false);
    }

    int run(Map<String, String> environment, List<String> arguments, boolean isTerminal) {
        out.reset();
        err.reset();
        return PlaceOnSite.run(
                environment,
                arguments,
                isTerminal,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String page(String path) throws IOException {
        return Files.readString(site().resolve(path));
    }
}
