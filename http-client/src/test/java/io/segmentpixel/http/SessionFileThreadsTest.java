package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Threads that are interrupted, and programs that share a session file. */
class SessionFileThreadsTest extends SessionFileStage {
    @Test
    void an_interrupted_thread_takes_no_lease_stays_interrupted_and_is_in_nobodys_way() throws Exception {
        SessionStore store = store();
        boolean stayed;
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.lease(ANN, MINUTE))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("session file " + file + ": the thread was interrupted; nothing was changed");
        } finally {
            stayed = Thread.interrupted();
        }

        assertThat(stayed).isTrue();
        assertThat(CompletableFuture.supplyAsync(() -> store.lease(ANN, MINUTE)).get(10, TimeUnit.SECONDS))
                .isPresent();
    }

    @Test
    void an_interrupted_thread_keeps_and_gives_back_and_stays_interrupted() {
        SessionStore.Lease lease = taken(ANN);
        boolean isKept;
        boolean stayed;
        Thread.currentThread().interrupt();
        try {
            isKept = lease.keep(FIRST);
            lease.close();
        } finally {
            stayed = Thread.interrupted();
        }

        assertThat(isKept).isTrue();
        assertThat(stayed).isTrue();
        assertThat(store().read(ANN)).isEqualTo(FIRST);
        assertThat(store().lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_thread_that_is_interrupted_again_and_again_loses_no_change_and_leaves_the_file_whole() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        SessionStore store = store();
        FutureTask<Integer> kept = new FutureTask<>(() -> keptUntil(isOver, store));
        Thread worker = new Thread(kept);
        worker.start();
        for (int i = 0; i < 300; i++) {
            worker.interrupt();
            while (worker.isInterrupted() && worker.isAlive()) {
                Thread.onSpinWait();
            }
            for (int moment = 0; moment < i * 100; moment++) {
                Thread.onSpinWait();
            }
        }
        isOver.set(true);

        assertThat(kept.get(1, TimeUnit.MINUTES)).isPositive();
        assertThat(store().read(ANN).logins()).hasSize(kept.get());
        assertThat(store().lease(ANN, MINUTE)).isPresent();
        assertThat(names()).containsExactly("sessions", "sessions.lock");
    }

    /** How often it kept something, each time under a new lease, and once more when the interrupts are over. */
    private int keptUntil(AtomicBoolean isOver, SessionStore store) {
        int kept = 0;
        boolean isLast = false;
        while (!isLast) {
            isLast = isOver.get();
            Thread.interrupted();
            try (SessionStore.Lease lease = store.lease(ANN, MINUTE).orElseThrow()) {
                kept += lease.keep(store.read(ANN).withLogin(clock.instant())) ? 1 : 0;
            } catch (UncheckedIOException interrupted) {
                assertThat(interrupted).hasMessageContaining("the thread was interrupted; nothing was changed");
            }
        }
        return kept;
    }

    @Test
    void four_processes_that_count_under_the_lease_lose_no_number() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LoginLoop.class.getName(),
                            file.toString(),
                            "50")
                    .inheritIO()
                    .start());
        }
        try {
            for (Process process : processes) {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }

        assertThat(counted()).contains("200");
    }

    @Test
    void two_class_loaders_of_one_process_that_count_under_the_lease_lose_no_number() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            loops.add(pool.submit(() -> {
                try (URLClassLoader loader =
                        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
                    Class<?> loop = loader.loadClass(LoginLoop.class.getName());
                    assertThat(loop).isNotSameAs(LoginLoop.class);
                    String[] arguments = {file.toString(), "50"};
                    return loop.getMethod("main", String[].class).invoke(null, (Object) arguments);
                }
            }));
        }
        for (Future<?> loop : loops) {
            loop.get(2, TimeUnit.MINUTES);
        }
        pool.shutdown();

        assertThat(counted()).contains("100");
    }

    private Optional<String> counted() {
        return FileSessionStore.at(file, LoginLoop.KEY).read(LoginLoop.USER).token();
    }
}
