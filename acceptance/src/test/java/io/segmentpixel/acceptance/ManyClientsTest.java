package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client leaves nothing behind, however many there are; and while nothing is to be done it has no thread. */
class ManyClientsTest {
    private static final int CLIENTS = Boolean.getBoolean("segmentpixel.long") ? 1_000 : 100;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SegmentQuery few = SegmentQuery.all().search("one of few");

    @BeforeEach
    void three_are_there() {
        IntStream.range(0, 3).forEach(i -> sandbox.segments().create(NewSegment.named("one of few " + i)));
    }

    private SegmentClient.Builder settings() {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()));
    }

    /** In each way that there is. */
    private void use(SegmentClient client) {
        Segment made = client.create(NewSegment.named("made"));
        assertThat(client.async().get(made.id())).succeedsWithin(LIMIT).isEqualTo(made);
        assertThat(client.list(few)).hasSize(3);
        assertThat(client.createAll(List.of(NewSegment.named("a"), NewSegment.named("b"))))
                .hasSize(2);
        CompletableFuture<Void> listed = client.async().list(few, segment -> {});
        assertThat(listed).succeedsWithin(LIMIT);
        client.delete(made.id());
    }

    private void useAndClose() {
        // each is a user of its own to the sandbox's count of logins
        sandbox.clock().advance(Duration.ofMinutes(1));
        try (SegmentClient client = settings().build()) {
            use(client);
        }
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().equals("segment-pixel request");
    }

    /** OkHttp calls a thread after what it does, until that is done. */
    private static boolean isOursOrAtWork(Thread thread) {
        return isOurs(thread) || thread.getName().startsWith("OkHttp http");
    }

    /**
     * OkHttp and Okio keep few housekeeping threads for the whole process, for a minute after the last use. OkHttp calls its own
     * after what they do, so that those at work are known by where they are.
     */
    private static boolean isHousekeeping(Thread thread) {
        return thread.getName().startsWith("OkHttp TaskRunner")
                || thread.getName().contains("Okio Watchdog")
                || Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("okhttp3.internal.concurrent.TaskRunner"));
    }

    /** The names of what lives when our threads have ended, as they do a second after their last work. */
    private static Set<Thread> threadsAtRest() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (isOursOrAtWork(thread)) {
                thread.join(LIMIT.toMillis());
            }
        }
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isHousekeeping(thread) && !isOfTheServer(thread))
                .collect(Collectors.toSet());
    }

    /** The sandbox has a thread for each open connection, which its sockets tell of as well, and some of its own. */
    private static boolean isOfTheServer(Thread thread) {
        return thread.getName().contains("MockWebServer");
    }

    @Test
    void many_that_are_made_used_and_closed_leave_threads_and_sockets_as_after_the_first() throws InterruptedException {
        useAndClose();
        Set<Thread> threads = threadsAtRest();
        long sockets = OpenSockets.canBeCounted() ? socketsAtRest(0) : 0;

        IntStream.range(0, CLIENTS).forEach(i -> useAndClose());

        assertThat(threadsAtRest())
                .filteredOn(thread -> !threads.contains(thread) && !isOfTheCommonPool(thread))
                .isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(ManyClientsTest::isHousekeeping)
                .hasSizeLessThan(CLIENTS / 4);
        assumeTrue(OpenSockets.canBeCounted(), "sockets are counted on Linux only");
        assertThat(socketsAtRest(sockets)).isLessThanOrEqualTo(sockets);
    }

    /** The JVM's own, for all who use futures; as many as it has processors, and they end when they idle. */
    private static boolean isOfTheCommonPool(Thread thread) {
        return thread.getName().startsWith("ForkJoinPool.commonPool");
    }

    /** The server closes its end of a connection a little later than the client; what stays open stays so. */
    private long socketsAtRest(long enough) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(enough == 0 ? 1 : 30);
        long sockets = OpenSockets.count();
        while (sockets > enough && System.nanoTime() < end) {
            Thread.onSpinWait();
            sockets = OpenSockets.count();
        }
        return sockets;
    }

    @Test
    void many_on_one_http_client_leave_it_as_it_was() throws InterruptedException {
        OkHttpClient http = new OkHttpClient();
        try (SegmentClient first = settings().httpClient(http).build()) {
            use(first);
        }
        int connections = http.connectionPool().connectionCount();

        for (int i = 0; i < CLIENTS; i++) {
            sandbox.clock().advance(Duration.ofMinutes(1));
            try (SegmentClient client = settings().httpClient(http).build()) {
                use(client);
            }
        }

        assertThat(connections).isPositive();
        assertThat(http.connectionPool().connectionCount()).isBetween(1, 15);
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
        awaitIdle(http.dispatcher());
        assertThat(http.dispatcher().runningCallsCount()).isZero();
        assertThat(http.dispatcher().queuedCallsCount()).isZero();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(ManyClientsTest::isOurs);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** OkHttp counts a call as over a little later than its answer is there. */
    private static void awaitIdle(Dispatcher dispatcher) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (dispatcher.runningCallsCount() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_open_client_has_no_thread_while_nothing_is_to_be_done() throws InterruptedException {
        try (SegmentClient client = settings().build()) {
            use(client);
            Set<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(ManyClientsTest::isOursOrAtWork)
                    .collect(Collectors.toSet());
            assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);

            for (Thread thread : ours) {
                thread.join(LIMIT.toMillis());
            }

            assertThat(Thread.getAllStackTraces().keySet()).noneMatch(ManyClientsTest::isOursOrAtWork);
            use(client);
        }
    }

    @Test
    void one_client_serves_all_threads() {
        try (SegmentClient client = settings().build()) {
            CompletableFuture<?>[] users = IntStream.range(0, 64)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> assertThat(client.create(NewSegment.named("by " + i))
                                            .shortName())
                                    .isEqualTo("by " + i),
                            task -> new Thread(task, "user").start()))
                    .toArray(CompletableFuture<?>[]::new);

            assertThat(CompletableFuture.allOf(users)).succeedsWithin(LIMIT);
        }
        assertThat(sandbox.segments().list(SegmentQuery.all().search("by "))).hasSize(64);
    }
}
