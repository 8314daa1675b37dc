package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The descriptors of the published modules name all that they need: a program on the module path runs. */
class ModulePathTest {
    private static final Pattern PUBLISHED_OR_NEEDED = Pattern.compile(".*/(core|http-client|page|testkit)/target/.*"
            + "|.*/(okhttp-jvm|okhttp-tls|okio-jvm|kotlin-stdlib|mockwebserver3|jackson-[a-z]+|slf4j-api|jsoup|java-diff-utils|jspecify)"
            + "-[\\d.]+\\.jar");

    private static final String DESCRIPTOR =
            """
            module app {
                requires io.segmentpixel.http;
                requires io.segmentpixel.page;
                requires io.segmentpixel.testkit;
            }
            """;

    private static final String PROGRAM =
            """
            package app;

            import io.segmentpixel.export.PixelExport;
            import io.segmentpixel.http.Credentials;
            import io.segmentpixel.http.SegmentClient;
            import io.segmentpixel.page.PagePlacer;
            import io.segmentpixel.segment.NewSegment;
            import io.segmentpixel.segment.Segment;
            import io.segmentpixel.testkit.Sandbox;

            public class Main {
                public static void main(String[] arguments) {
                    try (Sandbox sandbox = Sandbox.start();
                            SegmentClient segments = SegmentClient.builder()
                                    .baseUrl(sandbox.url())
                                    .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                                    .build()) {
                        Segment segment = segments.create(NewSegment.named("Shop - in cart"));
                        String page = PagePlacer.atEndOfBody().place("<body></body>", PixelExport.of(segment));
                        boolean isIn = sandbox.newVisitor().loads(page).segments().contains(segment.id());
                        System.out.println(Main.class.getModule() + ", in the segment: " + isIn);
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> PUBLISHED_OR_NEEDED
                        .matcher(entry.replace(File.separatorChar, '/'))
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void a_program_on_the_module_path_runs_the_workflow() throws Exception {
        compile();
        Path output = folder.resolve("output");

        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        folder + File.pathSeparator + modulePath(),
                        "--module",
                        "app/app.Main")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = program.waitFor(60, TimeUnit.SECONDS);
        program.destroyForcibly();

        assertThat(Files.readString(output)).contains("module app, in the segment: true");
        assertThat(ended).isTrue();
    }

    private void compile() throws Exception {
        List<Path> sources = List.of(
                Files.writeString(folder.resolve("module-info.java"), DESCRIPTOR),
                Files.writeString(folder.resolve("Main.java"), PROGRAM));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", folder.toString(), "--module-path", modulePath(), "-proc:none"),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }
}
