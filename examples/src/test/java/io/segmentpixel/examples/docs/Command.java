package io.segmentpixel.examples.docs;

import io.segmentpixel.examples.Showcase;
import io.segmentpixel.examples.TagServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command that runs one of the examples.
 *
 * @param program the name of its main class
 * @param arguments what it is told
 */
record Command(String program, List<String> arguments) {
    private static final Pattern EXAMPLE = Pattern.compile(
            "mvn -q -DskipTests -pl examples -am package exec:java -Dexec\\.mainClass=([\\w.]+)(?: -Dexec\\.args=\"([^\"]*)\")?");
    private static final Path RESOURCES = Page.ROOT.resolve("examples/src/main/resources");
    private static final Set<String> SERVERS = Set.of(Showcase.class.getName(), TagServer.class.getName());

    /** What the gate runs, without what makes its log shorter and its folders empty. */
    static Set<String> ofTheGate() {
        return Stream.of(Page.read(".ci/run").text().split("\n"))
                .filter(line -> line.startsWith("mvn "))
                .map(line -> line.replaceAll(" (-B|-ntp|clean)(?= )", ""))
                .collect(Collectors.toSet());
    }

    static Optional<Command> of(String line) {
        Matcher example = EXAMPLE.matcher(line);
        return example.matches()
                ? Optional.of(new Command(
                        example.group(1),
                        example.group(2) == null
                                ? List.of()
                                : List.of(example.group(2).split(" "))))
                : Optional.empty();
    }

    /** It goes on until it is stopped; a test of its own drives it. */
    boolean hasTestOfItsOwn() {
        return arguments.isEmpty() && SERVERS.contains(program);
    }

    /** The file that it reads, empty if it reads none but the sample site. */
    Optional<String> sheet() {
        return arguments.stream().filter(argument -> argument.endsWith(".csv")).findFirst();
    }

    /** The exit code that says that all went well: a dry run that would change something has one of its own. */
    int goodCode() {
        return arguments.contains("--dry-run") ? 3 : 0;
    }

    /**
     * Runs it in a folder that holds the sample site, and agrees to what it asks.
     *
     * @param rows what its sheet says; the sample's if empty
     * @return what it printed, with its exit code in the last line
     */
    String run(Path folder, String rows) throws IOException, InterruptedException {
        copy(RESOURCES.resolve("site"), folder.resolve("site"));
        if (sheet().isPresent()) {
            String sheet = sheet().get();
            Files.writeString(
                    folder.resolve(sheet), rows.isEmpty() ? Files.readString(RESOURCES.resolve(sheet)) : rows + "\n");
        }
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program));
        line.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SEGMENT_API_"));
        Process process = builder.start();
        try (var answer = process.getOutputStream()) {
            answer.write("yes\n".getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed + "\nexit code " + process.waitFor();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
