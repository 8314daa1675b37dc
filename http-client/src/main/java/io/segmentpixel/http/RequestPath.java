package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.RateLimitedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way that every request takes: pace, authorise, send, read, classify, and maybe once more. */
final class RequestPath {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);

    private final Duration allowed;
    private final Time time;
    private final Admission admission;
    private final Session session;
    private final Transport transport;
    private final Repeating repeating;
    private final Classifier classifier;
    private final Events events;
    private volatile boolean closed;

    RequestPath(
            Duration allowed,
            Time time,
            Admission admission,
            Session session,
            Transport transport,
            Repeating repeating,
            Classifier classifier,
            Events events) {
        this.allowed = allowed;
        this.time = time;
        this.admission = admission;
        this.session = session;
        this.transport = transport;
        this.repeating = repeating;
        this.classifier = classifier;
        this.events = events;
    }

    void throwIfClosed() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
    }

    /** Ends what is on its way at its next step. */
    void close() {
        closed = true;
    }

    /** Carries the call out, with as many attempts as it may have in the time allowed. */
    CompletableFuture<Outcome> run(Call call, Carrier carrier) {
        Deadline deadline = Deadline.in(allowed, time);
        repeating.share().earn();
        return new Attempts(call, deadline, carrier, repeating, number -> authorised(call, number, deadline, carrier))
                .outcome();
    }

    private CompletableFuture<Verdict> authorised(Call call, int number, Deadline deadline, Carrier carrier) {
        if (closed) {
            return notSentAsItIsClosed(call);
        }
        return admission
                .enter(call, number, deadline, carrier)
                .thenCompose(place -> endingWith(place, () -> session.token(this::login, deadline, carrier)
                        .thenCompose(token -> sent(call, token, number, deadline, carrier)
                                .thenApply(verdict -> forgotten(token, verdict)))));
    }

    private static CompletableFuture<Verdict> notSentAsItIsClosed(Call call) {
        return CompletableFuture.completedFuture(Verdict.notSent(new BackendUnavailableException(
                call + ": not sent, because the client was closed", BackendAnswer.NONE, null)));
    }

    private Verdict forgotten(String token, Verdict verdict) {
        if (verdict instanceof Verdict.LoggedOut loggedOut) {
            session.forget(token);
            return new Verdict.LoggedOut(loggedOut.why(), session.isOfOthers(token));
        }
        return verdict;
    }

    /** A login goes within the place of the request that needs it. */
    private CompletableFuture<Outcome> login(Call login, LoginLog log, Deadline deadline, Carrier carrier) {
        return new Attempts(login, deadline, carrier, repeating, number -> admission
                        .enter(login, number, deadline, carrier)
                        .thenCompose(place -> endingWith(
                                place, () -> log.counting(() -> sent(login, null, number, deadline, carrier)))))
                .outcome();
    }

    private static CompletableFuture<Verdict> endingWith(Place place, Supplier<CompletableFuture<Verdict>> attempt) {
        return begun(attempt).whenComplete((verdict, failure) -> {
            if (verdict instanceof Verdict.Failed failed && failed.why() instanceof RateLimitedException) {
                place.turnedAway(failed.pause());
            } else if (failure != null || (verdict instanceof Verdict.Failed failed && !failed.inDoubt())) {
                place.unused();
            } else {
                place.ended();
            }
        });
    }

    /** Whatever an attempt throws, it gives its place back. */
    private static CompletableFuture<Verdict> begun(Supplier<CompletableFuture<Verdict>> attempt) {
        try {
            return attempt.get();
        } catch (Throwable broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    private CompletableFuture<Verdict> sent(
            Call call, @Nullable String token, int number, Deadline deadline, Carrier carrier) {
        if (closed) { // while it waited for its place, or for the token
            return notSentAsItIsClosed(call);
        }
        if (deadline.isOver()) {
            return CompletableFuture.failedFuture(new TimeoutException("a wait was longer than the time allowed"));
        }
        Instant start = time.now();
        return transport
                .send(call, token, deadline.remaining(), () -> events.sent(call, number), carrier)
                .handle((answer, failure) -> {
                    Duration taken = Duration.between(start, time.now());
                    Verdict verdict = failure == null
                            ? answered(call, number, taken, answer)
                            : unanswered(call, number, taken, failure, carrier);
                    if (LOG.isDebugEnabled()) {
                        LOG.debug("{}: attempt {}: {} ms: {}", call, number, taken.toMillis(), verdict.inWords());
                    }
                    return verdict;
                });
    }

    private Verdict answered(Call call, int number, Duration taken, Answer answer) {
        events.answered(call, number, taken, answer);
        Verdict verdict = classifier.of(call, answer);
        if (call.kind() == Call.Kind.LOGIN && verdict instanceof Verdict.Done) {
            events.loggedIn(call, number, taken, answer);
        }
        return waiting(verdict, number);
    }

    private Verdict unanswered(Call call, int number, Duration taken, Throwable failure, Carrier carrier) {
        if (!(failure.getCause() instanceof Transport.SendException broken)) {
            throw new CompletionException(failure);
        }
        events.unanswered(call, number, taken, Objects.requireNonNullElse(broken.getCause(), broken));
        return waiting(classifier.of(call, broken, carrier.isGivenUp()), number);
    }

    private Verdict waiting(Verdict verdict, int number) {
        return verdict instanceof Verdict.Failed failed
                ? failed.waiting(repeating.pause(number, failed.pause()))
                : verdict;
    }
}
