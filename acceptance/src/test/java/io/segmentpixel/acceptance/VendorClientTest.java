package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.HttpMethod;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The npm package {@code anx-api}, the vendor's own client, unmodified, works with the sandbox. It needs node, and {@code npm ci} in
 * {@code acceptance/anx-api}; without them it runs in CI only, where they must be there.
 */
class VendorClientTest {
    private static final Path FOLDER = Path.of("anx-api");
    private static final int WRITES = 100;

    @TempDir
    Path folder;

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder()
            .limits(Limits.documented().withWrites(WRITES, Duration.ofSeconds(3)))
            .start();

    @Test
    void it_logs_in_creates_reads_updates_lists_meets_a_limit_and_deletes() throws IOException, InterruptedException {
        boolean isInstalled = Files.isDirectory(FOLDER.resolve("node_modules"));
        assumeTrue(isInstalled || "true".equals(System.getenv("CI")), "npm ci was not run in acceptance/anx-api");
        Path output = folder.resolve("output");

        Process node = new ProcessBuilder("node", "workflow.js", sandbox.url(), sandbox.username(), sandbox.password())
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean isOver = node.waitFor(120, TimeUnit.SECONDS);
        node.destroyForcibly();

        assertThat(isOver).as(Files.readString(output)).isTrue();
        assertThat(node.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("250 segments");
        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(250);
        assertThat(sandbox.journal().calls(HttpMethod.POST))
                .extracting(ApiCall::status)
                .contains(200, 429);
    }
}
