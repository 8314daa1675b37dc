package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.util.concurrent.TimeUnit;

/** Waits for what is on its way to a sandbox: a request that is given up before it has come takes no fault, and leaves it to the next. */
final class Received {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    private Received() {}

    /** Waits until so many requests have come since the journal began. */
    static void until(Sandbox sandbox, int requests, Operation operation) {
        long start = System.nanoTime();
        while (sandbox.journal().calls(operation).size() < requests) {
            assertThat(System.nanoTime() - start)
                    .as(requests + " of " + operation)
                    .isLessThan(LIMIT);
            Thread.onSpinWait();
        }
    }
}
