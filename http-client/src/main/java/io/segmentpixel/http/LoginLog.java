package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.RateLimitedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Counts logins, all that may have been successful: the platform allows ten in five minutes, and the eleventh fails here.
 */
final class LoginLog {
    private static final int MOST = 10;
    private static final Duration PERIOD = Duration.ofMinutes(5);

    private final Time time;
    private StoredSession session;

    LoginLog(StoredSession kept, Time time) {
        this.time = time;
        this.session = kept;
    }

    /** Makes a login attempt, unless that would be one too many. */
    CompletableFuture<Verdict> counting(Supplier<CompletableFuture<Verdict>> attempt) {
        session = session.withLoginsSince(time.wallClock().minus(PERIOD));
        if (session.logins().size() >= MOST) {
            return CompletableFuture.completedFuture(Verdict.notSent(tooMany()));
        }
        return attempt.get().thenApply(verdict -> {
            boolean mayHaveSucceeded =
                    verdict instanceof Verdict.Done || (verdict instanceof Verdict.Failed failed && failed.inDoubt());
            session = mayHaveSucceeded ? session.withLogin(time.wallClock()) : session;
            return verdict;
        });
    }

    private RateLimitedException tooMany() {
        Instant next = session.logins().get(session.logins().size() - MOST).plus(PERIOD);
        Duration wait = Duration.between(time.wallClock(), next);
        return new RateLimitedException(
                "login: not sent, because there were " + MOST + " logins within " + PERIOD.toMinutes()
                        + " minutes, which is all that the platform allows; the next may be made at " + next,
                wait.isNegative() ? Duration.ZERO : wait,
                BackendAnswer.NONE);
    }

    /** What is to be kept now. */
    StoredSession session(Optional<String> token) {
        return token.map(session::withToken).orElseGet(session::withoutToken);
    }
}
