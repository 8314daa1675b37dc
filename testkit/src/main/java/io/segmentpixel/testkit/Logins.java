package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.testkit.Limits.Quota;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Who can log in to the sandbox, and who has. */
final class Logins {
    private static final int FIRST_ID = 7001;

    private final Clock clock;
    private final Supplier<Limits> limits;
    private final Map<String, SandboxUser> users = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    private record Session(String user, Instant start, Instant latest) {
        Session usedAt(Instant now) {
            return new Session(user, start, now);
        }
    }

    /** The latest logins of a user. */
    private static final class Account {
        private final Deque<Instant> done = new ArrayDeque<>();
        private final Deque<Instant> refused = new ArrayDeque<>();
        private Instant lockedUntil = Instant.MIN;
    }

    Logins(Clock clock, Supplier<Limits> limits) {
        this.clock = clock;
        this.limits = limits;
    }

    synchronized void put(SandboxUser user) {
        ids.putIfAbsent(user.name(), FIRST_ID + ids.size());
        users.put(user.name(), user);
    }

    /** The number that the platform gives a user. */
    int idOf(SandboxUser user) {
        return Objects.requireNonNull(ids.get(user.name()), "user");
    }

    /** A user as it is now. */
    SandboxUser named(String name) {
        return Objects.requireNonNull(users.get(name), "user");
    }

    List<SandboxUser> ofMember(MemberId member) {
        return users.values().stream()
                .filter(user -> user.member().equals(member))
                .toList();
    }

    /** A new token, for the right user name and password. */
    String byPassword(String body) {
        JsonNode auth = Json.in(body, "auth");
        String password = text(auth.path("password"));
        return login(text(auth.path("username")), user -> user.password().equals(password));
    }

    /** A new token, for a web token that is signed with a key of the user's. */
    String byKey(String body) {
        Jwt token = Jwt.read(body)
                .orElseThrow(
                        () -> ApiException.syntax("the body is no JSON web token of header, claims and signature"));
        return login(token.subject(), user -> Optional.ofNullable(user.keys().get(token.keyName()))
                .filter(token::isSignedBy)
                .isPresent());
    }

    /** A text, empty if it is anything else; neither a name nor a password is empty. */
    static String text(JsonNode value) {
        return Objects.requireNonNullElse(value.textValue(), "");
    }

    private synchronized String login(String name, Predicate<SandboxUser> isRight) {
        Instant now = clock.instant();
        Account account = accounts.computeIfAbsent(name, key -> new Account());
        if (now.isBefore(account.lockedUntil)) {
            throw refused("the account is locked until " + account.lockedUntil);
        }
        SandboxUser user = Optional.ofNullable(users.get(name)).filter(isRight).orElse(null);
        if (user == null) {
            count(account, now);
            throw refused("user name and password, or key, do not match");
        }
        throwIfBarred(user);
        Quota most = limits.get().logins();
        if (counted(account.done, most, now) >= most.most()) {
            throw refused("more than " + most.most() + " logins in " + most.window());
        }
        account.done.add(now);
        String token = "hbapi:" + RandomText.of();
        sessions.put(token, new Session(name, now, now));
        return token;
    }

    private void count(Account account, Instant now) {
        Quota lock = limits.get().lock();
        account.refused.add(now);
        if (counted(account.refused, lock, now) >= lock.most()) {
            account.lockedUntil = now.plus(lock.window());
            account.refused.clear();
        }
    }

    /** How many of the times lie within the window that ends now; the others are forgotten. */
    private static int counted(Deque<Instant> times, Quota quota, Instant now) {
        times.removeIf(time -> !time.isAfter(now.minus(quota.window())));
        return times.size();
    }

    /** What the platform answers is the same for each reason; only the journal tells them apart. */
    private static ApiException refused(String reason) {
        return new ApiException("UNAUTH", "", "No match found for user/pass").because(reason);
    }

    private static void throwIfBarred(SandboxUser user) {
        switch (user.standing()) {
            case PASSWORD_EXPIRED -> throw new ApiException("NOAUTH_EXPIRED", "", "The password has expired");
            case DISABLED -> throw new ApiException("NOAUTH_DISABLED", "", "The user is disabled");
            case GOOD -> {}
        }
    }

    /** The user whose token it is, if the token is alive; the call keeps it so. */
    SandboxUser user(Optional<String> token) {
        Instant now = clock.instant();
        SandboxUser user = token.map(text -> sessions.computeIfPresent(
                        text, (key, session) -> isAlive(session, now) ? session.usedAt(now) : null))
                .map(session -> users.get(session.user()))
                .orElseThrow(() -> new ApiException("NOAUTH", "", "Authentication failed - not logged in"));
        if (user.standing() == SandboxUser.Standing.DISABLED) {
            throwIfBarred(user);
        }
        return user;
    }

    /** The user whose token it is, if the token is alive; it is not used by that. */
    Optional<SandboxUser> known(Optional<String> token) {
        return token.map(sessions::get)
                .filter(session -> isAlive(session, clock.instant()))
                .map(session -> users.get(session.user()));
    }

    private boolean isAlive(Session session, Instant now) {
        Limits.SessionLife life = limits.get().sessions();
        return now.isBefore(session.latest().plus(life.idle()))
                && now.isBefore(session.start().plus(life.longest()));
    }

    /** Ends every session; the next call of each is not logged in. */
    void endSessions() {
        sessions.clear();
    }
}
