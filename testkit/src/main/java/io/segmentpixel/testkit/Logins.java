package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The logins of the sandbox's user: a token lives for two hours after the latest call, and for a day at most. */
final class Logins {
    private static final Duration IDLE = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final String username;
    private final String password;
    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(Instant start, Instant latest) {
        boolean isAlive(Instant now) {
            return now.isBefore(latest.plus(IDLE)) && now.isBefore(start.plus(LONGEST));
        }
    }

    Logins(String username, String password, Clock clock) {
        this.username = username;
        this.password = password;
        this.clock = clock;
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    /** A new token, for the right user name and password. */
    String login(String body) {
        JsonNode auth = Json.in(body, "auth");
        boolean isRight = username.equals(auth.path("username").asText())
                && password.equals(auth.path("password").asText());
        if (!isRight) {
            throw new ApiException("UNAUTH", "", "No match found for user/pass");
        }
        String token = "hbapi:" + random();
        sessions.put(token, new Session(clock.instant(), clock.instant()));
        return token;
    }

    /** Checks that a token is alive, and keeps it so. */
    void check(Optional<String> token) {
        Instant now = clock.instant();
        Session session = token.map(text -> sessions.computeIfPresent(
                        text, (key, old) -> old.isAlive(now) ? new Session(old.start(), now) : null))
                .orElse(null);
        if (session == null) {
            throw new ApiException("NOAUTH", "", "Authentication failed - not logged in");
        }
    }

    ObjectNode answer(String token) {
        return Json.ok(Json.object().put("token", token), "not_found", clock.instant());
    }

    /** The cookie that goes along with a token; the sandbox itself reads the header only. */
    static Optional<String> cookie(ObjectNode answer) {
        return Optional.ofNullable(answer.path("response").get("token"))
                .map(token -> "HBFAPI_SESSID=" + token.asText() + "; Path=/; HttpOnly");
    }

    static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
