package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.ClientEvent;
import io.segmentpixel.http.ClientListener;
import io.segmentpixel.http.ClientOperation;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedWaits;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing a client ends what is under way at its next step, and says so; after it, nothing begins. */
class ClosingTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SegmentId ID = SegmentId.of(17);
    private static final String CLOSED = "not sent, because the client was closed";

    private final Watch watch = new Watch();

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SegmentId there =
            sandbox.segments().create(NewSegment.named("there")).id();

    private SegmentClient.Builder settings() {
        return SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .listener(watch);
    }

    static Stream<Named<Consumer<SegmentClient>>> calls() {
        return Stream.of(
                call("get", client -> client.get(ID)),
                call("find", client -> client.find(SegmentCode.of("code"))),
                call("list", client -> client.list(SegmentQuery.all())),
                call("create", client -> client.create(NewSegment.named("new"))),
                call("createAll", client -> client.createAll(List.of(NewSegment.named("new")))),
                call("update", client -> client.update(SegmentUpdate.of(ID).rename("changed"))),
                call(
                        "updateAll",
                        client -> client.updateAll(List.of(SegmentUpdate.of(ID).rename("changed")))),
                call("delete", client -> client.delete(ID)),
                call("async get", client -> client.async().get(ID)),
                call("async find", client -> client.async().find(SegmentCode.of("code"))),
                call("async list", client -> client.async().list(SegmentQuery.all(), segment -> {})),
                call("async create", client -> client.async().create(NewSegment.named("new"))),
                call("async update", client -> client.async()
                        .update(SegmentUpdate.of(ID).rename("changed"))),
                call("async updateAll", client -> client.async()
                        .updateAll(List.of(SegmentUpdate.of(ID).rename("changed")))),
                call("async delete", client -> client.async().delete(ID)));
    }

    private static Named<Consumer<SegmentClient>> call(String name, Consumer<SegmentClient> call) {
        return Named.of(name, call);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_closed_client_refuses_every_call(Consumer<SegmentClient> call) {
        SegmentClient client = settings().build();
        client.close();
        client.close();

        assertThatIllegalStateException().isThrownBy(() -> call.accept(client)).withMessage("the client is closed");
        assertThat(watch.sent()).isEmpty();
    }

    @Test
    void who_waits_for_a_place_is_not_sent() {
        CountDownLatch release = new CountDownLatch(1);
        SegmentClient client = settings()
                .maxConcurrentRequests(1)
                .httpClient(new OkHttpClient.Builder()
                        .addInterceptor(chain -> {
                            if (chain.request().url().encodedPath().equals("/segment")) {
                                LoginStage.awaited(release);
                            }
                            return chain.proceed(chain.request());
                        })
                        .build())
                .build();
        Caller first = Caller.of(() -> client.get(there)).until("LoginStage.awaited");
        Caller waiting = Caller.of(() -> client.create(NewSegment.named("new"))).untilItWaits();
        CompletableFuture<Segment> noThread = client.async().create(NewSegment.named("new"));

        client.close();
        release.countDown();

        first.done();
        assertThat(waiting.failed())
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining(CLOSED);
        assertThatThrownBy(noThread::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining(CLOSED);
        assertThat(sandbox.journal().calls(Operation.CREATE)).isEmpty();
    }

    @Test
    void who_waits_before_a_repeat_is_not_sent_again() {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        SegmentClient client =
                InjectedWaits.into(settings(), wait -> pause.copy()).build();
        sandbox.faults().on(Operation.READ).next(Fault.unavailable(MINUTE));
        Caller caller = Caller.of(() -> client.get(there));
        watch.untilAnswered(1, ClientOperation.GET);
        caller.untilItWaits();

        client.close();
        pause.complete(null);

        assertThat(caller.failed())
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining(CLOSED);
        assertThat(sandbox.journal().calls(Operation.READ)).hasSize(1);
    }

    @Test
    void a_listing_reads_no_further_page() {
        IntStream.range(0, 300).forEach(i -> sandbox.segments().create(NewSegment.named("more " + i)));
        SegmentClient client = settings().build();
        Iterator<Segment> listing = client.list(SegmentQuery.all()).iterator();
        IntStream.range(0, 100).forEach(i -> listing.next());

        client.close();

        assertThatThrownBy(listing::next)
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining(CLOSED);
        assertThat(sandbox.journal().calls(Operation.LIST)).hasSize(1);
    }

    @Test
    void a_create_of_many_says_of_each_what_became_of_it() {
        AtomicReference<SegmentClient> open = new AtomicReference<>();
        SegmentClient client = settings()
                .maxConcurrentRequests(1)
                .listener(new ClientListener() {
                    @Override
                    public void answered(ClientEvent event) {
                        if (event.operation() == ClientOperation.CREATE) {
                            Objects.requireNonNull(open.get()).close();
                        }
                    }
                })
                .build();
        open.set(client);
        List<NewSegment> wanted = IntStream.range(0, 5)
                .mapToObj(i -> NewSegment.named("new " + i))
                .toList();

        assertThatThrownBy(() -> client.createAll(wanted))
                .isInstanceOfSatisfying(BulkCreateException.class, partly -> assertThat(partly.outcomes())
                        .extracting(CreateOutcome::status)
                        .first()
                        .isEqualTo(CreateOutcome.Status.CREATED))
                .hasMessageContaining(CLOSED);
        assertThat(sandbox.journal().calls(Operation.CREATE)).hasSize(1);
    }
}
