package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A backend in virtual time that counts calls of one kind and turns away what is too much, which it does not count. A call is
 * counted at some moment between its sending and its answer.
 */
final class CountingBackend {
    /** How many calls in what time. A fixed window opens with the first call after the one before; a sliding one ends now. */
    record Limit(int most, Duration period, boolean isSliding) {
        static Limit fixed(int most, Duration period) {
            return new Limit(most, period, false);
        }

        static Limit sliding(int most, Duration period) {
            return new Limit(most, period, true);
        }
    }

    /** What came back; the wait is zero unless the call was turned away. */
    record Reply(Duration retryAfter) {
        boolean isRefusal() {
            return !retryAfter.isZero();
        }
    }

    private final VirtualTime time;
    private Limit limit;
    private final Supplier<Duration> latency;
    private final DoubleSupplier moment;
    private final Deque<Instant> window = new ArrayDeque<>();
    private final List<Instant> refusals = new ArrayList<>();
    private Instant firstSent = Instant.MAX;
    private Instant lastAnswer = Instant.MIN;
    private int sent;
    private int inFlight;
    private int mostInFlight;

    /** The moment is where between its sending, 0, and its answer, 1, a call is counted. */
    CountingBackend(VirtualTime time, Limit limit, Supplier<Duration> latency, DoubleSupplier moment) {
        this.time = time;
        this.limit = limit;
        this.latency = latency;
        this.moment = moment;
    }

    CompletableFuture<Reply> send() {
        Duration way = latency.get();
        Duration there = Duration.ofNanos((long) (way.toNanos() * moment.getAsDouble()));
        firstSent = firstSent.isBefore(time.now()) ? firstSent : time.now();
        sent++;
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        return time.after(there).thenApply(arrived -> count()).thenCompose(reply -> time.after(way.minus(there))
                .thenApply(back -> answer(reply)));
    }

    private Reply answer(Reply reply) {
        inFlight--;
        lastAnswer = time.now();
        if (reply.isRefusal()) {
            refusals.add(time.now());
        }
        return reply;
    }

    /** A call of somebody else, which is counted now. */
    Reply count() {
        forget();
        if (window.size() >= limit.most()) {
            Duration wait = Duration.between(time.now(), window.element().plus(limit.period()));
            return new Reply(
                    Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
        }
        window.add(time.now());
        return new Reply(Duration.ZERO);
    }

    /** Whoever asks while the first call of a fixed window is over opens a new one. */
    private void forget() {
        Instant since = time.now().minus(limit.period());
        if (!limit.isSliding()) {
            if (!window.isEmpty() && !window.element().isAfter(since)) {
                window.clear();
            }
            return;
        }
        while (!window.isEmpty() && !window.element().isAfter(since)) {
            window.remove();
        }
    }

    void change(Limit other) {
        limit = other;
    }

    int sent() {
        return sent;
    }

    int refused() {
        return refusals.size();
    }

    int mostInFlight() {
        return mostInFlight;
    }

    List<Instant> refusals() {
        return List.copyOf(refusals);
    }

    Duration lasted() {
        return Duration.between(firstSent, lastAnswer);
    }

    /** How much of what was allowed, from the first call to the last answer, was used. */
    double used() {
        double periods = (double) lasted().toNanos() / limit.period().toNanos();
        return (sent - refused()) / (limit.most() * (1 + periods));
    }

    /** How many of all calls were turned away. */
    double refusedShare() {
        return (double) refused() / sent;
    }
}
