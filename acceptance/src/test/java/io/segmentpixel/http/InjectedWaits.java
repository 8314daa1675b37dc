package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The way to a client's waits, which its users do not have. */
public final class InjectedWaits {
    private InjectedWaits() {}

    /**
     * Lets a client wait for what the test says; its clock is that of the machine.
     *
     * @param client the client's settings
     * @param waits gives for each length of time what is waited for
     * @return the settings
     */
    public static SegmentClient.Builder into(
            SegmentClient.Builder client, Function<Duration, CompletableFuture<Void>> waits) {
        return client.time(new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public CompletableFuture<Void> after(Duration wait) {
                return waits.apply(wait);
            }

            @Override
            public void limit(CompletableFuture<?> future, Duration most) {
                future.orTimeout(most.toNanos(), TimeUnit.NANOSECONDS);
            }
        });
    }
}
