package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request go when the client's own pace has a place for it, and the budget that the caller named, if any, a permit. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);

    private final @Nullable RequestBudget budget;
    private final Pace pace;
    private final Time time;
    private final Events events;

    Admission(@Nullable RequestBudget budget, Pace pace, Time time, Events events) {
        this.budget = budget;
        this.pace = pace;
        this.time = time;
        this.events = events;
    }

    CompletableFuture<Place> enter(Call call, int attempt, Deadline deadline, Carrier carrier) {
        Instant asked = time.now();
        return (budget == null || call.kind() == Call.Kind.LOGIN
                        ? placed(call, deadline, carrier)
                        : permitted(budget, call, deadline, carrier))
                .whenComplete((place, failure) -> {
                    Duration waited = Duration.between(asked, time.now());
                    if (failure == null && isNoticeable(waited)) {
                        events.heldBack(call, attempt, waited);
                    }
                });
    }

    private static boolean isNoticeable(Duration waited) {
        return waited.compareTo(Duration.ofMillis(1)) >= 0;
    }

    private CompletableFuture<Place> placed(Call call, Deadline deadline, Carrier carrier) {
        return carrier.await(pace.enter(call.kind(), deadline)).exceptionally(failure -> {
            throw new CompletionException(whyNoPlace(call, Failures.of(failure)));
        });
    }

    /** Who waited until his deadline while all of the kind are held back is told until when they are. */
    private Throwable whyNoPlace(Call call, Throwable cause) {
        Duration heldBack = cause instanceof TimeoutException ? pace.heldBack(call.kind()) : Duration.ZERO;
        return heldBack.isZero() ? cause : new Pace.TooLateException(heldBack);
    }

    /**
     * A request that the backend holds back has no permit, which others could use; and one that waits for its permit has no place,
     * for the same reason.
     */
    private CompletableFuture<Place> permitted(RequestBudget named, Call call, Deadline deadline, Carrier carrier) {
        return placed(call, deadline, carrier).thenCompose(place -> {
            CompletableFuture<RequestBudget.Permit> permit = permit(named, call);
            boolean isThere = permit.isDone();
            if (!isThere) {
                place.unused();
            }
            return carrier.await(waitedFor(permit, deadline))
                    .thenApply(granted -> Objects.requireNonNull(granted, "null for a permit"))
                    .exceptionally(failure -> {
                        place.unused();
                        throw new CompletionException(whyNoPermit(call, Failures.of(failure), deadline, carrier));
                    })
                    .thenCompose(granted -> isThere
                            ? CompletableFuture.completedFuture(new PlaceOnPermit(place, granted))
                            : placedLate(named, granted, call, deadline, carrier));
        });
    }

    /** The permit came late: the backend may have begun to hold requests back meanwhile. */
    private CompletableFuture<Place> placedLate(
            RequestBudget named, RequestBudget.Permit granted, Call call, Deadline deadline, Carrier carrier) {
        if (!pace.heldBack(call.kind()).isZero()) {
            giveBack(granted, RequestBudget.Permit::unused);
            return permitted(named, call, deadline, carrier);
        }
        return placed(call, deadline, carrier)
                .whenComplete((place, failure) -> {
                    if (failure != null) {
                        giveBack(granted, RequestBudget.Permit::unused);
                    }
                })
                .thenApply(place -> new PlaceOnPermit(place, granted));
    }

    /** Our own wait: if it ends before the permit is there, that is withdrawn, or given back if it comes all the same. */
    private CompletableFuture<RequestBudget.Permit> waitedFor(
            CompletableFuture<RequestBudget.Permit> permit, Deadline deadline) {
        CompletableFuture<RequestBudget.Permit> waited = permit.copy();
        if (!waited.isDone()) {
            time.limit(waited, deadline.remaining());
        }
        waited.whenComplete((granted, failure) -> {
            if (failure != null && !permit.cancel(false)) {
                permit.thenAccept(late -> giveBack(late, RequestBudget.Permit::unused));
            }
        });
        return waited;
    }

    private static CompletableFuture<RequestBudget.Permit> permit(RequestBudget named, Call call) {
        try {
            return Objects.requireNonNull(
                    named.permit(call.kind() == Call.Kind.READ ? RequestBudget.Kind.READ : RequestBudget.Kind.WRITE),
                    "null for a future");
        } catch (Exception ofTheBudget) { // also one that is checked: not every language declares it
            return CompletableFuture.failedFuture(ofTheBudget);
        }
    }

    private static Throwable whyNoPermit(Call call, Throwable cause, Deadline deadline, Carrier carrier) {
        if (cause instanceof CancellationException && carrier.isGivenUp()) {
            return cause;
        }
        return cause instanceof TimeoutException && deadline.isOver()
                ? new BackendUnavailableException(
                        call + ": not sent within " + deadline.allowed()
                                + ", because the request budget had no permit for it; allow more time",
                        BackendAnswer.NONE,
                        null)
                : new BackendUnavailableException(
                        call + ": not sent, because the request budget failed: " + cause, BackendAnswer.NONE, cause);
    }

    /** What came of the request stands, whatever the budget makes of its end. */
    private static void giveBack(RequestBudget.Permit permit, Consumer<RequestBudget.Permit> end) {
        try {
            end.accept(permit);
        } catch (Exception ofTheBudget) {
            LOG.warn("the request budget failed to take a permit back: {}", ofTheBudget.toString());
        }
    }

    /** A place, and the permit that goes with it. */
    private record PlaceOnPermit(Place place, RequestBudget.Permit permit) implements Place {
        @Override
        public void ended() {
            place.ended();
            giveBack(permit, RequestBudget.Permit::giveBack);
        }

        @Override
        public void unused() {
            place.unused();
            giveBack(permit, RequestBudget.Permit::unused);
        }

        @Override
        public void turnedAway(Duration wait) {
            place.turnedAway(wait);
            giveBack(permit, RequestBudget.Permit::giveBack);
        }
    }
}
