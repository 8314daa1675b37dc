package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command {@code patch}, which diffs are written for. */
final class Patching {
    private Patching() {}

    /** Skips the test where the command is missing, but for the gate, which must have it. */
    static void assumeInstalled() throws InterruptedException {
        boolean isInstalled = isInstalled();
        if (!isInstalled && "true".equals(System.getenv("CI"))) {
            fail("the command patch is missing, which .ci/run installs");
        }
        assumeTrue(isInstalled, "the command patch is missing");
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("patch", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Applies a diff in a directory; every hunk must fit at its line. */
    static void patch(Path root, byte[] diff) throws IOException, InterruptedException {
        Path file = Files.write(root.resolveSibling(root.getFileName() + ".diff"), diff);
        try {
            Process patch = new ProcessBuilder(
                            List.of("patch", "-p1", "--binary", "--force", "--fuzz=0", "-i", file.toString()))
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(patch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(patch.waitFor()).as(said).isZero();
            assertThat(said).doesNotContain("offset");
        } finally {
            Files.delete(file);
        }
    }
}
