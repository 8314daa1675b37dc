package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The counters of old pages, in headers and in {@code dbg_info}, say nothing any more: whatever they hold, nothing changes. */
class DeprecatedCountersReplayTest {
    private static final int REQUESTS = 40;

    /** What the counters hold. */
    enum Counters {
        NONE(0, 0),
        ALL_USED(1, 1_000_000),
        NOTHING_ALLOWED(0, 0),
        FAR_FROM_USED(1_000_000, 0),
        NEGATIVE(-1, -1);

        private final int limit;
        private final int count;

        Counters(int limit, int count) {
            this.limit = limit;
            this.count = count;
        }

        ResponseDefinitionBuilder in(ResponseDefinitionBuilder answer) {
            return this == NONE
                    ? answer
                    : answer.withHeader("X-Ratelimit-Read", Integer.toString(limit))
                            .withHeader("X-Ratelimit-Write", Integer.toString(limit))
                            .withHeader("X-Count-Read", "user:" + count + ",member:" + count)
                            .withHeader("X-Count-Write", "user:" + count + ",member:" + count)
                            .withHeader(
                                    "X-Rate-Limits",
                                    "cru=%1$d;crm=%1$d;cwu=%1$d;cwm=%1$d;lru=%2$d;lrm=%2$d;lwu=%2$d;lwm=%2$d"
                                            .formatted(count, limit));
        }

        String dbgInfo() {
            return this == NONE
                    ? ""
                    : (", \"dbg_info\": {\"reads\": %1$d, \"read_limit\": %2$d, \"read_limit_seconds\": 3600, \"writes\": %1$d,"
                                    + " \"write_limit\": %2$d, \"write_limit_seconds\": 3600}")
                            .formatted(count, limit);
        }

        ResponseDefinitionBuilder segment(int id) {
            return in(Answers.ok("\"segment\": " + Answers.object(id, "name") + dbgInfo()));
        }

        ResponseDefinitionBuilder tooMany() {
            return in(Answers.json(
                            429,
                            "{\"response\": {\"error_id\": \"SYSTEM\", \"error_code\": \"RATE_EXCEEDED\", \"error\": \"too many\""
                                    + dbgInfo() + "}}"))
                    .withHeader("x-ratelimit-code", "429")
                    .withHeader("Retry-After", "7");
        }
    }

    /** What a run of reads and creates sends, each request with its time; every tenth is turned away once. */
    private static List<String> sentWith(Counters counters) {
        List<String> sent = new ArrayList<>();
        try (ScriptedBackend backend = new ScriptedBackend();
                SegmentClient client = backend.settings()
                        .listener(new ClientListener() {
                            @Override
                            public void sent(ClientEvent event) {
                                sent.add(
                                        event.operation() + " " + Duration.between(FakeTime.START, backend.time.now()));
                            }
                        })
                        .build()) {
            backend.onLogin(counters.in(Answers.ok("\"token\": \"token-1\"" + counters.dbgInfo())));
            ResponseDefinitionBuilder[] answers = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> i % 10 == 9 ? counters.tooMany() : counters.segment(i + 1))
                    .toArray(ResponseDefinitionBuilder[]::new);
            backend.onGet(IntStream.range(0, REQUESTS)
                    .mapToObj(i -> i % 10 == 9 ? counters.tooMany() : counters.segment(17))
                    .toArray(ResponseDefinitionBuilder[]::new));
            backend.onPost(answers);
            for (int i = 0; i < REQUESTS - REQUESTS / 10; i++) {
                client.create(NewSegment.named("name"));
                client.get(SegmentId.of(17));
            }
        }
        return sent;
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatever_the_counters_say_the_same_requests_go_at_the_same_times(Counters counters) {
        List<String> without = sentWith(Counters.NONE);

        assertThat(sentWith(counters)).isEqualTo(without);
        assertThat(without)
                .hasSize(1 + 2 * REQUESTS - 2)
                .startsWith("LOGIN PT0S", "CREATE PT0S")
                .endsWith("GET PT56S");
    }
}
