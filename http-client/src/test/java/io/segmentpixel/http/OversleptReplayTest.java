package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A thread sleeps longer than it wants to: when it wakes up after the deadline, nothing more is sent. */
class OversleptReplayTest {
    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client =
            backend.settings().time(new Overslept(backend.time)).build();

    private record Overslept(FakeTime time) implements Time {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public CompletableFuture<Void> after(Duration wait) {
            return time.after(wait.plus(ScriptedBackend.DEADLINE));
        }

        @Override
        public void limit(CompletableFuture<?> future, Duration most) {
            time.limit(future, most);
        }
    }

    @Test
    void a_create_that_was_turned_away_stays_one_that_surely_was_not_done() {
        backend.onPost(Answers.failure(429, "SYSTEM", "RATE_EXCEEDED", "too many"), Answers.segment(17, "seventeen"));

        assertThatThrownBy(() -> client.create(NewSegment.named("seventeen")))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("HTTP 429");

        assertThat(backend.sent()).containsExactly("login", "POST");
    }

    @Test
    void the_failure_is_that_of_the_latest_request() {
        backend.onGet(Answers.text(500, "oops"), Answers.segment(17, "seventeen"));

        assertThatThrownBy(() -> client.get(SegmentId.of(17)))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("HTTP 500");

        assertThat(backend.sent()).containsExactly("login", "GET");
    }
}
