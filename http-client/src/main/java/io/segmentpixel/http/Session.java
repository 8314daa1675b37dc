package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.LoginRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session of a client: one login for all threads, and a new one only when the backend says that the old one is over.
 *
 * <p>A refused login is remembered for five minutes and not repeated, because too many lock the account for that long.
 */
final class Session {
    /** Logs in. */
    interface Login {
        String token(Deadline deadline) throws InterruptedException;
    }

    private static final Duration LOCK = Duration.ofMinutes(5);

    private final Time time;
    private final ReentrantLock loggingIn = new ReentrantLock(true);
    private final AtomicReference<@Nullable String> token = new AtomicReference<>();
    private @Nullable LoginRefusedException refusal;
    private Instant refusedUntil = Instant.MIN;

    Session(Time time) {
        this.time = time;
    }

    /** The token, after a login if there is none yet. */
    String token(Login login, Deadline deadline) throws InterruptedException, Pace.TooLateException {
        String present = token.get();
        return present != null ? present : loggedIn(login, deadline);
    }

    /** Forgets a token that the backend no longer takes, unless it has been replaced meanwhile. */
    void forget(String stale) {
        token.compareAndSet(stale, null);
    }

    private String loggedIn(Login login, Deadline deadline) throws InterruptedException, Pace.TooLateException {
        if (!loggingIn.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new Pace.TooLateException(Duration.ZERO);
        }
        try {
            String present = token.get();
            if (present != null) {
                return present;
            }
            throwIfRefused();
            String fresh = login.token(deadline);
            token.set(fresh);
            return fresh;
        } catch (LoginRefusedException refused) {
            remember(refused);
            throw refused;
        } finally {
            loggingIn.unlock();
        }
    }

    /** Not where the backend was never asked, as when the key did not sign: that locks no account. */
    private void remember(LoginRefusedException refused) {
        if (refusal == null && !refused.answer().equals(BackendAnswer.NONE)) {
            refusal = refused;
            refusedUntil = time.now().plus(LOCK);
        }
    }

    private void throwIfRefused() {
        LoginRefusedException refused = refusal;
        if (refused == null) {
            return;
        }
        if (time.now().isBefore(refusedUntil)) {
            throw new LoginRefusedException(
                    "login not repeated before " + refusedUntil + ", as it was refused: " + refused.getMessage(),
                    refused.answer(),
                    refused);
        }
        refusal = null;
    }
}
