package io.segmentpixel.benchmarks;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;

/** The server's side of {@link GetCostBenchmark}: a sandbox with one segment, until the input ends. */
final class GetCostServer {
    static final String USER = "benchmark";
    static final String PASSWORD = "benchmark";

    private GetCostServer() {}

    /**
     * Serves.
     *
     * @param arguments none
     * @throws IOException if the input is broken
     */
    public static void main(String[] arguments) throws IOException {
        try (Sandbox sandbox = Sandbox.builder()
                .user(USER, PASSWORD)
                .limits(Limits.documented().withLogins(1000, Duration.ofMinutes(5)))
                .start()) {
            Segment segment = sandbox.segments()
                    .create(NewSegment.named("Shop - in cart")
                            .withCode("shop_cart")
                            .withDescription("Has something in the cart")
                            .withRetention(Retention.of(Duration.ofDays(30))));
            System.out.println(sandbox.url() + " " + segment.id());
            System.in.transferTo(new PrintStream(OutputStream.nullOutputStream()));
        }
    }
}
