package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.FileSessionStore;
import io.segmentpixel.http.RequestBudget;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client does beyond the segment service, and what it can be told. */
class ClientHowToTest {
    private final List<String> log = new ArrayList<>();

    @TempDir
    Path temporary;

    private Path folder = Path.of("");

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final SegmentClient segments = SegmentClient.builder()
            .baseUrl(sandbox.url())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .build();

    @BeforeEach
    void a_folder_of_our_own() throws IOException {
        folder = Files.createDirectory(
                temporary.toRealPath().resolve("own"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void many_at_a_time() {
        sandbox.faults().on(Operation.CREATE).next(Fault.internalError());
        List<NewSegment> wanted = Stream.of("cart", "bought", "left")
                .map(name -> NewSegment.named("Shop - " + name).withCode("shop_" + name))
                .toList();

        try {
            segments.createAll(
                    wanted,
                    outcome ->
                            log.add(outcome.status() + " " + outcome.request().name()));
        } catch (BulkCreateException partly) { // it says of each: created, found, refused, unknown or not sent
            segments.createAll(wanted); // once more: what stands there by now is found
        }

        assertThat(log).hasSize(3).anyMatch(line -> line.startsWith("UNKNOWN Shop - "));
        assertThat(sandbox.segments().list(SegmentQuery.all()))
                .extracting(Segment::shortName)
                .containsExactlyInAnyOrder("Shop - cart", "Shop - bought", "Shop - left");
    }

    @Test
    void with_futures() {
        sandbox.segments().create(NewSegment.named("Shop - in cart").withCode("shop_cart"));

        CompletableFuture<String> tag = segments.async()
                .find(SegmentCode.of("shop_cart"))
                .thenApply(cart -> ExportFormats.htmlTag().render(PixelExport.of(cart.orElseThrow())));

        assertThat(tag.join()).contains("Shop - in cart");
    }

    private final OkHttpClient http = new OkHttpClient();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SecretKey key = new SecretKeySpec(new byte[32], "AES");

    @Test
    void with_all_settings() {
        String url = sandbox.url();
        String user = sandbox.username();
        Supplier<String> vault = sandbox::password;
        Path file = folder.resolve("sessions");
        for (int run = 0; run < 2; run++) {
            SegmentClient segments = SegmentClient.builder()
                    .baseUrl(url)
                    .credentials(() -> Credentials.password(user, vault.get())) // asked for before each login
                    .sessionStore(FileSessionStore.at(file, key)) // one login for all programs that share the file
                    .requestBudget(RequestBudget.of(1000, 60, Duration.ofMinutes(1))) // reads, writes
                    .listener(new ClientMetrics(registry))
                    .httpClient(http) // your proxy, TLS, pool, interceptors; it is not closed
                    .build();
            try (segments) {
                segments.create(NewSegment.named("Segment " + run));
            }
        }

        assertThat(sandbox.journal().calls(Operation.LOGIN)).hasSize(1);
        assertThat(registry.get("segment.client.requests")
                        .tag("operation", "CREATE")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    }
}
