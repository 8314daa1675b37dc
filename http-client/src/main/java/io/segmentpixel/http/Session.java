package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of a client: one login for all threads, and for all clients that share its store; and a new one only when the
 * backend says that the old one is over.
 *
 * <p>A refused login is remembered for five minutes and not repeated with the same credentials, because too many lock the
 * account for that long.
 */
final class Session {
    /** Sends a login. */
    interface Login {
        CompletableFuture<Outcome> outcome(Call login, LoginLog log, Deadline deadline, Carrier carrier);
    }

    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN_AT_LAST = Duration.ofSeconds(2);
    private static final Pattern FIT_FOR_A_HEADER = Pattern.compile("[!-~]+");

    private final String baseUrl;
    private final Supplier<Credentials> credentials;
    private final SessionStore store;
    private final Time time;
    private final Secrets secrets;
    private final Executor elsewhere;

    private final AtomicReference<@Nullable String> token = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Void>> loggingIn = new AtomicReference<>();
    private volatile @Nullable String over;
    private volatile @Nullable String ofOthers;
    private volatile @Nullable Refusal refusal;
    /** The logins that the store may not know of. */
    private volatile StoredSession uncounted = StoredSession.none();

    /** A login that was refused. */
    private record Refusal(Credentials of, LoginRefusedException why, Instant until) {}

    /** What one who needs a token has: the way to log in, and the time for it. */
    private record Need(Login login, Deadline deadline, Carrier carrier) {}

    /**
     * A session that does not stand yet.
     *
     * @param elsewhere runs what may block, the supplier and the store, where no caller waits
     */
    Session(
            String baseUrl,
            Supplier<Credentials> credentials,
            SessionStore store,
            Time time,
            Secrets secrets,
            Executor elsewhere) {
        this.baseUrl = baseUrl;
        this.credentials = credentials;
        this.store = store;
        this.time = time;
        this.secrets = secrets;
        this.elsewhere = elsewhere;
    }

    /** The token, after a login if there is none yet; fails with a {@link SegmentServiceException}, or is cancelled. */
    CompletableFuture<String> token(Login login, Deadline deadline, Carrier carrier) {
        return token(new Need(login, deadline, carrier));
    }

    /**
     * Forgets a token that the backend no longer takes. One that has been replaced meanwhile is forgotten already; to take it for
     * the latest that is over would let the store's own latest one, over as well, pass for a good one.
     */
    synchronized void forget(String stale) {
        if (stale.equals(token.get())) {
            over = stale;
            token.set(null);
        }
    }

    /** Whether the token is of a login that another client made. */
    boolean isOfOthers(String text) {
        return text.equals(ofOthers);
    }

    private CompletableFuture<String> token(Need need) {
        String present = token.get();
        if (present != null) {
            return CompletableFuture.completedFuture(present);
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = loggingIn.compareAndExchange(null, mine);
        return others == null ? loggedIn(need, mine) : afterThem(need, others.copy());
    }

    private CompletableFuture<String> afterThem(Need need, CompletableFuture<Void> others) {
        return waitedFor(need, others).thenCompose(done -> token(need));
    }

    private CompletableFuture<String> loggedIn(Need need, CompletableFuture<Void> mine) {
        CompletableFuture<CompletableFuture<String>> begun = need.carrier.blocking(() -> asTheOnlyOne(need), elsewhere);
        CompletableFuture<String> unused = begun.thenCompose(login -> login).whenComplete((had, failure) -> {
            loggingIn.set(null);
            mine.complete(null);
        });
        return waitedFor(need, begun.copy()).thenCompose(login -> login);
    }

    /** A supplier or a store may take longer than there is time. */
    private <T> CompletableFuture<T> waitedFor(Need need, CompletableFuture<T> future) {
        if (!future.isDone()) {
            time.limit(future, need.deadline.remaining());
        }
        return need.carrier.await(future);
    }

    private CompletableFuture<String> asTheOnlyOne(Need need) {
        try {
            String present = token.get();
            return present == null
                    ? fromStore(unrefused(user()), need, LOOK_AGAIN)
                    : CompletableFuture.completedFuture(present);
        } catch (Throwable noLogin) { // whatever it is, the others must not wait for it
            return CompletableFuture.failedFuture(noLogin);
        }
    }

    private Credentials user() {
        try {
            return Objects.requireNonNull(credentials.get(), "credentials");
        } catch (Exception ofTheSupplier) { // also one that is checked: not every language declares it
            throw new LoginRefusedException(
                    "login: not sent, because there are no credentials: " + ofTheSupplier,
                    BackendAnswer.NONE,
                    ofTheSupplier);
        }
    }

    private Credentials unrefused(Credentials user) {
        Refusal latest = refusal;
        if (latest != null && latest.of.equals(user) && time.now().isBefore(latest.until)) {
            throw new LoginRefusedException(
                    "login not repeated before " + latest.until + ", as it was refused: " + latest.why.getMessage(),
                    latest.why.answer(),
                    latest.why);
        }
        return user;
    }

    /** The token that another client has left, or one of a new login, for which the store lends the right. */
    private CompletableFuture<String> fromStore(Credentials user, Need need, Duration lookAgain) {
        String key = user.username() + " at " + baseUrl;
        StoredSession kept = ofStore(need, () -> store.read(key));
        Optional<String> usable = usable(kept);
        if (usable.isPresent()) {
            return CompletableFuture.completedFuture(adoptedOfOthers(usable.get()));
        }
        Duration longest =
                need.deadline.remaining().compareTo(LONGEST_LEASE) < 0 ? need.deadline.remaining() : LONGEST_LEASE;
        if (longest.isZero()) {
            return CompletableFuture.failedFuture(new TimeoutException("the time was over before the login"));
        }
        Optional<SessionStore.Lease> lease = ofStore(need, () -> store.lease(key, longest));
        return lease.map(right -> withRight(user, key, right, need))
                .orElseGet(() -> lookingAgain(user, need, lookAgain));
    }

    private Optional<String> usable(StoredSession kept) {
        return kept.token()
                .filter(text ->
                        !text.equals(over) && FIT_FOR_A_HEADER.matcher(text).matches());
    }

    private String adoptedOfOthers(String text) {
        ofOthers = text;
        return adopted(text);
    }

    private String adopted(String text) {
        secrets.know(text);
        token.set(text);
        return text;
    }

    private CompletableFuture<String> lookingAgain(Credentials user, Need need, Duration wait) {
        if (!need.deadline.leavesTimeAfter(wait)) {
            return CompletableFuture.failedFuture(new BackendUnavailableException(
                    "login: not sent within " + need.deadline.allowed()
                            + ", because another client that shares the session store has the right to log in",
                    BackendAnswer.NONE,
                    null));
        }
        Duration next = wait.multipliedBy(2);
        Duration nextWait = next.compareTo(LOOK_AGAIN_AT_LAST) < 0 ? next : LOOK_AGAIN_AT_LAST;
        return need.carrier
                .await(time.after(wait))
                .thenCompose(over ->
                        waitedFor(need, need.carrier.blocking(() -> fromStore(user, need, nextWait), elsewhere)))
                .thenCompose(login -> login);
    }

    private CompletableFuture<String> withRight(Credentials user, String key, SessionStore.Lease right, Need need) {
        try {
            StoredSession kept = ofStore(need, () -> store.read(key));
            Optional<String> usable = usable(kept);
            if (usable.isPresent()) {
                giveBack(right);
                return CompletableFuture.completedFuture(adoptedOfOthers(usable.get()));
            }
            LoginLog log = new LoginLog(kept.withLoginsOf(uncounted), time);
            Call login = user.login(time.wallClock());
            login.secrets().forEach(secrets::know);
            CompletableFuture<String> token = need.login
                    .outcome(login, log, need.deadline, need.carrier)
                    .thenApply(outcome -> token(user, outcome));
            return token.handle((fresh, failure) -> log.session(Optional.ofNullable(fresh)))
                    .thenCompose(session -> need.carrier.blocking(() -> kept(session, right), elsewhere))
                    .thenCompose(over -> token);
        } catch (RuntimeException failed) {
            giveBack(right);
            throw failed;
        }
    }

    private String token(Credentials user, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return adopted(token(done.answer()));
        }
        if (!(outcome instanceof Outcome.Refused refused)) {
            throw noToken(BackendAnswer.NONE);
        }
        if (refused.why() instanceof LoginRefusedException why) {
            refusal = new Refusal(user, why, time.now().plus(LOCK));
        }
        throw refused.why();
    }

    private String token(Answer answer) {
        String text = answer.text("token");
        if (!FIT_FOR_A_HEADER.matcher(text).matches()) {
            throw noToken(answer.summary());
        }
        return text;
    }

    private static UnexpectedAnswerException noToken(BackendAnswer answer) {
        return new UnexpectedAnswerException("login: " + answer + "; the answer holds no token", answer, null);
    }

    /**
     * A store that fails now costs those who share it a login, and this client nothing. Logins that it does not keep, or that
     * came too late for the lease, still count here.
     */
    private boolean kept(StoredSession session, SessionStore.Lease right) {
        boolean isKept = false;
        try {
            isKept = right.keep(session);
        } catch (Exception ofTheStore) { // also one that is checked: not every language declares it
            LOG.warn("the session store failed, so that others have to log in themselves", ofTheStore);
        }
        uncounted = isKept ? StoredSession.none() : session.withoutToken();
        giveBack(right);
        return isKept;
    }

    /** A right that cannot be given back ends by itself. */
    private static void giveBack(SessionStore.Lease right) {
        try {
            right.close();
        } catch (Exception ofTheStore) { // also one that is checked: not every language declares it
            LOG.warn(
                    "the session store failed, so that others have to wait until the right to log in ends", ofTheStore);
        }
    }

    private static <T> T ofStore(Need need, Supplier<T> asked) {
        try {
            return Objects.requireNonNull(asked.get(), "null");
        } catch (Exception ofTheStore) { // also one that is checked: not every language declares it
            if (need.carrier.isGivenUp()) {
                throw new CancellationException("interrupted in the session store");
            }
            throw new BackendUnavailableException(
                    "login: not sent, because the session store failed: " + ofTheStore, BackendAnswer.NONE, ofTheStore);
        }
    }
}
