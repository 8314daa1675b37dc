package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.testkit.Rates.Count;
import java.time.Duration;
import okhttp3.Headers;

/**
 * The deprecated counters of an answer, in headers and in {@code dbg_info}.
 *
 * @param reads the reads of the user and its member
 * @param writes the writes of the user and its member
 */
record Counters(Count reads, Count writes) {
    /** Counters that tell nonsense. */
    static Counters wrong() {
        Count nonsense = new Count(9999, 9999, new Limits.Quota(1, Duration.ofDays(1)));
        return new Counters(nonsense, nonsense);
    }

    Headers headers() {
        return new Headers.Builder()
                .add("X-Ratelimit-Read", Integer.toString(reads.quota().most()))
                .add("X-Ratelimit-Write", Integer.toString(writes.quota().most()))
                .add("X-Count-Read", "user:%d,member:%d".formatted(reads.user(), reads.member()))
                .add("X-Count-Write", "user:%d,member:%d".formatted(writes.user(), writes.member()))
                .add(
                        "X-Rate-Limits",
                        "cru=%d;crm=%d;cwu=%d;cwm=%d;lru=%5$d;lrm=%5$d;lwu=%6$d;lwm=%6$d"
                                .formatted(
                                        reads.user(),
                                        reads.member(),
                                        writes.user(),
                                        writes.member(),
                                        reads.quota().most(),
                                        writes.quota().most()))
                .build();
    }

    void putInto(ObjectNode debugInfo) {
        debugInfo
                .put("reads", reads.user())
                .put("read_limit", reads.quota().most())
                .put("read_limit_seconds", Limits.wholeSeconds(reads.quota().window()))
                .put("writes", writes.user())
                .put("write_limit", writes.quota().most())
                .put("write_limit_seconds", Limits.wholeSeconds(writes.quota().window()));
    }
}
