package io.segmentpixel.acceptance;

import static io.segmentpixel.testkit.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a {@code createAll}: what would fail with all of them, or an interrupt. Then nothing more is sent. */
class CreateAllStopsTest extends CreateAllStage {
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
        List<NewSegment> wanted = withoutCode(40);

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
        List<NewSegment> wanted = withoutCode(40);
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
    void what_cannot_be_looked_up_is_not_sent() {
        sandbox.faults().on(Operation.READ).every(1, Fault.internalError());

        BulkCreateException none = failureOf(built(settings().deadline(Duration.ofMinutes(2))), wanted(5));

        assertThat(none).hasCauseInstanceOf(BackendUnavailableException.class);
        assertThat(none.requests(Status.NOT_SENT)).isEqualTo(wanted(5));
        assertThat(sandbox.journal().calls(POST)).isEmpty();
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
}
