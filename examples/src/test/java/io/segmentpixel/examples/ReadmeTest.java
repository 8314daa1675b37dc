package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the README compiles, runs, and says what it says. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Path README = Path.of("..", "README.md");
    private static final Path TESTS = Path.of("src/test/java/io/segmentpixel/examples");

    @TempDir
    Path folder;

    private static List<String> blocks() throws IOException {
        return JAVA.matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void the_workflow_compiles_and_a_visitor_walks_into_the_segment() throws Exception {
        String workflow = blocks().get(0);

        List<String> printed = run(workflow).lines().toList();

        assertThat(workflow.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(15);
        assertThat(printed).hasSize(4);
        assertThat(printed.get(0)).isEqualTo("<!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->");
        assertThat(printed.get(1))
                .matches(
                        "<script src=\"https://secure\\.adnxs\\.com/seg\\?add=\\d+&t=1\" type=\"text/javascript\"></script>");
        assertThat(printed.get(2)).isEqualTo("<!-- End of Segment Pixel -->");
        assertThat(printed.get(1)).contains("add=" + printed.get(3).replaceAll("[\\[\\]]", "") + "&");
    }

    @Test
    void every_other_block_stands_in_the_tests_that_it_speaks_of() throws IOException {
        String pages = squeezed(Files.readString(TESTS.resolve("PageHowToTest.java")));
        String client = squeezed(Files.readString(TESTS.resolve("ClientHowToTest.java")));
        String tests = squeezed(Files.readString(TESTS.resolve("HowToTest.java")));

        String server = squeezed(Files.readString(TESTS.resolve("TagServerHowToTest.java")));

        assertThat(blocks()).hasSize(15);
        assertThat(server).contains(squeezed(blocks().get(14)));
        assertThat(blocks().subList(1, 4)).allSatisfy(block -> assertThat(pages).contains(squeezed(block)));
        assertThat(blocks().subList(4, 7))
                .allSatisfy(block -> assertThat(client).contains(squeezed(block)));
        assertThat(blocks().subList(7, 14))
                .allSatisfy(block -> assertThat(tests).contains(squeezed(block)));
    }

    @Test
    void what_the_sandbox_does_on_command_takes_fifteen_lines_at_most() throws IOException {
        assertThat(blocks().subList(10, 14)).allMatch(block -> block.lines().count() <= 15);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    private String run(String statements) throws Exception {
        String program =
                """
                import io.segmentpixel.export.*;
                import io.segmentpixel.http.*;
                import io.segmentpixel.page.*;
                import io.segmentpixel.segment.*;
                import io.segmentpixel.testkit.*;
                import java.time.*;

                public class Workflow {
                    public static void main(String[] arguments) throws Exception {
                %s
                    }
                }
                """
                        .formatted(statements);
        Path source = Files.writeString(folder.resolve("Workflow.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"),
                        null,
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                .getJavaFileObjects(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
        return printedBy(folder);
    }

    private static String printedBy(Path classes) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Workflow").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
