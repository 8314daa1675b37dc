package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BulkCreateException;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The creation of many segments: what stands there is found first, by the codes, and the rest is created, as many at a time as
 * there are places in flight. What fails for itself alone does not keep the others; what would fail with all of them ends it.
 */
final class BulkCreate {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);

    private final SegmentOperations operations;
    private final int places;
    private final Consumer<? super CreateOutcome> progress;
    private final List<NewSegment> requests;
    private final @Nullable CreateOutcome[] outcomes;
    private final Set<NoThread> underway = new HashSet<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<SegmentCode, Segment> standing = new HashMap<>();
    private volatile @Nullable SegmentPages listing;
    private int next;
    private @Nullable SegmentServiceException stop;

    /** A create that is under way, and who carries it. */
    private record Begun(int index, NoThread carrier) {}

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
        this.progress = progress;
        this.outcomes = new CreateOutcome[this.requests.size()];
        Set<String> codes = new HashSet<>();
        for (SegmentCode code : codes()) {
            if (!codes.add(code.value().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "code \"" + code + "\": must be that of one segment only; the platform ignores case");
            }
        }
    }

    private List<SegmentCode> codes() {
        return requests.stream().flatMap(request -> request.code().stream()).toList();
    }

    /** Creates them; done when none is on its way any more, with the segments in their order. */
    CompletableFuture<List<Segment>> carriedOut() {
        lookedUp().whenComplete((over, failure) -> {
            if (failure != null) {
                stopFor(failure);
            }
            goOn();
        });
        return end.thenApply(over -> segments());
    }

    /** Finds what stands there already. */
    private CompletableFuture<Void> lookedUp() {
        Set<SegmentCode> wanted = Set.copyOf(codes());
        if (wanted.isEmpty() || isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        Listing all = new Listing(operations, SegmentQuery.all().ownOnly(), places);
        listing = all;
        return all.forEach(
                segment -> segment.code().filter(wanted::contains).ifPresent(code -> standing.put(code, segment)));
    }

    private void goOn() {
        for (Begun create = begun(); create != null; create = begun()) {
            carryOut(create);
        }
        synchronized (this) {
            if (!underway.isEmpty() || (next < requests.size() && stop == null)) {
                return;
            }
        }
        end.complete(null);
    }

    /** The next one, null if none may begin; it counts as under way at once, so that nobody takes all for done without it. */
    private synchronized @Nullable Begun begun() {
        if (stop != null || underway.size() >= places || next >= requests.size()) {
            return null;
        }
        Begun create = new Begun(next++, new NoThread());
        underway.add(create.carrier);
        return create;
    }

    private void carryOut(Begun create) {
        NewSegment request = requests.get(create.index);
        Segment present = request.code().map(standing::get).orElse(null);
        if (present != null) {
            settle(create, found(request, present));
            return;
        }
        operations.create(request, create.carrier).whenComplete((created, failure) -> {
            settle(create, failure == null ? created(request, created) : failed(request, failure));
            goOn();
        });
    }

    private static CreateOutcome created(NewSegment request, Segment created) {
        return new CreateOutcome(request, Status.CREATED, Optional.of(created), Optional.empty());
    }

    private CreateOutcome found(NewSegment request, Segment present) {
        if (operations.asked(request).isFoundIn(present)) {
            return new CreateOutcome(request, Status.FOUND, Optional.of(present), Optional.empty());
        }
        return new CreateOutcome(
                request,
                Status.REFUSED,
                Optional.of(present),
                Optional.of(new SegmentConflictException(
                        "create segment \"" + request.name() + "\": not sent, because its code is that of segment "
                                + present.id() + ", which says something else",
                        BackendAnswer.NONE,
                        null)));
    }

    private CreateOutcome failed(NewSegment request, Throwable failure) {
        if (!(Failures.of(failure) instanceof SegmentServiceException reason)) {
            stopFor(failure);
            return new CreateOutcome(request, Status.UNKNOWN, Optional.empty(), Optional.empty());
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

    private synchronized void stopFor(Throwable failure) {
        if (stop == null) {
            Throwable reason = Failures.of(failure);
            stop = reason instanceof SegmentServiceException known
                    ? known
                    : new UnexpectedAnswerException(
                            "create of " + requests.size() + " segments: " + reason, BackendAnswer.NONE, reason);
        }
    }

    private void settle(Begun create, CreateOutcome outcome) {
        synchronized (this) {
            outcomes[create.index] = outcome;
        }
        synchronized (progress) {
            try {
                progress.accept(outcome);
            } catch (RuntimeException ofTheListener) {
                LOG.warn("who was told of a create failed", ofTheListener);
            }
        }
        synchronized (this) {
            underway.remove(create.carrier);
        }
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

    private synchronized List<Segment> segments() {
        List<CreateOutcome> all = new ArrayList<>();
        for (int index = 0; index < outcomes.length; index++) {
            CreateOutcome outcome = outcomes[index];
            all.add(
                    outcome == null
                            ? new CreateOutcome(
                                    requests.get(index), Status.NOT_SENT, Optional.empty(), Optional.empty())
                            : outcome);
        }
        if (all.stream().allMatch(CreateOutcome::isDone)) {
            return all.stream().flatMap(outcome -> outcome.segment().stream()).toList();
        }
        throw new BulkCreateException(all, cause(all));
    }

    private SegmentServiceException cause(List<CreateOutcome> all) {
        SegmentServiceException stopped = stop;
        return stopped != null
                ? stopped
                : all.stream()
                        .flatMap(outcome -> outcome.reason().stream())
                        .findFirst()
                        .orElseThrow();
    }
}
