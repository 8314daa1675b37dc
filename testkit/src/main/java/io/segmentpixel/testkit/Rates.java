package io.segmentpixel.testkit;

import io.segmentpixel.testkit.Limits.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.Headers;

/** Counts the reads and the writes of each user, and turns away what is too much. */
final class Rates {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** The numbers of the platform's older pages, which the counters name where no limit is set. */
    private static final Quota USUAL_READS = new Quota(1000, MINUTE);

    private static final Quota USUAL_WRITES = new Quota(60, MINUTE);

    private final Clock clock;
    private final Supplier<Limits> limits;
    private final Map<Counted, Deque<Instant>> calls = new HashMap<>();

    private record Counted(String user, boolean isWrite) {}

    /** How many calls of a kind were made in a window, and how many may be. */
    record Count(int made, Quota quota) {}

    Rates(Clock clock, Supplier<Limits> limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /** Counts a call, unless it is too much. A call that is turned away is not counted. */
    synchronized void count(SandboxUser user, int userId, boolean isWrite) {
        Instant now = clock.instant();
        Deque<Instant> counted = latest(user, isWrite, now);
        limits.get()
                .quota(isWrite)
                .filter(quota -> counted.size() >= quota.most())
                .ifPresent(quota -> turnAway(counted, quota, now, userId));
        counted.add(now);
    }

    private Quota quota(boolean isWrite) {
        return limits.get().quota(isWrite).orElse(isWrite ? USUAL_WRITES : USUAL_READS);
    }

    /** The calls that count now: within the window that ends now, or since the fixed one opened. */
    private Deque<Instant> latest(SandboxUser user, boolean isWrite, Instant now) {
        Deque<Instant> counted = calls.computeIfAbsent(new Counted(user.name(), isWrite), key -> new ArrayDeque<>());
        Instant start = now.minus(quota(isWrite).window());
        if (limits.get().isSliding()) {
            counted.removeIf(call -> !call.isAfter(start));
        } else if (!counted.isEmpty() && !counted.getFirst().isAfter(start)) {
            counted.clear();
        }
        return counted;
    }

    private void turnAway(Deque<Instant> counted, Quota quota, Instant now, int userId) {
        Instant opened = counted.isEmpty() ? now : counted.getFirst();
        Duration wait = Duration.between(now, opened.plus(quota.window()));
        String seconds = Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
        Limits.Refusal refusal = limits.get().refusal();
        Headers.Builder headers = new Headers.Builder();
        if (limits.get().repeatsRetryAfter()) {
            headers.add("Retry-After", "1");
        }
        headers.add("Retry-After", seconds);
        if (refusal != Limits.Refusal.OLD_405) {
            headers.add("x-ratelimit-code", Integer.toString(refusal.status()))
                    .add("x-ratelimit-count", Integer.toString(counted.size()))
                    .add("x-an-user-id", Integer.toString(userId));
        }
        throw new ApiException(
                        "SYSTEM",
                        "RATE_EXCEEDED",
                        "You have exceeded your request limit of " + quota.most() + " in " + quota.window())
                .with(refusal.status(), headers.build());
    }

    /** How many calls of a kind count now. */
    synchronized Count counted(SandboxUser user, boolean isWrite) {
        return new Count(latest(user, isWrite, clock.instant()).size(), quota(isWrite));
    }
}
