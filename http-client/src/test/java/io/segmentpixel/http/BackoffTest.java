package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BackoffTest {
    @Property(seed = "17")
    void a_wait_is_within_its_doubled_bound_and_grows_with_the_jitter(
            @ForAll @IntRange(min = 1, max = 1_000_000) int attempt,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double jitter) {
        Duration wait = new Backoff(() -> jitter).afterAttempt(attempt, Duration.ZERO);
        Duration longest = new Backoff(() -> 1.0).afterAttempt(attempt, Duration.ZERO);

        assertThat(wait).isBetween(Duration.ZERO, longest);
        assertThat(longest).isBetween(Duration.ofMillis(500), Duration.ofSeconds(20));
        assertThat(new Backoff(() -> 1.0).afterAttempt(attempt + 1, Duration.ZERO))
                .isGreaterThanOrEqualTo(longest);
    }

    @Property(seed = "17")
    void what_the_backend_asks_for_wins(
            @ForAll @IntRange(min = 1, max = 50) int attempt, @ForAll @LongRange(min = 1, max = 86_400) long seconds) {
        assertThat(new Backoff(() -> 0.5).afterAttempt(attempt, Duration.ofSeconds(seconds)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }
}
