package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.BulkUpdateException.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkUpdateTest {
    private static final MemberId MEMBER = MemberId.of(958);
    private static final PiggybackPixel PIXEL = PiggybackPixel.javaScript("https://a.example/1.js");

    private static SegmentUpdate plain(int id) {
        return SegmentUpdate.of(SegmentId.of(id)).activate();
    }

    private static SegmentUpdate appending(int id) {
        return SegmentUpdate.of(SegmentId.of(id)).appendPiggyback(PIXEL);
    }

    private static SegmentUpdate moving(int id) {
        return SegmentUpdate.of(SegmentId.of(id)).toMemberLevel(MEMBER);
    }

    private static List<SegmentUpdate> threeCalls() {
        return IntStream.rangeClosed(1, 3).mapToObj(BulkUpdateTest::moving).toList();
    }

    /** What stands there when a call is done. */
    private static List<Segment> standing(List<SegmentUpdate> call) {
        return call.stream()
                .map(update -> Segment.of(update.id(), MEMBER, "done"))
                .toList();
    }

    @Nested
    class Calls {
        private static List<List<SegmentUpdate>> calls(List<SegmentUpdate> updates) {
            return BulkUpdate.of(updates).calls();
        }

        @Test
        void are_as_few_as_the_platform_allows() {
            List<SegmentUpdate> updates = new ArrayList<>(IntStream.rangeClosed(1, 250)
                    .mapToObj(BulkUpdateTest::plain)
                    .toList());
            updates.add(1, appending(300));
            updates.add(moving(301));

            assertThat(calls(updates).stream().map(List::size)).containsExactly(100, 1, 100, 50, 1);
            assertThat(calls(List.of())).isEmpty();
        }

        @Test
        void those_that_append_go_together_and_apart_from_the_others() {
            assertThat(calls(List.of(plain(1), appending(2), moving(3), appending(4), plain(5), moving(6))))
                    .containsExactly(
                            List.of(plain(1), plain(5)),
                            List.of(appending(2), appending(4)),
                            List.of(moving(3)),
                            List.of(moving(6)));
        }

        @Test
        void of_those_that_append_take_a_hundred_too() {
            List<SegmentUpdate> updates = IntStream.rangeClosed(1, 410)
                    .mapToObj(id -> id % 2 == 0 ? appending(id) : plain(id))
                    .toList();

            assertThat(calls(updates).stream().map(List::size)).containsExactly(100, 100, 100, 100, 5, 5);
            assertThat(calls(updates)).allSatisfy(call -> assertThat(call)
                    .extracting(SegmentUpdate::appends)
                    .containsOnly(call.get(0).appends()));
            assertThat(calls(updates).stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(updates);
        }

        @Test
        void of_one_that_appends_and_moves_take_no_other() {
            SegmentUpdate both = appending(1).toMemberLevel(MEMBER);

            assertThat(calls(List.of(appending(2), both, appending(3))))
                    .containsExactly(List.of(appending(2), appending(3)), List.of(both));
        }
    }

    @Nested
    class CarriedOutBy {
        @Test
        void ends_at_the_first_call_that_fails() {
            SegmentNotFoundException missing = new SegmentNotFoundException(SegmentId.of(2));

            assertThatThrownBy(() -> BulkUpdate.of(threeCalls()).carriedOutBy(call -> {
                        if (call.contains(moving(2))) {
                            throw missing;
                        }
                        return standing(call);
                    }))
                    .isInstanceOfSatisfying(BulkUpdateException.class, partly -> {
                        assertThat(partly.outcomes().stream().map(BulkUpdateException.Outcome::status))
                                .containsExactly(Status.DONE, Status.REFUSED, Status.NOT_SENT);
                        assertThat(partly).hasCause(missing);
                    });
        }

        @ParameterizedTest
        @MethodSource("io.segmentpixel.segment.CreateOutcomeTest#faultsOfSomethingElse")
        void says_of_what_fails_for_something_else_that_it_can_be_handed_in_again(SegmentServiceException reason) {
            assertThatThrownBy(() -> BulkUpdate.of(threeCalls()).carriedOutBy(call -> {
                        throw reason;
                    }))
                    .isInstanceOfSatisfying(BulkUpdateException.class, none -> assertThat(none.updates(Status.NOT_SENT))
                            .isEqualTo(threeCalls()));
        }

        @ParameterizedTest
        @MethodSource("io.segmentpixel.segment.CreateOutcomeTest#faultsOfTheRequest")
        void says_of_what_fails_for_what_it_says_that_it_was_refused(SegmentServiceException reason) {
            assertThatThrownBy(() -> BulkUpdate.of(threeCalls()).carriedOutBy(call -> {
                        throw reason;
                    }))
                    .isInstanceOfSatisfying(BulkUpdateException.class, none -> assertThat(none.outcomes())
                            .extracting(BulkUpdateException.Outcome::status)
                            .containsExactly(Status.REFUSED, Status.NOT_SENT, Status.NOT_SENT));
        }

        @Test
        void counts_as_done_what_a_call_has_seen_that_fails_for_others() {
            List<SegmentUpdate> updates = List.of(plain(1), plain(2), moving(3));
            OutcomeUnknownException unseen = new OutcomeUnknownException("?", BackendAnswer.NONE, null);
            Segment seen = Segment.of(SegmentId.of(1), MEMBER, "done");

            assertThatThrownBy(() -> BulkUpdate.of(updates).carriedOutBy(call -> {
                        throw new BulkUpdateException(
                                List.of(new BulkUpdateException.Outcome(plain(1), Status.DONE, Optional.of(seen))),
                                unseen);
                    }))
                    .isInstanceOfSatisfying(BulkUpdateException.class, partly -> {
                        assertThat(partly.outcomes().stream().map(BulkUpdateException.Outcome::status))
                                .containsExactly(Status.DONE, Status.UNKNOWN, Status.NOT_SENT);
                        assertThat(partly.outcomes().get(0).segment()).contains(seen);
                        assertThat(partly).hasCause(unseen);
                    });
        }

        @Test
        void lets_what_no_service_throws_pass() {
            IllegalStateException closed = new IllegalStateException("closed");

            assertThatThrownBy(() -> BulkUpdate.of(threeCalls()).carriedOutBy(call -> {
                        throw closed;
                    }))
                    .isSameAs(closed);
        }
    }

    @Nested
    class CarriedOutAsyncBy {
        private final List<CompletableFuture<List<Segment>>> begun = new ArrayList<>();
        private final List<List<SegmentUpdate>> sent = new ArrayList<>();

        /** A call that goes on until its future is completed. */
        private CompletableFuture<List<Segment>> begin(List<SegmentUpdate> call) {
            CompletableFuture<List<Segment>> future = new CompletableFuture<>();
            sent.add(call);
            begun.add(future);
            return future;
        }

        private void end(int call) {
            begun.get(call).complete(standing(sent.get(call)));
        }

        private static CompletableFuture<List<Segment>> atOnce(List<SegmentUpdate> call) {
            return CompletableFuture.completedFuture(standing(call));
        }

        private static @Nullable Throwable failure(CompletableFuture<?> future) {
            return future.<@Nullable Throwable>handle((value, thrown) -> thrown).join();
        }

        @Test
        void begins_each_call_when_the_one_before_it_is_done() {
            List<SegmentUpdate> updates = List.of(plain(1), moving(2), plain(3), moving(4));

            CompletableFuture<List<Segment>> all = BulkUpdate.of(updates).carriedOutAsyncBy(this::begin);

            for (int call = 0; call < 3; call++) {
                assertThat(begun).hasSize(call + 1);
                assertThat(all).isNotDone();
                end(call);
            }
            assertThat(sent).isEqualTo(BulkUpdate.of(updates).calls());
            assertThat(all).isCompletedWithValue(standing(updates));
        }

        @Test
        void gives_nothing_for_nothing() {
            assertThat(BulkUpdate.of(List.of()).carriedOutAsyncBy(this::begin)).isCompletedWithValue(List.of());
            assertThat(begun).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void carries_any_number_of_calls_out_that_are_done_at_once(boolean firstOneIsSlow) {
            List<SegmentUpdate> updates = IntStream.rangeClosed(1, 10_000)
                    .mapToObj(BulkUpdateTest::moving)
                    .toList();

            CompletableFuture<List<Segment>> all = BulkUpdate.of(updates)
                    .carriedOutAsyncBy(call -> firstOneIsSlow && begun.isEmpty() ? begin(call) : atOnce(call));
            if (firstOneIsSlow) {
                end(0);
            }

            assertThat(all).isCompletedWithValue(standing(updates));
        }

        /** The ways in which a step can fail. */
        private static Stream<Function<RuntimeException, CompletableFuture<List<Segment>>>> ways() {
            return Stream.of(
                    CompletableFuture::failedFuture,
                    failure ->
                            CompletableFuture.failedFuture(new CompletionException(new CompletionException(failure))),
                    failure -> CompletableFuture.<List<Segment>>failedFuture(failure)
                            .thenApply(Function.identity()),
                    failure -> {
                        throw failure;
                    });
        }

        @Test
        void says_of_each_update_what_became_of_it_however_the_failure_comes() {
            SegmentServiceException missing = new SegmentNotFoundException(SegmentId.of(2));
            SegmentServiceException unknown = new OutcomeUnknownException("?", BackendAnswer.NONE, null);
            for (SegmentServiceException why : List.of(missing, unknown)) {
                ways().forEach(way -> {
                    CompletableFuture<List<Segment>> all = BulkUpdate.of(threeCalls())
                            .carriedOutAsyncBy(call -> call.contains(moving(2)) ? way.apply(why) : atOnce(call));

                    assertThat(failure(all)).isInstanceOfSatisfying(BulkUpdateException.class, partly -> {
                        assertThat(partly.outcomes())
                                .extracting(BulkUpdateException.Outcome::status)
                                .containsExactly(
                                        Status.DONE, why == unknown ? Status.UNKNOWN : Status.REFUSED, Status.NOT_SENT);
                        assertThat(partly).hasCause(why);
                    });
                });
            }
        }

        @Test
        void fails_with_whatever_else_a_call_fails_with() {
            IllegalStateException closed = new IllegalStateException("closed");
            ways().forEach(way -> {
                CompletableFuture<List<Segment>> all =
                        BulkUpdate.of(threeCalls()).carriedOutAsyncBy(call -> way.apply(closed));

                assertThat(failure(all)).isSameAs(closed);
            });
            assertThat(failure(BulkUpdate.of(threeCalls())
                            .carriedOutAsyncBy(call -> CompletableFuture.completedFuture(List.of()))))
                    .isInstanceOf(NullPointerException.class);
        }

        @Test
        void shows_its_exception_as_futures_do() {
            CompletableFuture<List<Segment>> all = BulkUpdate.of(threeCalls())
                    .carriedOutAsyncBy(
                            call -> CompletableFuture.failedFuture(new SegmentNotFoundException(SegmentId.of(1))));

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(all::join)
                    .withCauseInstanceOf(BulkUpdateException.class);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(all::get)
                    .withCauseInstanceOf(BulkUpdateException.class);
        }

        @Test
        void cancelled_it_cancels_the_call_under_way_and_begins_no_other() {
            CompletableFuture<List<Segment>> all = BulkUpdate.of(threeCalls()).carriedOutAsyncBy(this::begin);
            end(0);

            all.cancel(true);

            assertThat(begun).hasSize(2);
            assertThat(begun.get(1)).isCancelled();
            assertThatThrownBy(all::join).isInstanceOf(CancellationException.class);
        }

        @Test
        void cancelled_while_a_call_is_begun_it_cancels_that_one() {
            List<CompletableFuture<List<Segment>>> all = new ArrayList<>();
            all.add(BulkUpdate.of(threeCalls()).carriedOutAsyncBy(call -> {
                all.forEach(future -> future.cancel(true));
                return begin(call);
            }));

            end(0);

            assertThat(begun).hasSize(2);
            assertThat(begun.get(1)).isCancelled();
        }
    }
}
