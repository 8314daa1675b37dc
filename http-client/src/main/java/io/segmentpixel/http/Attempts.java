package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.SegmentServiceException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The attempts of one call, one after the other, until it is done, cannot be done, or may not be tried again. */
final class Attempts {
    /** One attempt. */
    interface Attempt {
        CompletableFuture<Verdict> number(int number);
    }

    private final Call call;
    private final Deadline deadline;
    private final Carrier carrier;
    private final Repeating repeating;
    private final Attempt attempt;
    private int number;
    private boolean inDoubt;
    private int replays;

    /** Why the latest attempt failed that was sent. */
    private @Nullable SegmentServiceException latest;

    /**
     * Attempts of which none is made yet.
     *
     * @param call what is asked
     * @param deadline by when it must be done
     * @param carrier who waits
     * @param repeating when a failed one is repeated
     * @param attempt makes one
     */
    Attempts(Call call, Deadline deadline, Carrier carrier, Repeating repeating, Attempt attempt) {
        this.call = call;
        this.deadline = deadline;
        this.carrier = carrier;
        this.repeating = repeating;
        this.attempt = attempt;
    }

    /** What the call comes to. A loop, not a recursion, where the attempts are done at once: there can be thousands. */
    CompletableFuture<Outcome> outcome() {
        CompletableFuture<Optional<Outcome>> ended = next();
        while (ended.isDone() && !ended.isCompletedExceptionally()) {
            Optional<Outcome> outcome = ended.join();
            if (outcome.isPresent()) {
                return CompletableFuture.completedFuture(outcome.get());
            }
            ended = next();
        }
        return ended.thenCompose(
                outcome -> outcome.map(CompletableFuture::completedFuture).orElseGet(this::outcome));
    }

    private CompletableFuture<Optional<Outcome>> next() {
        number++;
        return (carrier.isGivenUp() ? CompletableFuture.completedFuture(givenUp()) : attempt.number(number))
                .exceptionally(this::notSent)
                .thenCompose(this::after);
    }

    private CompletableFuture<Optional<Outcome>> after(Verdict verdict) {
        if (verdict instanceof Verdict.Done done) {
            return ended(new Outcome.Done(done.answer()));
        }
        if (verdict instanceof Verdict.Missing missing) {
            return ended(new Outcome.Missing(missing.answer(), inDoubt));
        }
        if (verdict instanceof Verdict.Refused refused) {
            return failed(refused.why());
        }
        if (verdict instanceof Verdict.LoggedOut loggedOut) {
            return mayReplay(loggedOut) ? replay() : failed(loggedOut.why());
        }
        Verdict.Failed failed = (Verdict.Failed) verdict;
        replays = 0;
        latest = failed.why();
        inDoubt |= failed.inDoubt() && call.kind() == Call.Kind.WRITE;
        return mayRepeat(failed) ? repeated(failed) : failed(failed.why());
    }

    private boolean mayRepeat(Verdict.Failed failed) {
        return failed.worthRepeating() && (call.repeatable() || !failed.inDoubt());
    }

    /** Once; and once more where the second session was not a new one, but one that another client had left. */
    private boolean mayReplay(Verdict.LoggedOut loggedOut) {
        return replays == 0 || (replays == 1 && loggedOut.isOfOthers());
    }

    private CompletableFuture<Optional<Outcome>> replay() {
        replays++;
        repeating.isRepeated(call, number, Duration.ZERO);
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletableFuture<Optional<Outcome>> repeated(Verdict.Failed failed) {
        Duration wait = failed.pause();
        if (!deadline.leavesTimeAfter(wait)) {
            return failed(failed.why());
        }
        boolean isTurnedAway = failed.why() instanceof RateLimitedException;
        if (!isTurnedAway && !repeating.isWithinShare()) {
            return failed(repeating.tooManyRepeats(failed.why()));
        }
        repeating.isRepeated(call, number, wait);
        return isTurnedAway
                ? CompletableFuture.completedFuture(Optional.empty())
                : carrier.await(repeating.after(wait)).handle((over, cancelled) -> Optional.<Outcome>empty());
    }

    private CompletableFuture<Optional<Outcome>> failed(SegmentServiceException why) {
        return ended(inDoubt ? new Outcome.Unknown(why) : new Outcome.Refused(why));
    }

    private static CompletableFuture<Optional<Outcome>> ended(Outcome outcome) {
        return CompletableFuture.completedFuture(Optional.of(outcome));
    }

    /** What kept an attempt from being sent. */
    private Verdict notSent(Throwable failure) {
        Throwable reason = Failures.of(failure);
        if (reason instanceof CancellationException) {
            return givenUp();
        }
        if (reason instanceof Pace.TooLateException late) {
            return Verdict.notSent(tooLate(late.needed()));
        }
        if (reason instanceof TimeoutException) {
            return Verdict.notSent(latest == null ? tooLate(Duration.ZERO) : latest);
        }
        if (reason instanceof SegmentServiceException known) {
            return Verdict.notSent(known);
        }
        throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
    }

    private Verdict givenUp() {
        return Verdict.notSent(
                new CallInterruptedException(call + ": interrupted while it waited", BackendAnswer.NONE, null));
    }

    private SegmentServiceException tooLate(Duration needed) {
        String message = call + ": not sent within " + deadline.allowed();
        return needed.isZero()
                ? new BackendUnavailableException(
                        message + ", because of the requests before it; allow more time", BackendAnswer.NONE, null)
                : new RateLimitedException(
                        message + ", because the backend holds requests back; try again after " + needed,
                        needed,
                        BackendAnswer.NONE);
    }
}
