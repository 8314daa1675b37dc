package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any service, its calls carried out by an executor. */
class SegmentServiceAsyncTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final SegmentId MISSING = SegmentId.of(18);
    private static final Segment SEGMENT = Segment.of(ID, MemberId.of(958), "cart");
    private static final SegmentUpdate UPDATE = SegmentUpdate.of(ID).activate();

    /** A value for each parameter that the methods have. */
    private static final Map<Class<?>, Object> ARGUMENTS = Map.of(
            NewSegment.class, NewSegment.named("cart"),
            SegmentId.class, ID,
            SegmentCode.class, SegmentCode.of("cart"),
            SegmentQuery.class, SegmentQuery.all(),
            Consumer.class, (Consumer<Segment>) segment -> {},
            SegmentUpdate.class, UPDATE,
            Collection.class, List.of(UPDATE));

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Calls calls = new Calls();
    private final SegmentServiceAsync segments = SegmentServiceAsync.over(calls, waiting::add);

    /** Knows one segment, and lists as many as are said; it notes what it hears. */
    private static final class Calls implements SegmentService {
        final List<Object> heard = new ArrayList<>();
        int listed = Integer.MAX_VALUE;
        int read;
        boolean isClosed;

        private <T> T heard(Object argument, T result) {
            heard.add(argument);
            return result;
        }

        @Override
        public Segment create(NewSegment segment) {
            return heard(segment, SEGMENT);
        }

        @Override
        public Segment get(SegmentId id) {
            if (id.equals(MISSING)) {
                throw new SegmentNotFoundException(id);
            }
            return heard(id, SEGMENT);
        }

        @Override
        public Optional<Segment> find(SegmentCode code) {
            return heard(code, Optional.of(SEGMENT));
        }

        @Override
        public Stream<Segment> list(SegmentQuery query) {
            return heard(query, Stream.of(query))
                    .flatMap(asked -> IntStream.rangeClosed(1, listed)
                            .mapToObj(id -> Segment.of(SegmentId.of(id), MemberId.of(958), "one of many")))
                    .peek(segment -> read++)
                    .onClose(() -> isClosed = true);
        }

        @Override
        public Segment update(SegmentUpdate update) {
            return heard(update, SEGMENT);
        }

        @Override
        public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
            return heard(updates, List.of(SEGMENT));
        }

        @Override
        public void delete(SegmentId id) {
            heard.add(id);
        }
    }

    static Stream<Method> methods() {
        return Arrays.stream(SegmentServiceAsync.class.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
    }

    private CompletableFuture<?> called(Method method) throws ReflectiveOperationException {
        return (CompletableFuture<?>) method.invoke(segments, arguments(method));
    }

    private void carryOutAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private static @Nullable Throwable failure(CompletableFuture<?> future) {
        return future.<@Nullable Throwable>handle((value, thrown) -> thrown).join();
    }

    @Test
    void each_call_is_carried_out_by_the_executor_and_gives_what_the_service_does() {
        CompletableFuture<Segment> created = segments.create(NewSegment.named("cart"));
        CompletableFuture<Segment> got = segments.get(ID);
        CompletableFuture<Optional<Segment>> found = segments.find(SegmentCode.of("cart"));
        CompletableFuture<Segment> updated = segments.update(UPDATE);
        CompletableFuture<List<Segment>> allUpdated = segments.updateAll(List.of(UPDATE));
        CompletableFuture<Void> deleted = segments.delete(ID);
        assertThat(calls.heard).isEmpty();
        assertThat(deleted).isNotDone();

        carryOutAll();

        assertThat(calls.heard)
                .containsExactly(NewSegment.named("cart"), ID, SegmentCode.of("cart"), UPDATE, List.of(UPDATE), ID);
        assertThat(List.of(created, got, updated))
                .allSatisfy(future -> assertThat(future).isCompletedWithValue(SEGMENT));
        assertThat(found).isCompletedWithValue(Optional.of(SEGMENT));
        assertThat(allUpdated).isCompletedWithValue(List.of(SEGMENT));
        assertThat(deleted).isCompleted();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void null_is_refused_at_once(Method method) {
        for (int parameter = 0; parameter < method.getParameterCount(); parameter++) {
            Object[] arguments = arguments(method);
            arguments[parameter] = null;

            assertThat(catchThrowable(() -> method.invoke(segments, arguments)))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(NullPointerException.class);
        }
        assertThat(waiting).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // which is what is tested
    void there_is_none_over_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> SegmentServiceAsync.over(null, Runnable::run))
                .withMessage("service");
        assertThatNullPointerException()
                .isThrownBy(() -> SegmentServiceAsync.over(calls, null))
                .withMessage("executor");
    }

    @Test
    void an_id_twice_is_refused_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> segments.updateAll(List.of(UPDATE, UPDATE.deactivate())))
                .withMessage("segment id 17: must be updated once only in a bulk");
        assertThat(waiting).isEmpty();
    }

    @Test
    void the_updates_are_those_that_were_there_when_it_was_called() {
        List<SegmentUpdate> updates = new ArrayList<>(List.of(UPDATE));

        CompletableFuture<List<Segment>> updated = segments.updateAll(updates);
        updates.clear();
        carryOutAll();

        assertThat(updated).isCompletedWithValue(List.of(SEGMENT));
        assertThat(calls.heard).containsExactly(List.of(UPDATE));
    }

    @Test
    void a_failure_of_the_service_is_that_of_the_future() {
        CompletableFuture<Segment> missing = segments.get(MISSING);
        carryOutAll();

        assertThat(failure(missing))
                .isInstanceOfSatisfying(SegmentNotFoundException.class, thrown -> assertThat(thrown.id())
                        .isEqualTo(MISSING));
        assertThatThrownBy(missing::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SegmentNotFoundException.class);
        assertThatThrownBy(missing::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SegmentNotFoundException.class);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void what_is_cancelled_before_it_is_begun_is_not_begun(Method method) throws Exception {
        CompletableFuture<?> future = called(method);

        future.cancel(true);
        carryOutAll();

        assertThat(calls.heard).isEmpty();
        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void an_executor_that_takes_no_call_makes_the_future_fail(Method method) throws Exception {
        RejectedExecutionException full = new RejectedExecutionException("full");
        SegmentServiceAsync refusing = SegmentServiceAsync.over(calls, task -> {
            throw full;
        });

        assertThat(failure((CompletableFuture<?>) method.invoke(refusing, arguments(method))))
                .isSameAs(full);
    }

    /** That it comes to the third of two thousand million shows that none are stored. */
    @Test
    void a_listing_ends_when_it_is_cancelled() {
        List<CompletableFuture<Void>> listing = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        listing.add(segments.list(SegmentQuery.all(), segment -> {
            seen.add(segment.id().value());
            if (seen.size() == 3) {
                listing.get(0).cancel(true);
            }
        }));

        carryOutAll();

        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(calls.read).isEqualTo(3);
        assertThat(calls.isClosed).isTrue();
        assertThat(listing.get(0)).isCancelled();
    }

    @Test
    void what_the_consumer_throws_ends_a_listing_and_is_its_failure() {
        IllegalStateException enough = new IllegalStateException("enough");
        CompletableFuture<Void> listing = segments.list(SegmentQuery.all(), segment -> {
            throw enough;
        });

        carryOutAll();

        assertThat(calls.read).isEqualTo(1);
        assertThat(calls.isClosed).isTrue();
        assertThat(failure(listing)).isSameAs(enough);
    }

    @Test
    void a_listing_is_done_when_all_are_handed_over() {
        List<Segment> seen = new ArrayList<>();
        calls.listed = 250;

        CompletableFuture<Void> listing = segments.list(SegmentQuery.all(), seen::add);
        carryOutAll();

        assertThat(listing).isCompleted();
        assertThat(seen)
                .extracting(segment -> segment.id().value())
                .isEqualTo(IntStream.rangeClosed(1, 250).boxed().toList());
        assertThat(calls.isClosed).isTrue();
    }
}
