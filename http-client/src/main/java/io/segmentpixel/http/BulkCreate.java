package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * The creation of many segments, as many at a time as there are places in flight. What stands there is found before: where there
 * are few codes, each is looked up before its create, else one listing finds them all. What fails for itself alone does not keep
 * the others; what would fail with all of them ends it.
 */
final class BulkCreate {
    /** So many creates in a row, each without an answer, are an outage, even if each may be chance. */
    private static final int UNKNOWN_IN_A_ROW = 15;

    private final SegmentOperations operations;
    private final int places;
    private final List<NewSegment> requests;
    private final CreateOutcomes outcomes;
    private final Deque<Integer> left = new ArrayDeque<>();
    private final Set<NoThread> underway = new HashSet<>();
    private final AtomicInteger news = new AtomicInteger();
    private final boolean looksEachUp;
    private volatile @Nullable SegmentPages listing;
    private int unknownInARow;
    private boolean hasEnded;
    private @Nullable SegmentServiceException stop;

    /** One that is created now, and who carries it. */
    private record Creation(int index, NoThread carrier) {}

    /**
     * Nothing is sent yet.
     *
     * @throws IllegalArgumentException if two of one member have one code, in whatever case
     */
    BulkCreate(SegmentOperations operations, int places, Collection<NewSegment> requests) {
        this.operations = operations;
        this.places = places;
        this.requests = List.copyOf(requests);
        this.outcomes = new CreateOutcomes(this.requests);
        Set<Key> known = new HashSet<>();
        for (NewSegment request : this.requests) {
            request.code().filter(code -> !known.add(key(request, code))).ifPresent(code -> {
                throw new IllegalArgumentException("code \"" + code
                        + "\": must be that of one segment of a member only; the platform ignores case");
            });
        }
        this.looksEachUp = known.size() <= places;
    }

    /** What no two may have in common: the code, in lower case, of a member; empty for the user's own. */
    private record Key(Optional<MemberId> owner, String code) {}

    private Key key(NewSegment request, SegmentCode code) {
        return new Key(operations.asked(request).member(), inAnyCase(code));
    }

    private static String inAnyCase(SegmentCode code) {
        return code.value().toLowerCase(Locale.ROOT);
    }

    /**
     * Creates them, and tells of each on the calling thread; an interrupt of this thread gives up what is on its way.
     *
     * @throws io.segmentpixel.segment.BulkCreateException if not all could be created
     */
    List<Segment> carriedOut(Consumer<? super CreateOutcome> progress) {
        CallInterruptedException interrupted = new CallInterruptedException(
                "create of " + requests.size() + " segments: interrupted", BackendAnswer.NONE, null);
        if (Thread.currentThread().isInterrupted()) {
            giveUp(interrupted);
        }
        start();
        outcomes.tell(progress, () -> giveUp(interrupted));
        return outcomes.segments(stop().orElse(null));
    }

    private void start() {
        listed().whenComplete((standing, failure) -> {
            if (failure == null) {
                settle(standing);
            } else {
                stopFor(failure);
            }
            goOn();
        });
    }

    /** What stands there already, by its code in lower case; nothing where each is looked up in its turn. */
    private CompletableFuture<Map<String, List<Segment>>> listed() {
        if (looksEachUp || isStopped()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        Map<String, List<Segment>> standing = new HashMap<>();
        requests.forEach(
                request -> request.code().ifPresent(code -> standing.putIfAbsent(inAnyCase(code), new ArrayList<>())));
        Listing all = new Listing(operations, SegmentQuery.all().ownOnly(), places);
        listing = all;
        return all.forEach(segment -> segment.code()
                        .map(BulkCreate::inAnyCase)
                        .map(standing::get)
                        .ifPresent(ofTheCode -> ofTheCode.add(segment)))
                .thenApply(over -> standing);
    }

    /** The one with this code, in whatever case, and of the member that was asked for, if one was. */
    private Optional<Segment> among(List<Segment> ofTheCode, NewSegment request) {
        return ofTheCode.stream()
                .filter(segment -> segment.code()
                        .map(BulkCreate::inAnyCase)
                        .equals(request.code().map(BulkCreate::inAnyCase)))
                .filter(segment -> operations
                        .asked(request)
                        .member()
                        .filter(owner -> !owner.equals(segment.memberId()))
                        .isEmpty())
                .findFirst();
    }

    /** What is found is found, even if nothing can be created afterwards. */
    private void settle(Map<String, List<Segment>> standing) {
        for (int index = 0; index < requests.size(); index++) {
            int number = index;
            NewSegment request = requests.get(index);
            request.code()
                    .map(code -> standing.getOrDefault(inAnyCase(code), List.of()))
                    .flatMap(ofTheCode -> among(ofTheCode, request))
                    .ifPresent(present -> outcomes.settle(number, found(request, present, conflict(request, present))));
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
        } else if (isOver() && !hasEnded) {
            hasEnded = true;
            stop().ifPresent(outcomes::settleTheRest);
            outcomes.end();
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
        lookedUp(request, creation.carrier)
                .thenCompose(present -> present.map(segment ->
                                CompletableFuture.completedFuture(found(request, segment, conflict(request, segment))))
                        .orElseGet(() -> sent(request, creation.carrier)))
                .exceptionally(failure -> notSent(request, stopFor(failure)))
                .whenComplete((outcome, none) -> {
                    stopAfter(outcome);
                    outcomes.settle(creation.index, outcome);
                    ended(creation.carrier);
                    goOn();
                });
    }

    private CompletableFuture<Optional<Segment>> lookedUp(NewSegment request, NoThread carrier) {
        if (!looksEachUp || request.code().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        try {
            return operations.findInAnyCase(request.code().get(), carrier).thenApply(shown -> among(shown, request));
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /** Creates it, unless all was stopped while it was looked up. */
    private CompletableFuture<CreateOutcome> sent(NewSegment request, NoThread carrier) {
        return stop().map(why -> CompletableFuture.completedFuture(notSent(request, why)))
                .orElseGet(() -> created(request, carrier)
                        .thenApply(segment ->
                                new CreateOutcome(request, Status.CREATED, Optional.of(segment), Optional.empty()))
                        .exceptionallyCompose(failure -> afterFailure(request, Failures.of(failure), carrier)));
    }

    private static CreateOutcome notSent(NewSegment request, SegmentServiceException why) {
        return new CreateOutcome(request, Status.NOT_SENT, Optional.empty(), Optional.of(why));
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

    /** A code may have been taken after it was looked for, say by an earlier run that is not quite over. */
    private CompletableFuture<CreateOutcome> afterFailure(NewSegment request, Throwable failure, NoThread carrier) {
        if (!(failure instanceof SegmentConflictException conflict)
                || request.code().isEmpty()) {
            return CompletableFuture.completedFuture(failed(request, failure));
        }
        return operations.findInAnyCase(request.code().get(), carrier).handle((shown, lookupFailed) -> {
            if (lookupFailed != null) {
                conflict.addSuppressed(Failures.of(lookupFailed));
                return failed(request, conflict);
            }
            return among(shown, request)
                    .map(segment -> found(request, segment, conflict))
                    .orElseGet(() -> failed(request, conflict));
        });
    }

    private CreateOutcome found(NewSegment request, Segment present, SegmentConflictException otherwise) {
        return operations.asked(request).isFoundIn(present)
                ? new CreateOutcome(request, Status.FOUND, Optional.of(present), Optional.empty())
                : new CreateOutcome(request, Status.REFUSED, Optional.of(present), Optional.of(otherwise));
    }

    private static SegmentConflictException conflict(NewSegment request, Segment present) {
        return new SegmentConflictException(
                "create segment \"" + request.name() + "\": not sent, because its code is that of segment "
                        + present.id() + ", which says something else",
                BackendAnswer.NONE,
                null);
    }

    private CreateOutcome failed(NewSegment request, Throwable failure) {
        return failure instanceof SegmentServiceException reason
                ? CreateOutcome.failed(request, reason)
                : new CreateOutcome(request, Status.UNKNOWN, Optional.empty(), Optional.of(stopFor(failure)));
    }

    /** Sends no more if the others would fare no better. */
    private synchronized void stopAfter(CreateOutcome outcome) {
        unknownInARow = outcome.status() == Status.UNKNOWN ? unknownInARow + 1 : 0;
        SegmentServiceException reason = outcome.reason().orElse(null);
        if (reason instanceof OutcomeUnknownException unknown) {
            SegmentOperations.failedLookUp(unknown).ifPresent(this::stopFor);
            if (unknownInARow == UNKNOWN_IN_A_ROW) {
                stopFor(unknown.getCause() instanceof SegmentServiceException why ? why : unknown);
            }
        } else if (reason != null && outcome.status() == Status.NOT_SENT) {
            stopFor(reason);
        }
    }

    private synchronized Optional<SegmentServiceException> stop() {
        return Optional.ofNullable(stop);
    }

    private boolean isStopped() {
        return stop().isPresent();
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
    private void giveUp(SegmentServiceException why) {
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
}
