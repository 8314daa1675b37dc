package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets a request go when the budget that the caller named, if any, has a permit for it, and then the client's own pace a place. */
final class Admission {
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
        return carrier.await(pace.enter(call.kind(), deadline));
    }

    private CompletableFuture<Place> permitted(RequestBudget named, Call call, Deadline deadline, Carrier carrier) {
        CompletableFuture<RequestBudget.Permit> permit = permit(named, call);
        if (!permit.isDone()) {
            time.limit(permit, deadline.remaining());
        }
        return carrier.await(permit)
                .exceptionally(failure -> {
                    throw new CompletionException(reason(call, failure));
                })
                .thenCompose(granted -> placed(call, deadline, carrier)
                        .whenComplete((place, failure) -> {
                            if (failure != null) {
                                granted.giveBack();
                            }
                        })
                        .thenApply(place -> new PlaceOnPermit(place, granted)));
    }

    private static CompletableFuture<RequestBudget.Permit> permit(RequestBudget named, Call call) {
        try {
            return named.permit(call.kind() == Call.Kind.READ ? RequestBudget.Kind.READ : RequestBudget.Kind.WRITE);
        } catch (RuntimeException ofTheBudget) {
            return CompletableFuture.failedFuture(ofTheBudget);
        }
    }

    private static Throwable reason(Call call, Throwable failure) {
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return reason instanceof TimeoutException || reason instanceof CancellationException
                ? reason
                : new BackendUnavailableException(
                        call + ": not sent, because the request budget failed: " + reason, BackendAnswer.NONE, reason);
    }

    /** A place, and the permit that goes with it. */
    private record PlaceOnPermit(Place place, RequestBudget.Permit permit) implements Place {
        @Override
        public void ended() {
            place.ended();
            permit.giveBack();
        }

        @Override
        public void turnedAway(Duration wait) {
            place.turnedAway(wait);
            permit.giveBack();
        }
    }
}
