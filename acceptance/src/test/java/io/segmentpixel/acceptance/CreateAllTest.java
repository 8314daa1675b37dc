package io.segmentpixel.acceptance;

import static io.segmentpixel.testkit.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code createAll} creates, finds and refuses, and what it sends for it. */
class CreateAllTest {
    private static final int PLACES = 15;
    private static final MemberId OTHER = MemberId.of(77);

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final List<SegmentClient> clients = new ArrayList<>();
    private final ToldOutcomes told = new ToldOutcomes();

    @AfterEach
    void close() {
        clients.forEach(SegmentClient::close);
    }

    private SegmentClient.Builder settings() {
        return InjectedTime.into(SegmentClient.builder(), clock, this::sleep)
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .deadline(Duration.ofHours(12));
    }

    private synchronized void sleep(Duration duration) {
        clock.advance(duration);
        sandbox.clock().advance(Duration.ZERO);
    }

    private SegmentClient client() {
        return built(settings());
    }

    /** A client whose requests pass by here. */
    private SegmentClient client(Interceptor passing) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(PLACES);
        return built(settings()
                .httpClient(new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .addInterceptor(passing)
                        .build()));
    }

    private SegmentClient built(SegmentClient.Builder settings) {
        SegmentClient client = settings.build();
        clients.add(client);
        return client;
    }

    private static List<NewSegment> wanted(int count) {
        return IntStream.range(0, count).mapToObj(CreateAllTest::numbered).toList();
    }

    private static NewSegment numbered(int number) {
        return NewSegment.named("Segment " + number).withCode("code_" + number);
    }

    private BulkCreateException failureOf(SegmentClient client, List<NewSegment> segments) {
        return catchThrowableOfType(BulkCreateException.class, () -> client.createAll(segments, told));
    }

    private Stream<String> namesThere() {
        return sandbox.segments().list(SegmentQuery.all()).map(Segment::shortName);
    }

    @Test
    void all_are_created_in_their_order_and_each_is_told_once() {
        List<NewSegment> wanted = wanted(40);

        List<Segment> created = client().createAll(wanted, told);

        assertThat(created).extracting(Segment::shortName).containsExactlyElementsOf(names(wanted));
        assertThat(sandbox.segments().list(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(created);
        assertThat(told.outcomes()).extracting(CreateOutcome::request).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.CREATED);
    }

    private static List<String> names(List<NewSegment> segments) {
        return segments.stream().map(NewSegment::name).toList();
    }

    @Test
    void none_is_nothing_to_do() {
        assertThat(client().createAll(List.of(), told)).isEmpty();
        assertThat(told.outcomes()).isEmpty();
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @Test
    void a_code_that_is_named_twice_is_refused_before_anything_is_sent() {
        List<NewSegment> wanted = List.of(
                NewSegment.named("one").withCode("cart"),
                NewSegment.named("two").withCode("CART"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client().createAll(wanted, told))
                .withMessage("code \"CART\": must be that of one segment of a member only; the platform ignores case");
        assertThat(told.outcomes()).isEmpty();
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @Test
    void those_without_a_code_are_created_each_time_and_nothing_is_looked_up_for_them() {
        List<NewSegment> wanted = IntStream.range(0, 20)
                .mapToObj(number -> NewSegment.named("Segment " + number))
                .toList();
        SegmentClient client = client();

        List<Segment> first = client.createAll(wanted);
        List<Segment> second = client.createAll(wanted);

        assertThat(first).extracting(Segment::shortName).containsExactlyElementsOf(names(wanted));
        assertThat(second).extracting(Segment::shortName).containsExactlyElementsOf(names(wanted));
        assertThat(sandbox.segments().list(SegmentQuery.all()))
                .hasSize(40)
                .containsAll(first)
                .containsAll(second);
        assertThat(sandbox.journal().calls(Operation.LIST, Operation.READ)).isEmpty();
    }

    @Test
    void what_stands_there_as_it_was_asked_for_is_found_and_not_sent() {
        List<NewSegment> wanted = wanted(250);
        List<Segment> standing = wanted.stream()
                .limit(240)
                .map(segment -> sandbox.segments().create(segment))
                .toList();

        List<Segment> created = client().createAll(wanted, told);

        assertThat(created).hasSize(250).startsWith(standing.toArray(Segment[]::new));
        assertThat(told.outcomes())
                .filteredOn(outcome -> outcome.status() == Status.FOUND)
                .hasSize(240);
        assertThat(sandbox.journal().calls(POST)).hasSize(10);
        assertThat(sandbox.journal().calls(Operation.LIST)).hasSize(3);
    }

    @Test
    void a_code_of_a_segment_that_says_something_else_is_refused_with_that_segment_and_keeps_no_other() {
        List<NewSegment> wanted = wanted(30);
        Segment otherName = sandbox.segments().create(wanted.get(3).withDescription("mine"));
        Segment otherCase =
                sandbox.segments().create(NewSegment.named("Segment 7").withCode("CODE_7"));
        wanted = replaced(wanted, 3, wanted.get(3).withDescription("yours"));

        BulkCreateException partly = failureOf(client(), wanted);

        assertThat(partly).hasCauseInstanceOf(SegmentConflictException.class);
        assertThat(partly.requests(Status.CREATED)).hasSize(28);
        assertThat(partly.requests(Status.REFUSED)).containsExactly(wanted.get(3), wanted.get(7));
        assertThat(partly.outcomes().get(3).segment()).contains(otherName);
        assertThat(partly.outcomes().get(7).segment()).contains(otherCase);
        assertThat(partly.outcomes().get(7).reason())
                .containsInstanceOf(SegmentConflictException.class)
                .hasValueSatisfying(reason -> assertThat(reason)
                        .hasMessageContaining("not sent, because its code is that of segment " + otherCase.id()));
        assertThat(told.outcomes()).containsExactlyInAnyOrderElementsOf(partly.outcomes());
        assertThat(sandbox.segments().get(otherName.id())).isEqualTo(otherName);
        assertThat(sandbox.journal().calls(POST)).hasSize(28);
    }

    private static List<NewSegment> replaced(List<NewSegment> all, int index, NewSegment by) {
        List<NewSegment> changed = new ArrayList<>(all);
        changed.set(index, by);
        return changed;
    }

    @Test
    void a_code_that_is_taken_after_the_listing_is_found_or_refused_with_what_stands_there() {
        List<NewSegment> wanted = wanted(30);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        SegmentClient client = client(chain -> {
            if (isCreate(chain.request()) && isFirst.getAndSet(false)) {
                sandbox.segments().create(wanted.get(20));
                sandbox.segments().create(NewSegment.named("another").withCode("code_21"));
            }
            return chain.proceed(chain.request());
        });

        BulkCreateException partly = failureOf(client, wanted);

        assertThat(partly.requests(Status.CREATED)).hasSize(28);
        assertThat(partly.requests(Status.FOUND)).containsExactly(wanted.get(20));
        assertThat(partly.requests(Status.REFUSED)).containsExactly(wanted.get(21));
        assertThat(partly.outcomes().get(21).segment().map(Segment::shortName)).contains("another");
        assertThat(partly.outcomes().get(21).reason()).containsInstanceOf(SegmentConflictException.class);
    }

    private static boolean isCreate(Request request) {
        return request.method().equals("POST") && request.url().encodedPath().equals("/segment");
    }

    @Test
    void one_that_is_refused_for_itself_keeps_no_other_from_being_created() {
        sandbox.faults()
                .on(Operation.CREATE)
                .next(new Fault.Failure("SYNTAX", 200, List.of(), "SYNTAX", "", "no such advertiser", false));
        List<NewSegment> wanted = wanted(30);

        BulkCreateException partly = failureOf(client(), wanted);

        assertThat(partly).hasCauseInstanceOf(RequestRefusedException.class);
        assertThat(partly.requests(Status.CREATED)).hasSize(29);
        assertThat(partly.requests(Status.REFUSED)).hasSize(1);
        assertThat(namesThere()).containsExactlyInAnyOrderElementsOf(names(partly.requests(Status.CREATED)));
        assertThat(client().createAll(wanted)).hasSize(30);
    }

    @Test
    void where_the_login_is_refused_nothing_is_sent() {
        SegmentClient client = built(settings().credentials(Credentials.password(sandbox.username(), "wrong")));

        BulkCreateException none = failureOf(client, wanted(40));

        assertThat(none).hasCauseInstanceOf(LoginRefusedException.class);
        assertThat(none.requests(Status.NOT_SENT)).isEqualTo(wanted(40));
        assertThat(told.outcomes()).containsExactlyInAnyOrderElementsOf(none.outcomes());
        assertThat(sandbox.journal().calls()).hasSize(1).allMatch(call -> call.operation() == Operation.LOGIN);
    }

    @Test
    void where_the_login_is_refused_those_without_code_can_be_handed_in_again_too() {
        SegmentClient client = built(settings().credentials(Credentials.password(sandbox.username(), "wrong")));
        List<NewSegment> wanted = IntStream.range(0, 40)
                .mapToObj(number -> NewSegment.named("Segment " + number))
                .toList();

        BulkCreateException none = failureOf(client, wanted);

        assertThat(none.requests(Status.NOT_SENT)).isEqualTo(wanted);
        assertThat(none.outcomes())
                .allMatch(outcome -> outcome.reason().orElseThrow() instanceof LoginRefusedException);
        assertThat(sandbox.journal().calls()).hasSize(1).allMatch(call -> call.operation() == Operation.LOGIN);
    }

    @Test
    void where_the_account_is_full_no_further_one_is_sent() {
        sandbox.limits(Limits.documented().withSegments(10));

        BulkCreateException partly = failureOf(client(), wanted(100));

        assertThat(partly).hasCauseInstanceOf(SegmentLimitException.class);
        assertThat(partly.requests(Status.CREATED)).hasSize(10);
        assertThat(sandbox.journal().calls(POST)).hasSizeBetween(11, 10 + PLACES);
        assertThat(partly.requests(Status.NOT_SENT)).hasSize(90);
        assertThat(namesThere()).containsExactlyInAnyOrderElementsOf(names(partly.requests(Status.CREATED)));
    }

    @Test
    void what_was_turned_away_is_created_when_it_is_handed_in_again() {
        sandbox.limits(Limits.documented().withSegments(10));
        List<NewSegment> wanted = IntStream.range(0, 40)
                .mapToObj(number -> NewSegment.named("Segment " + number))
                .toList();
        BulkCreateException partly = failureOf(client(), wanted);
        sandbox.limits(Limits.documented());

        client().createAll(partly.requests(Status.NOT_SENT));

        assertThat(namesThere()).containsExactlyInAnyOrderElementsOf(names(wanted));
    }

    @Test
    void in_an_outage_in_which_nothing_can_be_looked_up_no_further_one_is_sent() {
        sandbox.faults().on(Operation.CREATE, Operation.READ).every(1, Fault.internalError());

        BulkCreateException none = failureOf(built(settings().deadline(Duration.ofMinutes(2))), wanted(90));

        assertThat(sandbox.journal().calls(Operation.CREATE)).hasSizeBetween(1, PLACES);
        assertThat(none).hasCauseInstanceOf(BackendUnavailableException.class);
        assertThat(none.requests(Status.UNKNOWN))
                .hasSize(sandbox.journal().calls(Operation.CREATE).size());
        assertThat(none.outcomes())
                .filteredOn(outcome -> outcome.status() == Status.NOT_SENT)
                .hasSizeGreaterThanOrEqualTo(90 - PLACES)
                .allMatch(outcome -> outcome.reason().orElseThrow() instanceof BackendUnavailableException);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_fifteen_in_a_row_of_which_nobody_knows_no_further_one_is_sent(boolean withCode) {
        sandbox.faults().on(Operation.CREATE).every(1, Fault.internalError());
        List<NewSegment> wanted = IntStream.range(0, 90)
                .mapToObj(number -> withCode ? numbered(number) : NewSegment.named("Segment " + number))
                .toList();

        BulkCreateException none = failureOf(client(), wanted);

        assertThat(sandbox.journal().calls(Operation.CREATE)).hasSizeBetween(15, 15 + PLACES - 1);
        assertThat(none).hasCauseInstanceOf(BackendUnavailableException.class);
        assertThat(none.requests(Status.UNKNOWN).size()
                        + none.requests(Status.NOT_SENT).size())
                .isEqualTo(90);
    }

    @Test
    void now_and_then_one_of_which_nobody_knows_keeps_no_other() {
        sandbox.faults().on(Operation.CREATE).every(2, Fault.internalError());

        BulkCreateException partly = failureOf(client(), wanted(90));

        assertThat(partly.requests(Status.CREATED)).hasSize(45);
        assertThat(partly.requests(Status.UNKNOWN)).hasSize(45);
    }

    @Test
    void one_code_may_be_asked_for_for_two_members() {
        List<NewSegment> wanted =
                List.of(numbered(1).withMember(OTHER), numbered(1).withMember(sandbox.memberId()), numbered(2));

        List<Segment> created = client(CreateAllTest::createsForAnyMember).createAll(wanted, told);

        assertThat(created)
                .extracting(Segment::memberId)
                .containsExactly(OTHER, sandbox.memberId(), sandbox.memberId());
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.CREATED);
    }

    @Test
    void the_member_of_the_client_is_that_of_a_request_that_names_none() {
        SegmentClient client = built(settings().member(OTHER));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> client.createAll(List.of(numbered(1), numbered(1).withMember(OTHER)), told))
                .withMessageContaining("code \"code_1\"");
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {PLACES, PLACES + 1})
    void a_segment_of_another_member_stands_in_nobodys_way(int count) {
        wanted(count).forEach(sandbox.segments()::create);
        SegmentClient client = built(settings()
                .member(OTHER)
                .httpClient(new OkHttpClient.Builder()
                        .addInterceptor(CreateAllTest::createsForAnyMember)
                        .build()));

        List<Segment> created = client.createAll(wanted(count), told);

        assertThat(created).extracting(Segment::memberId).containsOnly(OTHER);
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.CREATED);
    }

    @Test
    void no_more_codes_than_places_are_looked_up_one_by_one() {
        IntStream.range(0, 1_000).forEach(number -> sandbox.segments().create(NewSegment.named("old " + number)));
        wanted(10).forEach(sandbox.segments()::create);
        Segment otherCase =
                sandbox.segments().create(NewSegment.named("Segment 12").withCode("CODE_12"));

        BulkCreateException partly = failureOf(client(), wanted(PLACES));

        assertThat(partly.requests(Status.FOUND)).isEqualTo(wanted(10));
        assertThat(partly.requests(Status.REFUSED)).containsExactly(numbered(12));
        assertThat(partly.outcomes().get(12).segment()).contains(otherCase);
        assertThat(partly.requests(Status.CREATED)).hasSize(PLACES - 11);
        assertThat(sandbox.journal().calls(Operation.LIST)).isEmpty();
        assertThat(sandbox.journal().calls(Operation.READ)).hasSize(PLACES);
        assertThat(sandbox.journal().calls(POST)).hasSize(PLACES - 11);
    }

    @Test
    void what_cannot_be_looked_up_is_not_sent() {
        sandbox.faults().on(Operation.READ).every(1, Fault.internalError());

        BulkCreateException none = failureOf(built(settings().deadline(Duration.ofMinutes(2))), wanted(5));

        assertThat(none).hasCauseInstanceOf(BackendUnavailableException.class);
        assertThat(none.requests(Status.NOT_SENT)).isEqualTo(wanted(5));
        assertThat(sandbox.journal().calls(POST)).isEmpty();
    }

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
    void a_caller_who_holds_a_lock_on_the_one_who_is_told_waits_for_nobody() {
        Consumer<CreateOutcome> quiet = outcome -> {};
        synchronized (quiet) {
            assertThat(client().createAll(wanted(20), quiet)).hasSize(20);
        }
    }

    @Test
    void on_an_interrupted_thread_nothing_is_sent() {
        SegmentClient client = client();
        Thread.currentThread().interrupt();

        BulkCreateException none = failureOf(client, wanted(20));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(none).hasCauseInstanceOf(CallInterruptedException.class);
        assertThat(none.requests(Status.NOT_SENT)).isEqualTo(wanted(20));
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @Test
    void an_interrupt_while_it_is_looked_up_what_stands_there_sends_nothing_further() {
        Thread caller = Thread.currentThread();
        SegmentClient client = client(chain -> {
            if (chain.request().method().equals("GET")) {
                caller.interrupt();
            }
            return chain.proceed(chain.request());
        });

        BulkCreateException none = failureOf(client, wanted(20));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(none).hasCauseInstanceOf(CallInterruptedException.class);
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.NOT_SENT);
        assertThat(sandbox.journal().calls(POST)).isEmpty();
    }

    /** The request is held before it goes out, until its create was said to be not sent; then it may go on. */
    @Test
    @Timeout(60)
    void what_is_given_up_before_it_goes_out_does_not_go_out_afterwards() {
        Thread caller = Thread.currentThread();
        CompletableFuture<CreateOutcome> said = new CompletableFuture<>();
        CompletableFuture<Void> wentOn = new CompletableFuture<>();
        EventListener holding = new EventListener() {
            @Override
            public void connectionAcquired(Call call, Connection connection) {
                if (isCreate(call.request())) {
                    caller.interrupt();
                    said.join();
                }
            }

            @Override
            public void callFailed(Call call, IOException failure) {
                wentOn.complete(null);
            }

            @Override
            public void callEnd(Call call) {
                if (isCreate(call.request())) {
                    wentOn.complete(null);
                }
            }
        };
        SegmentClient client = built(settings()
                .httpClient(new OkHttpClient.Builder().eventListener(holding).build()));

        assertThatExceptionOfType(BulkCreateException.class)
                .isThrownBy(() -> client.createAll(wanted(1), outcome -> {
                    said.complete(outcome);
                    wentOn.join();
                }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(said.join().status()).isEqualTo(Status.NOT_SENT);
        assertThat(namesThere()).isEmpty();
    }

    @Test
    void five_thousand_that_stand_there_are_found() {
        wanted(5_000).forEach(sandbox.segments()::create);

        assertThat(client().createAll(wanted(5_000), told)).hasSize(5_000);
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.FOUND);
    }

    @Test
    void five_thousand_that_fail_at_once_on_one_thread_end_without_depth() {
        SegmentClient client = built(settings()
                .httpClient(new OkHttpClient.Builder()
                        .dispatcher(new Dispatcher(new SameThread()))
                        .addInterceptor(CreateAllTest::refusal)
                        .build()));
        List<NewSegment> wanted = IntStream.range(0, 5_000)
                .mapToObj(number -> NewSegment.named("Segment " + number))
                .toList();

        BulkCreateException none = failureOf(client, wanted);

        assertThat(none.requests(Status.REFUSED)).hasSize(5_000);
        assertThat(none.outcomes())
                .allMatch(outcome -> outcome.reason().orElseThrow() instanceof RequestRefusedException);
        assertThat(told.outcomes()).isEqualTo(none.outcomes());
    }

    /** A backend whose user may create for other members, which the sandbox's may not. */
    private static Response createsForAnyMember(Interceptor.Chain chain) throws IOException {
        return isCreate(chain.request())
                        && OTHER.toString().equals(chain.request().url().queryParameter("member_id"))
                ? answer(
                        chain,
                        "{\"response\":{\"status\":\"OK\",\"segment\":{\"id\":1,\"member_id\":" + OTHER
                                + ",\"short_name\":\"new\"}}}")
                : chain.proceed(chain.request());
    }

    private static Response refusal(Interceptor.Chain chain) {
        boolean isLogin = chain.request().url().encodedPath().equals("/auth");
        return answer(
                chain,
                isLogin
                        ? "{\"response\":{\"status\":\"OK\",\"token\":\"a-token\"}}"
                        : "{\"response\":{\"error_id\":\"SYNTAX\",\"error\":\"refused\"}}");
    }

    private static Response answer(Interceptor.Chain chain, String answer) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(answer, MediaType.get("application/json")))
                .build();
    }

    /** Runs each task within the call that hands it over. */
    private static final class SameThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

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
