package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.testkit.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closed, client and sandbox leave no thread; a forgotten client keeps no program from ending. */
class ThreadsTest {
    @TempDir
    Path folder;

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** OkHttp and Okio keep one housekeeping thread each for the whole process, for a minute after the last use. */
    private static boolean isHousekeeping(Thread thread) {
        return thread.getName().contains("OkHttp TaskRunner")
                || thread.getName().contains("Okio Watchdog");
    }

    @Test
    void closing_leaves_no_thread() throws InterruptedException {
        Set<Thread> before = new HashSet<>(threads());

        try (Sandbox sandbox = Sandbox.start();
                SegmentClient client = Forgetful.client(sandbox)) {
            client.create(NewSegment.named("one"));
            sandbox.newVisitor().fires(sandbox.pixelUrl() + "?add=1&t=2");
        }

        Set<Thread> left = threads().stream()
                .filter(thread -> !before.contains(thread) && !isHousekeeping(thread))
                .collect(Collectors.toSet());
        for (Thread thread : left) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @Test
    void a_client_that_is_not_closed_keeps_no_program_from_ending() throws Exception {
        Path output = folder.resolve("output");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = program.waitFor(60, TimeUnit.SECONDS);
        program.destroyForcibly();

        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(Files.readString(output)).contains("used, and not closed");
        assertThat(program.waitFor()).isZero();
    }

    /** A program that does not close its client. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] arguments) {
            try (Sandbox sandbox = Sandbox.start()) {
                client(sandbox).create(NewSegment.named("one"));
            }
            System.out.println("used, and not closed");
        }

        static SegmentClient client(Sandbox sandbox) {
            return SegmentClient.builder()
                    .baseUrl(sandbox.url())
                    .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                    .build();
        }
    }
}
