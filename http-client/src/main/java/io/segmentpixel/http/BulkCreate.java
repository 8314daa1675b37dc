package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The creation of many segments: what stands there is found first, by the codes, and the rest is created, as many at a time as
 * there are places in flight. What fails for itself alone does not keep the others; what would fail with all of them ends it.
 */
final class BulkCreate {
    private final SegmentOperations operations;
    private final int places;
    private final List<NewSegment> requests;
    private final CreateOutcomes outcomes;
    private final Deque<Integer> left = new ArrayDeque<>();
    private final Set<NoThread> underway = new HashSet<>();
    private final AtomicInteger news = new AtomicInteger();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile @Nullable SegmentPages listing;
    private @Nullable SegmentServiceException stop;

    /** One that is created now, and who carries it. */
    private record Creation(int index, NoThread carrier) {}

    /**
     * Nothing is sent yet.
     *
     * @throws IllegalArgumentException if two have one code, in whatever case
     */
    BulkCreate(
            SegmentOperations operations,
            int places,
            Collection<NewSegment> requests,
            Consumer<? super CreateOutcome> progress) {
        this.operations = operations;
        this.places = places;
        this.requests = List.copyOf(requests);
        this.outcomes = new CreateOutcomes(this.requests, progress);
        Set<String> known = new HashSet<>();
        for (NewSegment request : this.requests) {
            request.code().filter(code -> !known.add(inAnyCase(code))).ifPresent(code -> {
                throw new IllegalArgumentException(
                        "code \"" + code + "\": must be that of one segment only; the platform ignores case");
            });
        }
    }

    private static String inAnyCase(SegmentCode code) {
        return code.value().toLowerCase(Locale.ROOT);
    }

    /** Creates them; done when none is on its way any more. */
    CompletableFuture<Void> carriedOut() {
        lookedUp().whenComplete((standing, failure) -> {
            if (failure == null) {
                settle(standing);
            } else {
                stopFor(failure);
            }
            goOn();
        });
        return end;
    }

    /** What stands there already, by its code in lower case. */
    private CompletableFuture<Map<String, Segment>> lookedUp() {
        Set<String> wanted = requests.stream()
                .flatMap(request -> request.code().stream())
                .map(BulkCreate::inAnyCase)
                .collect(Collectors.toSet());
        if (wanted.isEmpty() || isStopped()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        Map<String, Segment> standing = new HashMap<>();
        Listing all = new Listing(operations, SegmentQuery.all().ownOnly(), places);
        listing = all;
        return all.forEach(segment -> segment.code()
                        .map(BulkCreate::inAnyCase)
                        .filter(wanted::contains)
                        .ifPresent(code -> standing.put(code, segment)))
                .thenApply(over -> standing);
    }

    /** What is found is found, even if nothing can be created afterwards. */
    private void settle(Map<String, Segment> standing) {
        for (int index = 0; index < requests.size(); index++) {
            NewSegment request = requests.get(index);
            Segment present =
                    request.code().map(code -> standing.get(inAnyCase(code))).orElse(null);
            if (present != null) {
                outcomes.settle(index, found(request, present, notSent(request, present)));
            }
        }
        synchronized (this) {
            left.addAll(outcomes.unsettled());
        }
    }

    /**
     * Begins as many as there are places for. One thread at a time is at it, and looks again where there was news meanwhile, so
     * that none is begun within the end of another, however many end at once.
     */
    private void goOn() {
        if (news.getAndIncrement() > 0) {
            return;
        }
        do {
            next().ifPresent(this::begin);
        } while (news.decrementAndGet() > 0);
    }

    private Optional<Creation> next() {
        Optional<Creation> next = begun();
        if (next.isPresent()) {
            news.incrementAndGet();
        } else if (isOver() && !end.isDone()) {
            outcomes.settleTheRest();
            end.complete(null);
        }
        return next;
    }

    private synchronized Optional<Creation> begun() {
        if (isStopped() || left.isEmpty() || underway.size() >= places) {
            return Optional.empty();
        }
        Creation creation = new Creation(left.remove(), new NoThread());
        underway.add(creation.carrier);
        return Optional.of(creation);
    }

    private synchronized boolean isOver() {
        return underway.isEmpty() && (isStopped() || left.isEmpty());
    }

    private void begin(Creation creation) {
        NewSegment request = requests.get(creation.index);
        created(request, creation.carrier)
                .thenApply(
                        segment -> new CreateOutcome(request, Status.CREATED, Optional.of(segment), Optional.empty()))
                .exceptionallyCompose(failure -> afterFailure(request, Failures.of(failure), creation.carrier))
                .whenComplete((outcome, none) -> {
                    outcomes.settle(creation.index, outcome);
                    ended(creation.carrier);
                    goOn();
                });
    }

    private CompletableFuture<Segment> created(NewSegment request, NoThread carrier) {
        try {
            return operations.create(request, carrier);
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private synchronized void ended(NoThread carrier) {
        underway.remove(carrier);
    }

    /** A code may have been taken after the listing, say by an earlier run that is not quite over. */
    private CompletableFuture<CreateOutcome> afterFailure(NewSegment request, Throwable failure, NoThread carrier) {
        if (!(failure instanceof SegmentConflictException conflict)
                || request.code().isEmpty()) {
            return CompletableFuture.completedFuture(failed(request, failure));
        }
        return operations.find(request.code().get(), carrier).handle((present, lookupFailed) -> {
            if (lookupFailed != null) {
                conflict.addSuppressed(Failures.of(lookupFailed));
                return failed(request, conflict);
            }
            return present.map(segment -> found(request, segment, conflict)).orElseGet(() -> failed(request, conflict));
        });
    }

    private CreateOutcome found(NewSegment request, Segment present, SegmentConflictException otherwise) {
        return operations.asked(request).isFoundIn(present)
                ? new CreateOutcome(request, Status.FOUND, Optional.of(present), Optional.empty())
                : new CreateOutcome(request, Status.REFUSED, Optional.of(present), Optional.of(otherwise));
    }

    private static SegmentConflictException notSent(NewSegment request, Segment present) {
        return new SegmentConflictException(
                "create segment \"" + request.name() + "\": not sent, because its code is that of segment "
                        + present.id() + ", which says something else",
                BackendAnswer.NONE,
                null);
    }

    private CreateOutcome failed(NewSegment request, Throwable failure) {
        if (!(failure instanceof SegmentServiceException reason)) {
            return new CreateOutcome(request, Status.UNKNOWN, Optional.empty(), Optional.of(stopFor(failure)));
        }
        if (!isItsOwn(reason)) {
            stopFor(reason);
        }
        Optional<Segment> candidate =
                reason instanceof OutcomeUnknownException unknown ? unknown.candidate() : Optional.empty();
        return new CreateOutcome(request, status(reason), candidate, Optional.of(reason));
    }

    private static Status status(SegmentServiceException reason) {
        if (reason instanceof OutcomeUnknownException) {
            return Status.UNKNOWN;
        }
        return reason instanceof CallInterruptedException ? Status.NOT_SENT : Status.REFUSED;
    }

    /** Whether the others may fare better. */
    private static boolean isItsOwn(SegmentServiceException reason) {
        return reason instanceof OutcomeUnknownException
                || reason instanceof RequestRefusedException
                || reason instanceof SegmentConflictException
                || reason instanceof SegmentNotFoundException;
    }

    private synchronized boolean isStopped() {
        return stop != null;
    }

    /** The first reason stays. */
    private synchronized SegmentServiceException stopFor(Throwable failure) {
        if (stop == null) {
            Throwable reason = Failures.of(failure);
            stop = reason instanceof SegmentServiceException known
                    ? known
                    : new UnexpectedAnswerException(
                            "create of " + requests.size() + " segments: " + reason, BackendAnswer.NONE, reason);
        }
        return stop;
    }

    /** Sends no more, and ends what is on its way. */
    void giveUp(SegmentServiceException why) {
        List<NoThread> present;
        synchronized (this) {
            stopFor(why);
            present = List.copyOf(underway);
        }
        SegmentPages reading = listing;
        if (reading != null) {
            reading.close();
        }
        present.forEach(NoThread::giveUp);
    }

    /**
     * The segments, once it is at its end.
     *
     * @throws io.segmentpixel.segment.BulkCreateException if not all stand there
     */
    List<Segment> segments() {
        SegmentServiceException why;
        synchronized (this) {
            why = stop;
        }
        return outcomes.segments(why);
    }
}
