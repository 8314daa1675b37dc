package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.testkit.Rates.Count;
import java.time.Duration;
import okhttp3.Headers;

/**
 * The deprecated counters of an answer, in headers and in {@code dbg_info}.
 *
 * @param reads the reads of the user
 * @param writes the writes of the user
 */
record Counters(Count reads, Count writes) {
    /** Counters that tell nonsense. */
    static Counters wrong() {
        Count nonsense = new Count(9999, new Limits.Quota(1, Duration.ofDays(1)));
        return new Counters(nonsense, nonsense);
    }

    Headers headers() {
        return new Headers.Builder()
                .add("X-Ratelimit-Read", Integer.toString(reads.quota().most()))
                .add("X-Ratelimit-Write", Integer.toString(writes.quota().most()))
                .add("X-Count-Read", "user:%1$d,member:%1$d".formatted(reads.made()))
                .add("X-Count-Write", "user:%1$d,member:%1$d".formatted(writes.made()))
                .add(
                        "X-Rate-Limits",
                        "cru=%1$d;crm=%1$d;cwu=%2$d;cwm=%2$d;lru=%3$d;lrm=%3$d;lwu=%4$d;lwm=%4$d"
                                .formatted(
                                        reads.made(),
                                        writes.made(),
                                        reads.quota().most(),
                                        writes.quota().most()))
                .build();
    }

    void putInto(ObjectNode debugInfo) {
        debugInfo
                .put("reads", reads.made())
                .put("read_limit", reads.quota().most())
                .put("read_limit_seconds", reads.quota().window().toSeconds())
                .put("writes", writes.made())
                .put("write_limit", writes.quota().most())
                .put("write_limit_seconds", writes.quota().window().toSeconds());
    }
}
