package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.testkit.Sandbox;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed, client and sandbox leave no thread; forgotten, they keep no program from ending. */
class ThreadsTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"client", "sandbox", "visitor"})
    void what_is_not_closed_keeps_no_program_from_ending(String forgotten) throws Exception {
        Process program = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName(),
                        forgotten)
                .redirectErrorStream(true)
                .start();
        boolean ended = program.waitFor(60, TimeUnit.SECONDS);
        program.destroyForcibly();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ended).as(output).isTrue();
        assertThat(output).contains("used, and not closed: " + forgotten);
        assertThat(program.waitFor()).as(output).isZero();
    }

    /** A program that uses what it does not close. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] arguments) {
            Sandbox sandbox = Sandbox.start();
            SegmentClient client = client(sandbox);
            client.create(NewSegment.named("one"));
            if (arguments[0].equals("visitor")) {
                sandbox.newVisitor().fires(sandbox.pixelUrl() + "?add=1&t=2");
            }
            if (!arguments[0].equals("client")) {
                client.close();
            }
            if (arguments[0].equals("client")) {
                sandbox.close();
            }
            System.out.println("used, and not closed: " + arguments[0]);
        }

        static SegmentClient client(Sandbox sandbox) {
            return SegmentClient.builder()
                    .baseUrl(sandbox.url())
                    .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                    .build();
        }
    }
}
