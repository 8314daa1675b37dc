package io.segmentpixel.acceptance;

import static io.segmentpixel.testkit.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How fast {@code createAll} goes, on which threads, and whom it tells. */
class CreateAllPaceTest extends CreateAllStage {
    @Test
    void fifteen_are_on_their_way_at_a_time_and_no_more() {
        CountDownLatch together = new CountDownLatch(PLACES);
        AtomicBoolean areTogether = new AtomicBoolean(true);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        SegmentClient client = client(chain -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            try {
                if (isCreate(chain.request())) {
                    together.countDown();
                    areTogether.compareAndSet(true, together.await(1, TimeUnit.MINUTES));
                }
                return chain.proceed(chain.request());
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            } finally {
                inFlight.decrementAndGet();
            }
        });

        client.createAll(wanted(100));

        assertThat(areTogether).isTrue();
        assertThat(most).hasValue(PLACES);
        assertThat(namesThere()).hasSize(100);
    }

    @Test
    void it_goes_no_faster_than_the_backend_takes_them() {
        sandbox.limits(Limits.documented().withWrites(60, Duration.ofSeconds(5)));

        assertThat(client().createAll(wanted(300), told)).hasSize(300);

        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.CREATED);
        assertThat(sandbox.journal().calls(POST)).extracting(ApiCall::status).contains(429);
        assertThat(namesThere()).hasSize(300);
    }

    @Test
    void what_the_one_throws_who_is_told_changes_nothing() {
        Consumer<CreateOutcome> failing = outcome -> {
            told.accept(outcome);
            if (told.outcomes().size() % 2 == 0) {
                throw new IllegalStateException("told");
            }
            throw new AssertionError("told");
        };
        wanted(10).forEach(sandbox.segments()::create);

        assertThat(client().createAll(wanted(40), failing)).hasSize(40);
        assertThat(told.outcomes()).hasSize(40);
    }

    @Test
    @Timeout(60)
    void he_is_told_on_his_own_thread_and_can_use_the_client_in_every_way_meanwhile() {
        SegmentClient client = client();
        Set<Thread> tellers = ConcurrentHashMap.newKeySet();
        List<Integer> found = new CopyOnWriteArrayList<>();

        client.createAll(wanted(40), outcome -> {
            tellers.add(Thread.currentThread());
            client.async().list(SegmentQuery.all(), segment -> {}).join();
            found.add((int) client.list(SegmentQuery.all()).count());
        });

        assertThat(tellers).containsExactly(Thread.currentThread());
        assertThat(found).hasSize(40).endsWith(40);
    }

    @Test
    @Timeout(60)
    void a_caller_who_holds_a_lock_on_the_one_who_is_told_waits_for_nobody() {
        Consumer<CreateOutcome> quiet = outcome -> {};
        synchronized (quiet) {
            assertThat(client().createAll(wanted(20), quiet)).hasSize(20);
        }
    }

    @Test
    void five_thousand_that_fail_at_once_on_one_thread_end_without_depth() {
        SegmentClient client = built(settings()
                .httpClient(new OkHttpClient.Builder()
                        .dispatcher(new Dispatcher(new SameThread()))
                        .addInterceptor(CreateAllPaceTest::refusal)
                        .build()));
        List<NewSegment> wanted = withoutCode(5_000);
        assertThatThrownBy(() -> client.create(numbered(0))).isInstanceOf(RequestRefusedException.class); // it logs in

        BulkCreateException none = failureOf(client, wanted);

        assertThat(none.requests(Status.REFUSED)).hasSize(5_000);
        assertThat(none.outcomes())
                .allMatch(outcome -> outcome.reason().orElseThrow() instanceof RequestRefusedException);
        assertThat(told.outcomes()).isEqualTo(none.outcomes());
    }

    private static Response refusal(Interceptor.Chain chain) {
        boolean isLogin = chain.request().url().encodedPath().equals("/auth");
        return answer(
                chain,
                isLogin
                        ? "{\"response\":{\"status\":\"OK\",\"token\":\"a-token\"}}"
                        : "{\"response\":{\"error_id\":\"SYNTAX\",\"error\":\"refused\"}}");
    }
}
