package io.segmentpixel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class that runs in a JVM of its own, on this one's class path, until it is closed; its errors are shown here. */
final class OwnJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private OwnJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static OwnJvm running(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new OwnJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException noProcess) {
            throw new UncheckedIOException(noProcess);
        }
    }

    /** The words of the next line that it prints. */
    String[] line() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("a forked JVM ended before it had printed what was asked for");
            }
            return line.split(" ");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends it: whoever runs in it for others reads its input to the end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException broken) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
