package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way that every request takes: pace, authorise, send, read, classify, and maybe once more. */
final class RequestPath {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);

    private static final Pattern FIT_FOR_A_HEADER = Pattern.compile("[!-~]+");

    private final Credentials credentials;
    private final Duration allowed;
    private final Time time;
    private final Pace pace;
    private final Session session;
    private final Transport transport;
    private final Backoff backoff;
    private final Secrets secrets = new Secrets();
    private final Classifier classifier = new Classifier(secrets);

    RequestPath(Credentials credentials, Duration allowed, Time time, Pace pace, Transport transport, Backoff backoff) {
        this.credentials = credentials;
        this.allowed = allowed;
        this.time = time;
        this.pace = pace;
        this.session = new Session(time);
        this.transport = transport;
        this.backoff = backoff;
    }

    /** Carries the call out, with as many attempts as it may have in the time allowed. */
    Outcome run(Call call) {
        return repeated(call, Deadline.in(allowed, time), this::pacedAttempt);
    }

    private interface Attempt {
        Verdict of(Call call, Deadline deadline) throws InterruptedException, Pace.TooLateException;
    }

    private Outcome repeated(Call call, Deadline deadline, Attempt attempt) {
        boolean inDoubt = false;
        boolean replayed = false;
        for (int number = 1; ; number++) {
            Verdict verdict = judged(call, deadline, attempt);
            LOG.debug("{}: attempt {}: {}", call, number, verdict.inWords());
            if (verdict instanceof Verdict.Done done) {
                return new Outcome.Done(done.answer());
            }
            if (verdict instanceof Verdict.Missing missing) {
                return new Outcome.Missing(missing.answer(), inDoubt);
            }
            if (verdict instanceof Verdict.Refused refused) {
                return ended(refused.why(), inDoubt);
            }
            if (verdict instanceof Verdict.LoggedOut loggedOut) {
                if (replayed) {
                    return ended(loggedOut.why(), inDoubt);
                }
                replayed = true;
                continue;
            }
            Verdict.Failed failed = (Verdict.Failed) verdict;
            inDoubt |= failed.inDoubt() && call.kind() == Call.Kind.WRITE;
            boolean mayRepeat = failed.worthRepeating() && (call.repeatable() || !failed.inDoubt());
            if (!mayRepeat || !waited(backoff.afterAttempt(number, failed.retryAfter()), deadline)) {
                boolean interrupted = Thread.currentThread().isInterrupted();
                return ended(interrupted ? interrupted(call) : failed.why(), inDoubt);
            }
        }
    }

    private static Outcome ended(SegmentServiceException why, boolean inDoubt) {
        return inDoubt ? new Outcome.Unknown(why) : new Outcome.Refused(why);
    }

    private Verdict judged(Call call, Deadline deadline, Attempt attempt) {
        try {
            return attempt.of(call, deadline);
        } catch (Pace.TooLateException late) {
            return ended(tooLate(call, late.needed()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ended(interrupted(call));
        }
    }

    private static Verdict ended(SegmentServiceException why) {
        return new Verdict.Failed(why, false, false, Duration.ZERO);
    }

    private static CallInterruptedException interrupted(Call call) {
        return new CallInterruptedException(call + ": interrupted while it waited", BackendAnswer.NONE, null);
    }

    private SegmentServiceException tooLate(Call call, Duration needed) {
        String message = call + ": not sent within " + allowed;
        return needed.isZero()
                ? new BackendUnavailableException(
                        message + ", because of the requests before it; allow more time", BackendAnswer.NONE, null)
                : new RateLimitedException(
                        message + ", because the backend holds requests back; try again after " + needed,
                        needed,
                        BackendAnswer.NONE);
    }

    /** Waits, unless the deadline or an interrupt comes first. */
    private boolean waited(Duration wait, Deadline deadline) {
        if (!deadline.leavesTimeAfter(wait)) {
            return false;
        }
        try {
            time.sleep(wait);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Verdict pacedAttempt(Call call, Deadline deadline) throws InterruptedException, Pace.TooLateException {
        pace.enter(call.kind(), deadline);
        try {
            String token = session.token(this::login, deadline);
            Verdict verdict = attempt(call, token, deadline);
            if (verdict instanceof Verdict.LoggedOut) {
                session.forget(token);
            }
            return verdict;
        } catch (SegmentServiceException notLoggedIn) {
            return ended(notLoggedIn);
        } finally {
            pace.leave();
        }
    }

    private Verdict attempt(Call call, @Nullable String token, Deadline deadline) {
        try {
            Verdict verdict = classifier.of(call, transport.send(call, token, deadline));
            if (verdict instanceof Verdict.Failed failed && failed.why() instanceof RateLimitedException limited) {
                pace.holdBack(call.kind(), limited.retryAfter());
            }
            return verdict;
        } catch (Transport.SendException broken) {
            return classifier.of(call, broken);
        }
    }

    /** Logs in within the place that the waiting request has. */
    private String login(Deadline deadline) {
        Call login = credentials.login(time.now());
        login.secrets().forEach(secrets::know);
        Outcome outcome = repeated(login, deadline, (call, end) -> {
            pace.await(call.kind(), end);
            return attempt(call, null, end);
        });
        if (outcome instanceof Outcome.Done done) {
            return token(login, done.answer());
        }
        throw outcome instanceof Outcome.Refused refused ? refused.why() : noToken(login, BackendAnswer.NONE);
    }

    private String token(Call login, Answer answer) {
        String token = answer.text("token");
        if (!FIT_FOR_A_HEADER.matcher(token).matches()) {
            throw noToken(login, answer.summary());
        }
        secrets.know(token);
        return token;
    }

    private static UnexpectedAnswerException noToken(Call login, BackendAnswer answer) {
        return new UnexpectedAnswerException(login + ": " + answer + "; the answer holds no token", answer, null);
    }
}
