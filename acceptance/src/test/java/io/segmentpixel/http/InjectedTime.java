package io.segmentpixel.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The way to a client's clock and to its sleep, which its users do not have. */
public final class InjectedTime {
    private InjectedTime() {}

    /**
     * Lets a client live by a clock, and wait by moving it on.
     *
     * @param client the client's settings
     * @param clock the clock
     * @param sleep moves the clock on
     * @return the settings
     */
    public static SegmentClient.Builder into(SegmentClient.Builder client, Clock clock, Consumer<Duration> sleep) {
        return client.time(new Time() {
            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public CompletableFuture<Void> after(Duration wait) {
                sleep.accept(wait);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void limit(CompletableFuture<?> future, Duration most) {
                future.orTimeout(most.toNanos(), TimeUnit.NANOSECONDS);
            }
        });
    }
}
