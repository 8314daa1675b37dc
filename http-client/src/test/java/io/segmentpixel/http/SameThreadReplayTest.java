package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An HTTP client of the caller's, by which every page is there as soon as it is asked for. */
class SameThreadReplayTest {
    private static final SegmentQuery MANY_THAT_ARE_NOT_THERE = SegmentQuery.all()
            .withIds(IntStream.rangeClosed(1, 200_000).mapToObj(SegmentId::of).toArray(SegmentId[]::new));

    @AutoClose
    private final SegmentClient client = SegmentClient.builder()
            .baseUrl("http://localhost")
            .credentials(Credentials.password("user", "password"))
            .httpClient(new OkHttpClient.Builder()
                    .dispatcher(new Dispatcher(new SameThread()))
                    .addInterceptor(chain -> new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(200)
                            .message("OK")
                            .body(ResponseBody.create(
                                    "{\"response\": {\"status\": \"OK\", \"token\": \"t\", \"segments\": []}}",
                                    MediaType.get("application/json")))
                            .build())
                    .build())
            .build();

    @Test
    void any_number_of_empty_pages_may_follow_each_other() {
        assertThat(client.list(MANY_THAT_ARE_NOT_THERE)).isEmpty();
    }

    @Test
    void any_number_of_empty_pages_may_follow_each_other_without_a_thread() {
        List<Segment> listed = new ArrayList<>();

        assertThat(client.async().list(MANY_THAT_ARE_NOT_THERE, listed::add)).succeedsWithin(ScriptedBackend.DEADLINE);
        assertThat(listed).isEmpty();
    }

    private static final class SameThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public void shutdown() {}

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
