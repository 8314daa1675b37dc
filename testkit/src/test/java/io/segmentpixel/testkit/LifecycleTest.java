package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Starts and stops of sandboxes, HTTPS, and their clock. */
class LifecycleTest {
    /** All but those that the JVM, and the clients of all sandboxes, keep for later. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        !thread.getName().matches("(OkHttp |Okio Watchdog|HttpClient-|Keep-Alive-|ForkJoin|Attach).*"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static int startedAndStopped(int number) {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.newVisitor().fires(sandbox.pixelUrl() + "?add=" + number);
            assertThat(RawApi.loggedIn(sandbox).get("").outcome()).isEqualTo("OK");
            if (number % 5 == 0) {
                sandbox.newVisitor().fires(sandbox.httpsPixelUrl() + "?add=" + number);
            }
            return URI.create(sandbox.url()).getPort();
        }
    }

    @Test
    void starts_and_stops_leave_no_thread_no_port_and_no_heap() throws Exception {
        int times = Boolean.getBoolean("segmentpixel.long") ? 1000 : 60;
        IntStream.range(0, 30).forEach(LifecycleTest::startedAndStopped);
        Set<Thread> before = threads();
        long used = heap();

        Set<Integer> ports = new HashSet<>();
        for (int number = 0; number < times; number++) {
            ports.add(startedAndStopped(number));
        }

        long left = heap() - used;
        assertThat(left).as("bytes kept by %s sandboxes", times).isLessThan(2L << 20);
        Set<Thread> threads = threads();
        threads.removeAll(before);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
        assertThat(threads).filteredOn(Thread::isAlive).isEmpty();
        for (int port : List.copyOf(ports).subList(0, Math.min(50, ports.size()))) {
            Sandbox.builder().port(port).start().close();
        }
    }

    @Test
    void fifty_work_side_by_side() throws Exception {
        List<Sandbox> sandboxes =
                IntStream.range(0, 50).mapToObj(number -> Sandbox.start()).toList();
        ExecutorService callers = Executors.newFixedThreadPool(10);
        List<Future<?>> works = new ArrayList<>();
        for (Sandbox sandbox : sandboxes) {
            works.add(callers.submit(() -> {
                RawApi api = RawApi.loggedIn(sandbox);
                IntStream.range(0, 20)
                        .forEach(number -> api.post(
                                "",
                                "{\"segment\": {\"short_name\": \"" + number + "\", \"code\": \"c" + number + "\"}}"));
                assertThat(api.get("").at("/count")).isEqualTo("20");
            }));
        }
        for (Future<?> work : works) {
            work.get();
        }
        callers.shutdown();
        sandboxes.forEach(Sandbox::close);
        assertThat(sandboxes.stream().map(Sandbox::url).distinct()).hasSize(50);
    }

    private static String get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void https_is_trusted_by_whom_the_sandbox_gives_its_trust_and_by_nobody_else() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Sandbox other = Sandbox.start()) {
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(sandbox.sslContext()).build();

            assertThat(get(trusting, sandbox.httpsUrl() + "/segment")).contains("NOAUTH");
            assertThat(sandbox.httpsUrl()).isEqualTo(sandbox.httpsUrl()).startsWith("https://127.0.0.1:");
            assertThat(get(trusting, sandbox.httpsUrl().replace("127.0.0.1", "localhost") + "/segment"))
                    .contains("NOAUTH");
            assertThatThrownBy(() -> get(trusting, other.httpsUrl() + "/segment"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), sandbox.httpsUrl() + "/segment"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(sandbox.trustManager().getAcceptedIssuers()).hasSize(1);
        }
    }

    @Test
    void a_port_for_https_can_be_chosen_and_ends_with_the_sandbox() throws Exception {
        int port;
        Sandbox first = Sandbox.start();
        port = URI.create(first.httpsUrl()).getPort();
        first.close();

        try (Sandbox second = Sandbox.builder().httpsPort(port).start()) {
            assertThat(URI.create(second.httpsUrl()).getPort()).isEqualTo(port);
        }
        assertThatThrownBy(first::httpsUrl).isInstanceOf(IllegalStateException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.builder().httpsPort(70_000));
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.builder().latency(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.builder().propagation(Duration.ofMillis(-1)));
    }

    @Test
    void the_clock_moves_on_with_its_base_and_by_itself() {
        SettableClock base = new SettableClock();
        try (Sandbox sandbox = Sandbox.builder().clock(base).start()) {
            SandboxClock clock = sandbox.clock();
            Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

            clock.advance(Duration.ofDays(1));
            base.advance(Duration.ofHours(1));

            assertThat(clock.instant()).isEqualTo(base.instant().plus(Duration.ofDays(1)));
            assertThat(elsewhere.instant()).isEqualTo(clock.instant());
            assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
            assertThat(sandbox.segments().create(NewSegment.named("cart")).lastModified())
                    .contains(clock.instant());
            assertThat(clock.toString()).contains(clock.instant().toString());
            assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(Long.MAX_VALUE)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                    .withMessageContaining("PT-1S");
        }
    }

    @Test
    void a_latency_holds_answers_of_the_api_back() {
        try (Sandbox sandbox = Sandbox.builder().latency(Duration.ofMillis(30)).start()) {
            long start = System.nanoTime();

            RawApi.loggedIn(sandbox);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        }
    }
}
