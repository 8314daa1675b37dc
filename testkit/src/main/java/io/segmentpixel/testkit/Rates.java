package io.segmentpixel.testkit;

import io.segmentpixel.testkit.Limits.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
    /** How many calls were made at what time. */
    private final Map<Counted, NavigableMap<Instant, Integer>> calls = new HashMap<>();

    /** All calls of a kind, or those alone that were made while a limit was set. */
    private record Counted(String user, boolean isWrite, boolean isLimited) {}

    /** How many calls of a kind a user and all users of its member made in a window, and how many a user may make. */
    record Count(int user, int member, Quota quota) {}

    Rates(Clock clock, Supplier<Limits> limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /** Counts a call, unless it is too much. A call that is turned away is not counted. */
    synchronized void count(SandboxUser user, int userId, boolean isWrite) {
        Instant now = clock.instant();
        Limits present = limits.get();
        present.quota(isWrite).ifPresent(quota -> {
            NavigableMap<Instant, Integer> latest = latest(user, isWrite, present, now);
            if (number(latest) >= quota.most()) {
                throw turnedAway(present, quota, latest, now, userId);
            }
            made(user, isWrite, true).merge(now, 1, Integer::sum);
        });
        made(user, isWrite, false).merge(now, 1, Integer::sum);
    }

    private NavigableMap<Instant, Integer> made(SandboxUser user, boolean isWrite, boolean isLimited) {
        return calls.computeIfAbsent(new Counted(user.name(), isWrite, isLimited), key -> new TreeMap<>());
    }

    private static int number(NavigableMap<Instant, Integer> made) {
        return made.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Quota shown(Limits present, boolean isWrite) {
        return present.quota(isWrite).orElse(isWrite ? USUAL_WRITES : USUAL_READS);
    }

    /** The calls that count now: within the window that ends now, or since the fixed one opened. */
    private NavigableMap<Instant, Integer> latest(SandboxUser user, boolean isWrite, Limits present, Instant now) {
        NavigableMap<Instant, Integer> made =
                made(user, isWrite, present.quota(isWrite).isPresent());
        Duration window = shown(present, isWrite).window();
        if (present.isSliding() || made.isEmpty()) {
            return made.tailMap(now.minus(window), false);
        }
        Instant opened = made.firstKey();
        for (Instant next = opened; next != null; next = made.ceilingKey(opened.plus(window))) {
            opened = next;
        }
        return now.isBefore(opened.plus(window)) ? made.tailMap(opened, true) : Collections.emptyNavigableMap();
    }

    private static ApiException turnedAway(
            Limits present, Quota quota, NavigableMap<Instant, Integer> latest, Instant now, int userId) {
        Instant last = lastToGo(latest, quota, present.isSliding(), now);
        Duration wait = Duration.between(now, last.plus(quota.window()));
        Limits.Refusal refusal = present.refusal();
        Headers.Builder headers = new Headers.Builder();
        if (present.repeatsRetryAfter()) {
            headers.add("Retry-After", "1");
        }
        headers.add("Retry-After", Long.toString(Math.max(1, Limits.wholeSeconds(wait))));
        if (refusal != Limits.Refusal.OLD_405) {
            headers.add("x-ratelimit-code", Integer.toString(refusal.status()))
                    .add("x-ratelimit-count", Integer.toString(number(latest)))
                    .add("x-an-user-id", Integer.toString(userId));
        }
        return new ApiException(
                        "SYSTEM",
                        "RATE_EXCEEDED",
                        "You have exceeded your request limit of " + quota.most() + " in " + quota.window())
                .with(refusal.status(), headers.build());
    }

    /** The call that leaves the window last before there is room for another; now, if there never is. */
    private static Instant lastToGo(
            NavigableMap<Instant, Integer> latest, Quota quota, boolean isSliding, Instant now) {
        int toGo = isSliding ? number(latest) - quota.most() + 1 : 1;
        for (Map.Entry<Instant, Integer> calls : latest.entrySet()) {
            toGo -= calls.getValue();
            if (toGo <= 0) {
                return calls.getKey();
            }
        }
        return now;
    }

    /** How many calls of a kind count now. */
    synchronized Count counted(SandboxUser user, Collection<SandboxUser> ofItsMember, boolean isWrite) {
        Limits present = limits.get();
        Instant now = clock.instant();
        int member = ofItsMember.stream()
                .mapToInt(one -> number(latest(one, isWrite, present, now)))
                .sum();
        return new Count(number(latest(user, isWrite, present, now)), member, shown(present, isWrite));
    }
}
