package io.segmentpixel.testkit;

import io.segmentpixel.segment.SegmentServiceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The faults of a service in memory: exceptions that its calls end in, in place of a result.
 *
 * <pre>{@code
 * segments.faults().next(Operation.CREATE, () -> new BackendUnavailableException("down", BackendAnswer.NONE, null));
 * }</pre>
 *
 * <p>The operations are those of the service: {@link Operation#CREATE}, {@link Operation#READ} (by id or by code), {@link Operation#LIST}
 * (each page of 100), {@link Operation#UPDATE} (of one, also by {@code updateAll}), {@link Operation#UPDATE_SEVERAL} (each call of 2 to 100),
 * {@link Operation#DELETE}. They are those of the requests that {@code SegmentClient} sends. It serves any number of threads.
 */
public final class ServiceFaults {
    private final Map<Operation, Deque<Failure>> failures = new EnumMap<>(Operation.class);

    /** How so many calls fail. */
    private record Failure(int calls, Supplier<? extends SegmentServiceException> why, boolean isDone) {
        SegmentServiceException exception() {
            return Objects.requireNonNull(why.get(), "why: gave null, and must give the exception to be thrown");
        }
    }

    ServiceFaults() {}

    /**
     * The next call fails and is not carried out.
     *
     * @param operation which
     * @param why makes the exception; what is thrown is a {@link NullPointerException} where it gives null
     * @throws IllegalArgumentException if the operation is none of a service
     */
    public void next(Operation operation, Supplier<? extends SegmentServiceException> why) {
        next(1, operation, why);
    }

    /**
     * The next calls fail and are not carried out.
     *
     * @param calls how many, 1 or more
     * @param operation which
     * @param why makes the exceptions; what is thrown is a {@link NullPointerException} where it gives null
     * @throws IllegalArgumentException if the number is less than 1, or the operation is none of a service
     */
    public void next(int calls, Operation operation, Supplier<? extends SegmentServiceException> why) {
        add(operation, new Failure(calls, Objects.requireNonNull(why, "why"), false));
    }

    /**
     * The next call is carried out, and fails all the same: nobody learns what came of it.
     *
     * @param operation which
     * @param why makes the exception; what is thrown is a {@link NullPointerException} where it gives null
     * @throws IllegalArgumentException if the operation is none of a service
     */
    public void nextButDone(Operation operation, Supplier<? extends SegmentServiceException> why) {
        add(operation, new Failure(1, Objects.requireNonNull(why, "why"), true));
    }

    private synchronized void add(Operation operation, Failure failure) {
        if (failure.calls() < 1) {
            throw new IllegalArgumentException("calls " + failure.calls() + ": must be 1 or greater");
        }
        if (!operation.isOfSegments()) {
            throw new IllegalArgumentException("operation " + operation + ": must be one of a segment service");
        }
        failures.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(failure);
    }

    /** Nothing goes wrong any more. */
    public synchronized void clear() {
        failures.clear();
    }

    private synchronized Optional<Failure> taken(Operation operation) {
        Deque<Failure> ofOperation = failures.getOrDefault(operation, new ArrayDeque<>());
        Optional<Failure> next = Optional.ofNullable(ofOperation.poll());
        next.filter(failure -> failure.calls() > 1)
                .ifPresent(failure ->
                        ofOperation.addFirst(new Failure(failure.calls() - 1, failure.why(), failure.isDone())));
        return next;
    }

    /** Carries a call out, unless it is to fail. */
    <T> T over(Operation operation, Supplier<T> call) {
        Optional<Failure> failure = taken(operation);
        if (failure.isPresent() && !failure.get().isDone()) {
            throw failure.get().exception();
        }
        T result = call.get();
        if (failure.isPresent()) {
            throw failure.get().exception();
        }
        return result;
    }
}
