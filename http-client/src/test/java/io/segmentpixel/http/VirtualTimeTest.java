package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = new ArrayList<>();

    private CompletableFuture<Void> see(String what, int seconds) {
        return time.after(Duration.ofSeconds(seconds)).thenRun(() -> seen.add(what + " " + time.elapsed()));
    }

    @Test
    void things_happen_in_the_order_of_their_times_and_of_two_at_a_time_the_first_that_was_asked_for() {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(see("late", 3), see("first", 1), see("second", 1), see("now", 0));

        assertThat(seen).isEmpty();
        time.runUntil(all);
        assertThat(seen).containsExactly("now PT0S", "first PT1S", "second PT1S", "late PT3S");
    }

    @Test
    void it_runs_no_further_than_was_asked() {
        CompletableFuture<Void> first = see("first", 1);
        CompletableFuture<Void> second = see("second", 5);

        time.runUntil(first);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
        time.runFor(Duration.ofSeconds(3));
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(second).isNotDone();
        time.run();
        assertThat(seen).containsExactly("first PT1S", "second PT5S");
    }

    @Test
    void a_limit_fails_what_is_late_and_leaves_nothing_behind_of_what_is_not() {
        CompletableFuture<String> late = new CompletableFuture<>();
        CompletableFuture<String> soon = new CompletableFuture<>();
        time.limit(late, Duration.ofSeconds(2));
        time.limit(soon, Duration.ofSeconds(2));
        soon.complete("soon");

        assertThat(time.pending()).isEqualTo(1);
        time.run();
        assertThat(late).isCompletedExceptionally();
        assertThatThrownBy(late::join).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(soon).isCompletedWithValue("soon");
    }

    @Test
    void a_wait_that_is_cancelled_is_gone() {
        CompletableFuture<Void> wait = time.after(Duration.ofHours(1));
        wait.cancel(false);

        assertThat(time.pending()).isZero();
        time.run();
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void what_never_will_be_done_is_said() {
        CompletableFuture<Void> never = new CompletableFuture<>();

        assertThatThrownBy(() -> time.runUntil(never))
                .isInstanceOf(AssertionError.class)
                .hasMessage("nothing is to come after PT0S, and it is not done");
    }
}
