package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The strangers' programs, which {@code acceptance/src/it/run} builds and runs, are the README's code to the letter. */
class StrangersTest {
    private static final Path STRANGERS = Path.of("..", "acceptance", "src", "it");

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String indented(String block, int columns) {
        return block.indent(columns).replaceAll("(?m)^ +$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "module-path/src/main/java/shop/Main.java, PagePlacer placer = , 2",
        "shaded/src/main/java/shop/Main.java, PageContext context = , 2",
        "class-path/shop/Main.java, String next;, 3"
    })
    void a_program_is_the_readmes_workflow_and_more_of_its_code(String source, String other, int count)
            throws IOException {
        String program = Files.readString(STRANGERS.resolve(source));

        List<String> standing = blocks("java").stream()
                .filter(block -> program.contains(indented(block, 8)))
                .toList();

        assertThat(standing).hasSize(count).contains(blocks("java").get(0));
        assertThat(standing).anyMatch(block -> block.startsWith(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module-path", "shaded", "class-path"})
    void a_project_takes_what_the_readme_says_in_the_version_that_is_built(String project) throws IOException {
        String snippet = blocks("xml").get(0);
        String pom = Files.readString(STRANGERS.resolve(project).resolve("pom.xml"));
        String version = "<version>" + System.getProperty("segmentpixel.version") + "</version>";

        assertThat(snippet).contains(version);
        assertThat(pom).contains(indented(snippet, 4)).doesNotContain("<parent>", "<relativePath>");
        assertThat(Stream.of("http-client", "page", "testkit"))
                .allMatch(name -> pom.contains("segment-pixel-" + name + "</artifactId>\n      " + version));
    }
}
